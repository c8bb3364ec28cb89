import ClausiusDeclarations

extension CouzinModel {
  /// What is wrong with the boundary, the box and the tank.
  func spaceContradictions() -> [Contradiction] {
    var found: [Contradiction] = []
    if let box, box.count != dimension {
      found.append(
        Contradiction(at: "box", "box has \(box.count) side lengths in \(dimension) dimensions"))
    }
    if boundary == .periodic, box == nil {
      found.append(
        Contradiction(at: "boundary", "a periodic boundary needs a box", advice: "give box"))
    }
    if boundary == .tank, (box == nil) == (tankRadius == nil) {
      found.append(
        Contradiction(
          at: "boundary", "a tank is a box or a sphere", advice: "give either box or tank_radius"))
    }
    if boundary != .tank, tankRadius != nil {
      found.append(
        Contradiction(
          at: "tank_radius", "tank_radius has no meaning without 'boundary: tank'"))
    }
    return found
  }

  /// What is wrong with the start.
  func startContradictions() -> [Contradiction] {
    var found: [Contradiction] = []
    if start == .uniform, box == nil, tankRadius == nil {
      found.append(
        Contradiction(
          at: "start", "a uniform start needs a box or a tank_radius to fill",
          advice: "give box, or 'start: ball'"))
    }
    if (start == .file) != (startFile != nil) {
      found.append(
        Contradiction(
          at: startFile == nil ? "start" : "start_file",
          "'start: file' and start_file belong together"))
    }
    if let startGroup, start != .file {
      found.append(
        Contradiction(
          at: "start_group", "the group '\(startGroup)' is named, but no 'start_file'",
          advice: "write 'start: file' and 'start_file', or leave 'start_group' out"))
    }
    if start == .ball || start == .mill, boundary != .open, let room = extents.min(),
      effectiveStartRadius > room / 2
    {
      found.append(
        Contradiction(
          at: "start_radius",
          "a start of radius \(effectiveStartRadius.short) does not fit into the space",
          advice: "give at most \((room / 2).short)"))
    }
    return found
  }
}
