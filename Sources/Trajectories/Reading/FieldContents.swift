import ClausiusHDF5Storage
import ClausiusSimulationCore

/// What is in a field trajectory: quantities over the grid points `x` or the members of an
/// ensemble, and their times.
enum FieldContents {
  /// Whether the file is a field trajectory: it has grid points `/x`, and no particles.
  static func isField(_ root: HDF5Group) throws -> Bool {
    try !root.exists("particles") && root.kind(of: "observables") == .group
      && root.kind(of: FieldLayout.Scale.grid) == .dataset
  }

  /// Finds the grid and the quantities on it.
  static func read(_ root: HDF5Group, _ path: String) throws -> TrajectoryContents {
    let grid = try scale(FieldLayout.Scale.grid, root, path)
    let hasMembers = try root.kind(of: FieldLayout.Scale.member) == .dataset
    let members = hasMembers ? try scale(FieldLayout.Scale.member, root, path).count : 0
    let elements = try elements(root, path)
    guard let first = elements.first?.element, let steps = first.steps, let times = first.times
    else { throw TrajectoryError(path, "no element of /observables holds a field") }
    let (model, parameters, words) = try ParametersGroup.read(root)
    let context = FrameContext(
      system: model, individuals: 0, gridPoints: grid, members: members,
      properties: try properties(root, members: members), parameters: parameters, words: words)
    // A file that was cut off in the middle of a write may have elements of different lengths.
    let frames = elements.map(\.element.frames).min() ?? 0
    guard frames > 0 else { throw TrajectoryError(path, "the file holds no frames") }
    let found = try elements.map { name, element in
      guard element.steps?.prefix(frames) == steps.prefix(frames) else {
        throw TrajectoryError(path, "/observables/\(name) is sampled on other steps than the rest")
      }
      return TrajectoryContents.Found(
        description: try description(name, element, root, context, path), element: element,
        frames: Array(0..<frames))
    }
    return TrajectoryContents(
      context: context, steps: Array(steps.prefix(frames)), times: Array(times.prefix(frames)),
      boxes: BoxReader(openIn: path), found: found,
      observables: TrajectoryContents.observables(root, path, steps: steps.prefix(frames)))
  }

  /// The values of a scale in the root.
  private static func scale(_ name: String, _ root: HDF5Group, _ path: String) throws -> [Double] {
    let dataset = try root.openDataset(name)
    let shape = try dataset.shape
    guard shape.count == 1, shape[0] > 0, try dataset.datatype.isNumeric else {
      throw TrajectoryError(path, "/\(name) has the shape \(shape), expected a list of numbers")
    }
    try TrajectoryContents.requirePlausible(shape[0], "values of \(name)", path)
    return try dataset.read(as: Double.self)
  }

  /// The elements of `/observables` whose frames are rows of numbers.
  private static func elements(
    _ root: HDF5Group, _ path: String
  ) throws -> [(name: String, element: H5MDElement)] {
    try root.openGroup("observables").children().compactMap { child in
      guard let element = try H5MDElement.open("observables/" + child.name, in: root, file: path),
        element.dependsOnTime, element.shape.count == 2
      else { return nil }
      return (child.name, element)
    }
  }

  /// What tells the members apart: lists in the root with one value a member.
  private static func properties(
    _ root: HDF5Group, members: Int
  ) throws -> [String: [Double]] {
    guard members > 0 else { return [:] }
    var properties: [String: [Double]] = [:]
    for child in try root.children() where child.kind == .dataset {
      let dataset = try root.openDataset(child.name)
      // The last condition leaves out what grows with the frames and may be as long by chance.
      guard try dataset.shape == [members], try !dataset.isScale, try dataset.datatype.isNumeric,
        try dataset.maximumShape == [members]
      else { continue }
      properties[child.name] = try dataset.read(as: Double.self)
    }
    return properties
  }

  private static func description(
    _ name: String, _ element: H5MDElement, _ root: HDF5Group, _ context: FrameContext,
    _ path: String
  ) throws -> QuantityDescription {
    let isOfMembers =
      try context.members > 0
      && element.value.hasScale(root.openDataset(FieldLayout.Scale.member), axis: 1)
    let expected = isOfMembers ? context.members : context.gridPoints.count
    guard element.rowShape[0] == expected else {
      throw TrajectoryError(
        path, "/observables/\(name) has \(element.rowShape[0]) values a frame",
        advice: "expected one for each of \(expected) \(isOfMembers ? "members" : "grid points")")
    }
    let attributes = element.value.attributes
    let about =
      try attributes.exists("long_name") ? attributes.readString("long_name") : name
    let isInteger = if case .integer = try element.value.datatype { true } else { false }
    return QuantityDescription(
      name: name, unit: "1", about: about,
      shape: isOfMembers ? .perMember : .perGridPoint, storage: isInteger ? .integer : .real)
  }
}
