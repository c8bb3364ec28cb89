import ClausiusHDF5Storage
import ClausiusSimulationCore
import Foundation

/// Reads the frames of a particle trajectory, ours or any other writer's H5MD file, one after the other.
///
/// Memory does not grow with the number of frames: one chunk of each quantity is held at a time.
public final class TrajectoryReader {
  /// What to do where a file does not hold all that is wanted.
  public struct Options: Sendable, Hashable {
    /// Velocities that the file lacks are made from the positions, by central differences with the nearest image.
    public var velocityFromDifferences: Bool

    /// Nothing is made up, unless told otherwise.
    public init(velocityFromDifferences: Bool = false) {
      self.velocityFromDifferences = velocityFromDifferences
    }
  }

  /// The file.
  public let path: String
  /// What stays the same over all frames.
  public let context: FrameContext
  /// The times of the frames.
  public let times: [Double]
  /// The steps of the frames.
  public let steps: [Int]
  /// The quantities that frames carry.
  public let quantities: [QuantityDescription]
  /// The texts that made the run, where the file holds them.
  public let record: RunRecord?
  /// Who made the file, where it tells.
  public let provenance: Provenance?
  private let file: HDF5File
  private let boxes: BoxReader
  private var blocks: [String: FrameBlocks]
  private let frameOfQuantity: [String: [Int]]
  private let makesVelocities: Bool

  /// Opens a trajectory.
  ///
  /// - Throws: `HDF5Error` when the file is not HDF5 or is damaged; ``TrajectoryError`` when it holds no particle trajectory
  ///   or its datasets do not fit together.
  public init(_ path: String, options: Options = Options()) throws {
    self.path = path
    file = try HDF5File.openForReading(path)
    let root = file.root
    let group = try Self.particleGroup(root, path)
    guard
      let position = try H5MDElement.open(group + "/position", in: root, file: path)
    else { throw TrajectoryError(path, "/\(group) holds no positions") }
    try position.requireVectors()
    guard position.frames > 0 else { throw TrajectoryError(path, "the file holds no frames") }
    let grid = Grid(position)
    times = grid.times
    steps = grid.steps
    let individuals = position.rowShape[0]
    try Self.requirePlausible(individuals: individuals, path)
    let parameters = try Self.parameters(root)
    boxes = try BoxReader(
      particles: group, in: root, file: path, components: position.rowShape[1],
      spatialDimension: parameters["spatial_dimension"].map { Int($0) })
    var context = FrameContext(
      system: try Self.model(root), individuals: individuals, parameters: parameters)
    context.properties = try Self.properties(root, group, individuals, path)
    self.context = context
    var found = try Self.optionalQuantities(
      root, group, individuals: individuals, steps: grid.steps, path: path)
    found.insert(("position", position, Array(0..<position.frames)), at: 0)
    makesVelocities =
      options.velocityFromDifferences && !found.contains { $0.name == "velocity" }
    if makesVelocities && position.frames < 2 {
      throw TrajectoryError(path, "velocities from differences need at least two frames")
    }
    blocks = try Dictionary(
      uniqueKeysWithValues: found.map { ($0.name, try FrameBlocks($0.element)) })
    frameOfQuantity = Dictionary(uniqueKeysWithValues: found.map { ($0.name, $0.frames) })
    quantities =
      found.map { Self.description($0.name) }
      + (makesVelocities ? [Self.description("velocity")] : [])
    record = try RecordReader.read(root)
    provenance = try? ProvenanceGroup.read(from: root)
  }

  /// The number of frames.
  public var frameCount: Int { times.count }

  /// The box at a frame.
  public func box(frame: Int) throws -> Box { try boxes.box(frame: frame) }

  /// A frame with room for everything that this file holds, to be filled by ``read(_:into:)``.
  public func makeFrame() throws -> Frame {
    Frame(context: context, box: try boxes.box(frame: 0), quantities: quantities)
  }

  /// Reads frame `index` into `frame`.
  ///
  /// - Throws: `HDF5Error` when a chunk is damaged; ``TrajectoryError`` when a value is not finite, with frame and individual.
  public func read(_ index: Int, into frame: inout Frame) throws {
    frame.index = index
    frame.step = steps[index]
    frame.time = times[index]
    if !boxes.isConstant { frame.box = try boxes.box(frame: index) }
    for k in frame.quantities.indices {
      let name = frame.quantities[k].description.name
      if name == "velocity" && makesVelocities {
        try difference(index, box: frame.box, into: &frame.quantities[k].values)
      } else {
        guard let source = frameOfQuantity[name]?[index] else { continue }
        try blocks[name]?.copy(frame: source, into: &frame.quantities[k].values)
      }
      try requireFinite(frame.quantities[k], frame: index)
    }
  }

  /// Reads the frames of `window`, every `stride`-th of them, and shows each to `body`.
  public func forEachFrame(
    in window: Range<Int>, stride: Int = 1, _ body: (borrowing Frame) throws -> Void
  ) throws {
    var frame = try makeFrame()
    for index in Swift.stride(from: window.lowerBound, to: window.upperBound, by: max(1, stride)) {
      try read(index, into: &frame)
      try body(frame)
    }
  }

