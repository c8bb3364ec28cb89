import ClausiusHDF5Storage
import ClausiusSimulationCore

/// The individuals of a file: one group under `/particles`, ours or any other writer's of H5MD.
struct ParticleGroup {
  /// Its path from the root.
  let name: String
  /// The number of individuals.
  let individuals: Int
  /// The components of their vectors: 2 or 3.
  let components: Int
  /// What changes with time or is a vector, by name; positions first.
  let elements: [(name: String, element: H5MDElement)]
  /// Numbers of individuals that do not change.
  let properties: [String: [Double]]

  /// `/particles/trajectory`, or the only or first group under `/particles` that has positions, or
  /// else any element; `nil` where there is none.
  ///
  /// - Throws: ``TrajectoryError`` when its positions are no vectors, or nothing in it says how
  ///   many individuals there are.
  static func find(in root: HDF5Group, _ path: String) throws -> ParticleGroup? {
    guard try root.kind(of: "particles") == .group else { return nil }
    let groups = try root.openGroup("particles").children().filter { $0.kind == .group }.map(\.name)
    let withPositions = try groups.filter { try root.exists("particles/\($0)/position") }
    let candidates = withPositions.isEmpty ? groups : withPositions
    guard let chosen = candidates.first(where: { $0 == "trajectory" }) ?? candidates.first else {
      throw TrajectoryError(path, "no group under /particles holds individuals")
    }
    return try ParticleGroup("particles/" + chosen, root, path)
  }

  private init(_ name: String, _ root: HDF5Group, _ path: String) throws {
    self.name = name
    var elements: [(name: String, element: H5MDElement)] = []
    for child in try root.openGroup(name).children() where child.name != "box" {
      guard let element = try Self.element(name + "/" + child.name, child.name, root, path) else {
        continue
      }
      elements.append((child.name, element))
    }
    let position = elements.first { $0.name == "position" }?.element
    try position?.requireVectors()
    guard let sized = position ?? elements.first(where: { $0.element.dependsOnTime })?.element,
      let count = sized.rowShape.first
    else { throw TrajectoryError(path, "/\(name) holds no positions") }
    try TrajectoryContents.requirePlausible(count, "individuals", path)
    individuals = count
    let vectors = elements.first {
      $0.element.rowShape.count == 2 && $0.element.rowShape[0] == count
    }
    components = position?.rowShape[1] ?? min(3, vectors?.element.rowShape[1] ?? 3)
    properties = try Self.properties(elements, individuals: count)
    let known = Set(properties.keys)
    self.elements = elements.filter { !known.contains($0.name) }.sorted { first, second in
      Self.order(first.name) < Self.order(second.name)
    }
  }

  /// The other groups under `/particles`, which no frame carries, with the reason.
  func reasonsForNeighbors(in root: HDF5Group) throws -> [String: String] {
    let others = try root.openGroup("particles").children().filter { child in
      child.kind == .group && "particles/" + child.name != name
    }
    return Dictionary(
      uniqueKeysWithValues: others.map { other in
        ("particles/" + other.name, "frames carry the individuals of /\(name)")
      })
  }

  /// Positions, velocities, images, and then the others in the order of the file.
  private static func order(_ name: String) -> Int {
    ["position", "velocity", "image"].firstIndex(of: name) ?? 3
  }

  /// The element at a path. A group of positions or velocities that holds no values is refused,
  /// unless nothing was ever to be written there; any other that is no element is left out.
  private static func element(
    _ path: String, _ name: String, _ root: HDF5Group, _ file: String
  ) throws -> H5MDElement? {
    let isWanted = ["position", "velocity", "image"].contains(name)
    if isWanted, try root.kind(of: path) == .group, try !root.exists(path + "/value"),
      try root.exists(path + "/step")
    {
      return nil
    }
    do {
      guard let element = try H5MDElement.open(path, in: root, file: file),
        try element.value.datatype.isNumeric
      else { return nil }
      return element
    } catch {
      if isWanted { throw error }
      return nil
    }
  }

  private static func properties(
    _ elements: [(name: String, element: H5MDElement)], individuals: Int
  ) throws -> [String: [Double]] {
    // What names individuals or weighs them is taken as it is in the first frame.
    let fixed = ["species", "mass", "radius", "id"]
    var properties: [String: [Double]] = [:]
    for (name, element) in elements
    where element.rowShape == [individuals] && element.frames > 0
      && (!element.dependsOnTime || fixed.contains(name))
    {
      properties[name] = try element.read(from: 0, count: 1)
    }
    return properties
  }

  /// The axes of an element of the group; `nil` for one that does not belong to its individuals.
  ///
  /// - Throws: ``TrajectoryError`` for velocities and images of other individuals.
  func axes(
    of element: H5MDElement, _ name: String, _ path: String, in known: AxisReader
  ) throws -> [FrameAxis]? {
    let isWanted = ["velocity", "image"].contains(name)
    if isWanted { try element.requireVectors() }
    guard element.rowShape.first == individuals else {
      guard isWanted else { return nil }
      throw TrajectoryError(
        path, "\(name) has \(element.rowShape.first ?? 0) individuals, position has \(individuals)")
    }
    let isVector = element.rowShape.count == 2 && element.rowShape[1] == components
    if name == "velocity", !isVector {
      throw TrajectoryError(
        path, "\(name) has \(element.rowShape[1]) components, position has \(components)",
        advice: "write both in the plane or both in space")
    }
    if isVector { return [.individuals(individuals), .space] }
    let others = try known.axes(of: element.value, from: element.dependsOnTime ? 2 : 1)
    return [.individuals(individuals)] + others
  }
}
