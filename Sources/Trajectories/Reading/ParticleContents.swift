import ClausiusHDF5Storage
import ClausiusSimulationCore

/// What is in a particle trajectory, ours or any other writer's H5MD file.
enum ParticleContents {
  /// Finds the positions and what goes with them.
  static func read(_ root: HDF5Group, _ path: String) throws -> TrajectoryContents {
    let group = try particleGroup(root, path)
    guard
      let position = try H5MDElement.open(group + "/position", in: root, file: path)
    else { throw TrajectoryError(path, "/\(group) holds no positions") }
    try position.requireVectors()
    guard position.frames > 0 else { throw TrajectoryError(path, "the file holds no frames") }
    // One frame at time 0 when the positions do not depend on time.
    let steps = position.steps ?? [0]
    let individuals = position.rowShape[0]
    try TrajectoryContents.requirePlausible(individuals, "individuals", path)
    let (model, parameters, words) = try ParametersGroup.read(root)
    let boxes = try BoxReader(
      particles: group, in: root, file: path, components: position.rowShape[1],
      spatialDimension: parameters["spatial_dimension"].map { Int($0) })
    let context = FrameContext(
      system: model, individuals: individuals,
      properties: try properties(root, group, individuals, path), parameters: parameters,
      words: words)
    var found = try optionalQuantities(
      root, group, individuals: individuals, steps: steps, path: path)
    found.insert(
      TrajectoryContents.Found(
        description: description("position"), element: position,
        frames: Array(0..<position.frames)), at: 0)
    return TrajectoryContents(
      context: context, steps: steps, times: position.times ?? [0], boxes: boxes, found: found,
      observables: TrajectoryContents.observables(root, path, steps: steps[...]))
  }

  /// `/particles/trajectory`, or the only or first group under `/particles` that has positions.
  private static func particleGroup(_ root: HDF5Group, _ path: String) throws -> String {
    guard try root.exists("particles") else {
      throw TrajectoryError(
        path, "the file holds no group /particles: it is not a particle trajectory in H5MD form")
    }
    let groups = try root.openGroup("particles").children().filter { $0.kind == .group }.map(\.name)
    let withPositions = try groups.filter { try root.exists("particles/\($0)/position") }
    guard let first = withPositions.first(where: { $0 == "trajectory" }) ?? withPositions.first
    else { throw TrajectoryError(path, "no group under /particles holds positions") }
    return "particles/" + first
  }

  private static func optionalQuantities(
    _ root: HDF5Group, _ group: String, individuals: Int, steps: [Int], path: String
  ) throws -> [TrajectoryContents.Found] {
    var found: [TrajectoryContents.Found] = []
    for name in ["velocity", "image"] {
      guard let element = try H5MDElement.open(group + "/" + name, in: root, file: path) else {
        continue
      }
      try element.requireVectors()
      guard element.rowShape[0] == individuals else {
        throw TrajectoryError(
          path, "\(name) has \(element.rowShape[0]) individuals, position has \(individuals)")
      }
      found.append(
        TrajectoryContents.Found(
          description: description(name), element: element,
          frames: try TrajectoryContents.frames(of: element, name: name, at: steps, path: path)))
    }
    return found
  }

  private static func properties(
    _ root: HDF5Group, _ group: String, _ individuals: Int, _ path: String
  ) throws -> [String: [Double]] {
    var properties: [String: [Double]] = [:]
    for name in ["species", "mass", "radius", "id"] {
      guard let element = try H5MDElement.open(group + "/" + name, in: root, file: path),
        element.rowShape == [individuals], element.frames > 0,
        try element.value.datatype.isNumeric
      else { continue }
      properties[name] = try element.read(from: 0, count: 1)
    }
    return properties
  }

  /// What a quantity of particles is.
  static func description(_ name: String) -> QuantityDescription {
    switch name {
    case "velocity":
      QuantityDescription(
        name: name, unit: "length/time", about: "velocity", shape: .vectorPerIndividual)
    case "image":
      QuantityDescription(
        name: name, unit: "1", about: "crossings of the periodic box", shape: .vectorPerIndividual,
        storage: .integer)
    default:
      QuantityDescription(name: name, unit: "length", about: name, shape: .vectorPerIndividual)
    }
  }
}