  /// The frames whose times lie in `from...to`.
  public func window(from: Double?, to: Double?) -> Range<Int> {
    let first = times.firstIndex { $0 >= from ?? -.infinity } ?? times.count
    let end = times.lastIndex { $0 <= to ?? .infinity }.map { $0 + 1 } ?? 0
    return first..<max(first, end)
  }

  /// Closes the file.
  public func close() { try? file.close() }

  private func requireFinite(_ values: Frame.Values, frame: Int) throws(TrajectoryError) {
    // A sum is finite when all its terms are, and overflows only far beyond any length: one cheap pass for the usual case.
    if values.values.reduce(0, +).isFinite { return }
    guard let bad = values.values.firstIndex(where: { !$0.isFinite }) else { return }
    let isVector = values.description.shape == .vectorPerIndividual
    throw TrajectoryError(
      path,
      "\(values.description.name) of individual \(isVector ? bad / 3 : bad) in frame \(frame) is \(values.values[bad])",
      advice: "trim the file with --to, or repair the run that wrote it")
  }

  /// v_k = (x_{k+1} - x_{k-1}) / (t_{k+1} - t_{k-1}), one-sided at the two ends.
  private func difference(_ index: Int, box: Box, into velocity: inout [Double]) throws {
    let before = max(0, index - 1)
    let after = min(frameCount - 1, index + 1)
    var earlier = velocity
    try blocks["position"]?.copy(frame: before, into: &earlier)
    try blocks["position"]?.copy(frame: after, into: &velocity)
    let span = times[after] - times[before]
    for k in velocity.indices {
      velocity[k] = box.nearestImage(velocity[k] - earlier[k], axis: k % 3) / span
    }
  }
}

// MARK: - What is in the file

extension TrajectoryReader {
  private typealias Found = (name: String, element: H5MDElement, frames: [Int])

  /// Steps and times of the positions; one frame at time 0 when the positions do not depend on time.
  private struct Grid {
    let steps: [Int]
    let times: [Double]

    init(_ position: H5MDElement) {
      steps = position.steps ?? [0]
      times = position.times ?? [0]
    }
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

  /// Refuses a number of individuals that the file cannot hold, before memory is taken for them: deflate packs at most
  /// about 1032 to 1.
  private static func requirePlausible(individuals: Int, _ path: String) throws(TrajectoryError) {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    let bytes = (attributes?[.size] as? Int) ?? 0
    guard individuals <= 100 * max(bytes, 1) else {
      throw TrajectoryError(
        path, "the file claims \(individuals) individuals in \(bytes) bytes: it is damaged")
    }
  }

  private static func optionalQuantities(
    _ root: HDF5Group, _ group: String, individuals: Int, steps: [Int], path: String
  ) throws -> [Found] {
    var found: [Found] = []
    for name in ["velocity", "image"] {
      guard let element = try H5MDElement.open(group + "/" + name, in: root, file: path) else {
        continue
      }
      try element.requireVectors()
      guard element.rowShape[0] == individuals else {
        throw TrajectoryError(
          path, "\(name) has \(element.rowShape[0]) individuals, position has \(individuals)")
      }
      found.append((name, element, try frames(of: element, name: name, at: steps, path: path)))
    }
    return found
  }

  /// For each frame of the positions, the frame of `element` that was taken at the same step.
  private static func frames(
    of element: H5MDElement, name: String, at steps: [Int], path: String
  ) throws -> [Int] {
    guard let own = element.steps else { return steps.map { _ in 0 } }
    if own.count >= steps.count, Array(own.prefix(steps.count)) == steps {
      return Array(steps.indices)
    }
    let frameOfStep = Dictionary(
      own.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { $1 })
    return try steps.map { step in
      guard let frame = frameOfStep[step] else {
        throw TrajectoryError(
          path, "\(name) is sampled on other steps than position: it has no frame at step \(step)")
      }
      return frame
    }
  }

  private static func parameters(_ root: HDF5Group) throws -> [String: Double] {
    guard try root.exists("parameters"), try root.kind(of: "parameters") == .group else {
      return [:]
    }
    let attributes = try root.openGroup("parameters").attributes
    var parameters: [String: Double] = [:]
    for name in try attributes.names
    where try attributes.shape(name).isEmpty && attributes.datatype(name).isNumeric {
      parameters[name] = try attributes.readScalar(name, as: Double.self)
    }
    return parameters
  }

  private static func model(_ root: HDF5Group) throws -> String {
    guard try root.exists("parameters"), try root.kind(of: "parameters") == .group else {
      return ""
    }
    let attributes = try root.openGroup("parameters").attributes
    return try attributes.exists("model") ? attributes.readString("model") : ""
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

  private static func description(_ name: String) -> QuantityDescription {
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
