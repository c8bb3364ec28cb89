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
    /// Velocities that the file lacks are made from the positions of successive frames.
    public var velocityFromDifferences: Bool
    /// The group of individuals that is read; `nil` for the only or first one.
    public var group: String?
    /// The variable of a netCDF file that is the field phi; `nil` for the only one there is.
    public var field: String?
    /// The dimension that individuals of another writer live in, 2 or 3, where their vectors have
    /// three components; `nil` for what the file states or its numbers show.
    public var dimension: Int?
    /// Whether a file of ours is refused whose checksums of what does not change are wrong, such as
    /// those of parameters; chunks of frames are always checked when they are read.
    public var requiresSound: Bool

    /// Nothing is made up, by default.
    public init(
      velocityFromDifferences: Bool = false, group: String? = nil, field: String? = nil,
      dimension: Int? = nil, requiresSound: Bool = true
    ) {
      self.velocityFromDifferences = velocityFromDifferences
      self.group = group
      self.field = field
      self.dimension = dimension
      self.requiresSound = requiresSound
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
  /// What a user should know of the file before he believes its numbers: frames that were left out,
  /// quantities that only some frames have.
  public let notes: [String]
  /// Who was present in the frames that have been read.
  public private(set) var presence = Presence()
  /// The units that another writer's file states.
  public let fileUnits: FileUnits
  /// The texts that made the run, where the file holds them.
  public let record: RunRecord?
  /// Who made the file, where it says so.
  public let provenance: Provenance?
  let file: HDF5File
  let boxes: BoxReader?
  let roster: Roster?
  var blocks: [String: FrameBlocks]
  var observableBlocks: [ObservableBlocks]
  let frameOfQuantity: [String: [Int?]]
  let makesVelocities: Bool
  /// Where individuals were at the frames around the last one, for differences.
  var recentPlaces: [Int: Displacements.Places] = [:]
  /// Whether the file holds the times in single precision.
  public let timesAreSinglePrecision: Bool
  /// Where frames are missing between others.
  let holes: FrameHoles
  /// Whether a run of ours wrote the file, in which everybody is always there.
  let isOwn: Bool
  /// What another program stored in single precision.
  let singles: Set<String>

  /// Opens a trajectory.
  ///
  /// - Throws: `HDF5Error` when the file is not HDF5 or is damaged; ``TrajectoryError`` when it
  ///   holds no trajectory, its datasets do not fit together, or a checksum is wrong.
  public init(_ path: String, options: Options = Options()) throws {
    self.path = path
    file = try HDF5File.openForReading(path)
    if options.requiresSound { try TrajectoryChecksums.requireReadable(file.root, path) }
    let contents = try ContentsWalk.contents(of: file.root, path, options)
    context = contents.context
    times = contents.times
    timesAreSinglePrecision = contents.timesAreSinglePrecision
    steps = contents.steps
    boxes = contents.boxes
    roster = contents.roster?.aligned(to: contents.steps)
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
    holes = FrameHoles(contents.times)
    notes = contents.notes + [holes.note, HDF5File.lossOfFlushes(path)].compactMap { $0 }
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
    fileUnits = FileUnits(found, contents.observables, contents.context.words)
    record = try RecordReader.read(file.root)
    isOwn = record != nil
    singles = isOwn ? [] : try contents.singles
    provenance = try? ProvenanceGroup.read(from: file.root)
  }

  /// Whether a file holds individuals or observables as H5MD and AMBER arrange them, rather than
  /// datasets of any kind.
  public static func isTrajectory(_ path: String) -> Bool {
    guard HDF5File.canRead(path), let root = try? HDF5File.openForReading(path).root else {
      return false
    }
    let hasGroup = ["particles", "observables"].contains { (try? root.kind(of: $0)) == .group }
    return hasGroup || (try? root.kind(of: "coordinates")) == .dataset
  }

  /// The names of the observables that frames carry.
  public var observables: [String] { observableDescriptions.map(\.name) }

  /// The names of the observables that are lists, not one number a frame.
  public var lists: [String] { observableDescriptions.filter { !$0.axes.isEmpty }.map(\.name) }

  /// Which of several groups of individuals is read, in words; `nil` where there is one.
  public var groupNote: String? {
    notes.first { $0.hasSuffix(ParticleGroup.choice) }
      .map { String($0.dropLast(ParticleGroup.choice.count)) }
  }

  /// The nearest frame that holds a quantity, of two as near the later one; `nil` where none does.
  public func nearestFrame(to index: Int, with quantity: String) -> Int? {
    frameOfQuantity[quantity]?.indices.filter { frameOfQuantity[quantity]?[$0] != nil }
      .min { (abs($0 - index), -$0) < (abs($1 - index), -$1) }
  }

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
  /// Individuals that are absent take no part in it; the rows of the others stand in the order of
  /// their numbers.
  ///
  /// - Throws: `HDF5Error` when a chunk is damaged; ``TrajectoryError`` when a value that a run
  ///   wrote is not finite, with frame and individual.
  public func read(_ index: Int, into frame: inout Frame) throws {
    frame.index = index
    frame.step = steps[index]
    frame.time = times[index]
    frame.segment = holes.segment(of: index)
    if let boxes, !boxes.isConstant { frame.box = try boxes.box(frame: index) }
    try readQuantities(index, into: &frame)
    frame.observables = try readObservables(at: index)
    guard let roster else { return }
    var attendance = try attendance(of: frame, index)
    frame.context = context
    var velocities = makesVelocities ? try differences(index, attendance) : []
    // Whoever is seen in no frame beside this one has no velocity.
    let still = stride(from: 0, to: velocities.count, by: 3).filter { velocities[$0].isNaN }
    if !still.isEmpty {
      let rows = attendance ?? (0..<velocities.count / 3).map { ($0, $0) }
      attendance = rows.enumerated().filter { !velocities[3 * $0.offset].isNaN }.map(\.element)
      velocities.removeAll(where: \.isNaN)
    }
    presence.note(attendance?.count ?? roster.count, of: roster.count, frame: index)
    if let attendance { frame.keep(attendance, of: context) }
    for (name, values) in try roster.changingProperties(frame: index) {
      frame.setProperty(name, values, attendance)
    }
    if makesVelocities { frame.setVelocities(velocities) }
  }

  /// Closes the file.
  public func close() { try? file.close() }
}

/// An observable, and which of its numbers belongs to each frame.
struct ObservableBlocks {
  let description: ObservableDescription
  let frames: [Int?]
  var blocks: FrameBlocks
  let count: Int
}
