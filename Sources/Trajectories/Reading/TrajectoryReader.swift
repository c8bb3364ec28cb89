import ClausiusHDF5Storage
import ClausiusSimulationCore
import Foundation

/// Reads the frames of a trajectory one after the other: whatever an H5MD file holds, ours or any
/// other writer's.
///
/// Memory does not grow with the number of frames: one chunk of each quantity is held at a time.
public final class TrajectoryReader {
  /// What to do where a file does not hold all that is wanted.
  public struct Options: Sendable, Hashable {
    /// Velocities that the file lacks are made from the positions, by central differences with the
    /// nearest image.
    public var velocityFromDifferences: Bool

    /// Nothing is made up, by default.
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
  /// The observables that frames carry.
  public let observableDescriptions: [ObservableDescription]
  /// Elements of the file that no frame carries, by name, with the reason.
  public let leftOut: [String: String]
  /// The units that another writer's file states.
  public let fileUnits: FileUnits
  /// The texts that made the run, where the file holds them.
  public let record: RunRecord?
  /// Who made the file, where it says so.
  public let provenance: Provenance?
  private let file: HDF5File
  private let boxes: BoxReader?
  private var blocks: [String: FrameBlocks]
  private var observableBlocks: [ObservableBlocks]
  private let frameOfQuantity: [String: [Int]]
  private let makesVelocities: Bool

  /// Opens a trajectory.
  ///
  /// - Throws: `HDF5Error` when the file is not HDF5 or is damaged; ``TrajectoryError`` when it
  ///   holds no trajectory or its datasets do not fit together.
  public init(_ path: String, options: Options = Options()) throws {
    self.path = path
    file = try HDF5File.openForReading(path)
    let contents = try ContentsWalk.contents(of: file.root, path)
    context = contents.context
    times = contents.times
    steps = contents.steps
    boxes = contents.boxes
    let found = contents.found
    makesVelocities =
      options.velocityFromDifferences && found.contains { $0.description.name == "position" }
      && !found.contains { $0.description.name == "velocity" }
    if makesVelocities && contents.times.count < 2 {
      throw TrajectoryError(path, "velocities from differences need at least two frames")
    }
    blocks = try Dictionary(
      uniqueKeysWithValues: found.map {
        ($0.description.name, try FrameBlocks($0.element, isPlane: $0.isPlane))
      })
    leftOut = contents.leftOut
    observableDescriptions = contents.observables.map(\.description)
    observableBlocks = try contents.observables.map {
      ObservableBlocks(
        description: $0.description, frames: $0.frames, blocks: try FrameBlocks($0.element),
        count: $0.element.rowShape.reduce(1, *))
    }
    frameOfQuantity = Dictionary(
      uniqueKeysWithValues: found.map { ($0.description.name, $0.frames) })
    quantities =
      found.map(\.description) + (makesVelocities ? [.velocity] : [])
    fileUnits = FileUnits(found)
    record = try RecordReader.read(file.root)
    provenance = try? ProvenanceGroup.read(from: file.root)
  }

  /// The names of the observables that frames carry.
  public var observables: [String] { observableDescriptions.map(\.name) }

  /// The names of the observables that are lists, not one number a frame.
  public var lists: [String] { observableDescriptions.filter { !$0.axes.isEmpty }.map(\.name) }

  /// The number of frames.
  public var frameCount: Int { times.count }

  /// The box at a frame; `nil` for what does not live in space.
  public func box(frame: Int) throws -> Box? { try boxes?.box(frame: frame) }

  /// A frame with room for everything that this file holds, to be filled by ``read(_:into:)``.
  public func makeFrame() throws -> Frame {
    Frame(context: context, box: try box(frame: 0), quantities: quantities)
  }

  /// Reads frame `index` into `frame`.
  ///
  /// - Throws: `HDF5Error` when a chunk is damaged; ``TrajectoryError`` when a value is not finite,
  ///   with frame and individual.
  public func read(_ index: Int, into frame: inout Frame) throws {
    frame.index = index
    frame.step = steps[index]
    frame.time = times[index]
    if let boxes, !boxes.isConstant { frame.box = try boxes.box(frame: index) }
    for k in frame.quantities.indices {
      let name = frame.quantities[k].description.name
      if name == "velocity" && makesVelocities {
        try difference(index, box: frame.space, into: &frame.quantities[k].values)
      } else {
        guard let source = frameOfQuantity[name]?[index] else { continue }
        try blocks[name]?.copy(frame: source, into: &frame.quantities[k].values)
      }
      try requireFinite(frame.quantities[k], frame: index)
    }
    frame.observables = try observableBlocks.indices.map { k in
      var values = [Double](repeating: 0, count: observableBlocks[k].count)
      try observableBlocks[k].blocks.copy(
        frame: observableBlocks[k].frames[index], into: &values)
      return Observable(observableBlocks[k].description, values: values)
    }
  }

  /// Closes the file.
  public func close() { try? file.close() }

  private func requireFinite(_ values: Frame.Values, frame: Int) throws(TrajectoryError) {
    // What an ensemble reports of its members may be undefined, such as the time of a collision
    // that has not been; what another writer stores beside positions and velocities may be missing.
    let description = values.description
    guard Self.isState(description) else { return }
    // A sum is finite when all its terms are, and overflows only far beyond any length: one cheap
    // pass for the usual case.
    if values.values.reduce(0, +).isFinite { return }
    guard let bad = values.values.firstIndex(where: { !$0.isFinite }) else { return }
    throw TrajectoryError(
      path,
      "\(description.name) \(context.place(of: bad, in: description)) in frame \(frame) is "
        + "\(values.values[bad])",
      advice: "trim the file with --to, or repair the run that wrote it")
  }

  /// Whether a quantity is the state itself: positions, velocities, fields.
  private static func isState(_ description: QuantityDescription) -> Bool {
    description.axes.contains(.individuals)
      ? description.isVectorOfIndividuals
        && ["position", "velocity", "image"].contains(description.name)
      : !description.axes.contains(.members)
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

/// An observable, and which of its numbers belongs to each frame.
private struct ObservableBlocks {
  let description: ObservableDescription
  let frames: [Int]
  var blocks: FrameBlocks
  let count: Int
}
