import ClausiusHDF5Storage
import ClausiusSimulationCore
import Foundation

/// What is in a trajectory file: everything that `clausius inspect` shows.
public struct TrajectoryInspection: Sendable {
  /// The file.
  public var path: String
  /// Its size in bytes.
  public var bytes: Int
  /// Whether the run that wrote it has ended.
  public var isFinished: Bool
  /// What stays the same over all frames.
  public var context: FrameContext
  /// The box at the first frame; `nil` for what does not live in space.
  public var box: Box?
  /// The times of the first and the last frame.
  public var times: ClosedRange<Double>
  /// The number of frames.
  public var frames: Int
  /// The quantities that frames carry.
  public var quantities: [QuantityDescription]
  /// The names of the observables.
  public var observables: [String]
  /// Elements of the file that no frame carries, by name, with the reason.
  public var leftOut: [String: String]
  /// What a user should know of the file before he believes its numbers.
  public var notes: [String] = []
  /// The texts that made the run.
  public var record: RunRecord?
  /// Who made the file.
  public var provenance: Provenance?
  /// The number of frames from the first on that can be read in every dataset.
  public var readableFrames: Int
  /// What is damaged; `nil` when all is well.
  public var damage: String?
  /// Whether all frames can be read and a checksum is wrong, which no repair mends.
  public var hasWrongChecksum = false
  /// The hash of the content that a finished file states; `nil` where it states none.
  public var contentHash: String?

  /// How often a file that changes while it is read is opened again.
  private static let attempts = 20

  /// Opens the file, and reads every chunk of it once to see whether it is sound.
  ///
  /// What a run writes while its file is read can look like damage; the file is opened again then.
  ///
  /// - Throws: `HDF5Error` or ``TrajectoryError`` when it is no trajectory.
  public init(_ path: String) throws {
    self = try Self.opened(path)
    for _ in 1..<Self.attempts where damage != nil && !isFinished && Self.isInWriting(path) {
      self = try Self.opened(path)
    }
    guard damage != nil, !isFinished, Self.isInWriting(path) else { return }
    notes.append("the run wrote on while it was read: later frames than \(readableFrames) are new")
    (damage, hasWrongChecksum) = (nil, false)
  }

  /// What is found in the file, opened again where its writer was just at work.
  private static func opened(_ path: String) throws -> TrajectoryInspection {
    for _ in 1..<attempts {
      do {
        return try TrajectoryInspection(lookingAt: path)
      } catch {
        guard isInWriting(path) else { throw error }
        Thread.sleep(forTimeInterval: 0.05)
      }
    }
    return try TrajectoryInspection(lookingAt: path)
  }

  /// Whether a process is writing the run.
  private static func isInWriting(_ path: String) -> Bool {
    do {
      try RunLock.requireFree(RunFiles(path))
      return false
    } catch {
      return true
    }
  }

  private init(lookingAt path: String) throws {
    let reader = try TrajectoryReader(path, options: .init(requiresSound: false))
    defer { reader.close() }
    self.path = path
    // The size of a link is that of what it leads to.
    let place = RunFiles.destination(of: path)
    let attributes = try FileManager.default.attributesOfItem(atPath: place)
    bytes = (attributes[.size] as? Int) ?? 0
    isFinished = !path.hasSuffix(".partial") && RunFiles.partial(keptAs: path) == nil
    context = reader.context
    box = try reader.box(frame: 0)
    times = (reader.times.min() ?? 0)...(reader.times.max() ?? 0)
    frames = reader.frameCount
    quantities = reader.quantities
    record = reader.record
    provenance = reader.provenance
    let file = try HDF5File.openForReading(path)
    defer { try? file.close() }
    observables = reader.observables
    leftOut = reader.leftOut
    notes = reader.notes
    contentHash = try? TrajectoryChecksums.contentHash(in: file.root)
    let survey = try GrowingSurvey(file.root)
    do {
      try survey.requirePlausible(path)
    } catch let error as TrajectoryError {
      (readableFrames, damage) = (0, error.message)
      return
    }
    let wrong = TrajectoryChecksums.damage(of: file.root, frames: true)
    let ofState = try CheckpointStore.damageOfFinalState(in: file.root)
    if wrong == nil, contentHash != nil {
      (readableFrames, damage) = (survey.commonFrames, ofState)
      return
    }
    let (readable, problem) = Self.read(survey, frames: frames)
    let still = problem == nil ? survey.stillDamage : nil
    readableFrames = still == nil ? readable : 0
    damage = problem ?? still ?? wrong
    hasWrongChecksum = problem == nil && still == nil && wrong != nil
    damage = damage ?? survey.sets.lazy.compactMap(\.unequalLengths).first ?? ofState
  }

  /// Reads every frame: how many of `frames` can be read, and what stopped the reading.
  private static func read(
    _ survey: GrowingSurvey, frames: Int
  ) -> (frames: Int, problem: String?) {
    var found = (frames: frames, problem: String?.none)
    for set in survey.sets {
      let (readable, reason) = set.readableFrames()
      if survey.isOwn || reason != nil { found.frames = min(found.frames, readable) }
      found.problem = found.problem ?? reason
    }
    return found
  }
}
