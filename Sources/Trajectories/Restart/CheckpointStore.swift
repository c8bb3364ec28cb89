import ClausiusHDF5Storage
import ClausiusSimulationCore
import Foundation

/// The checkpoints of a run, beside its trajectory: the last one and the one before.
///
/// A checkpoint is written under another name, sealed, forced to the device and then renamed, so
/// that there is always a whole one. It carries the identity of its run and a checksum over
/// everything, and no other run goes on from it.
public struct CheckpointStore: Sendable {
  private let files: RunFiles

  /// The state to go on from.
  public struct Loaded: Sendable {
    /// The state; `nil` where no checkpoint is there, or only those of other runs.
    public var state: StateArchive?
    /// The kernels that computed it; empty where the checkpoint does not say.
    public var kernels = ""
    /// Why later checkpoints are not used.
    public var refused: [TrajectoryError] = []
  }

  /// The checkpoints of the run whose finished or partial file is `path`.
  public init(_ path: String) { files = RunFiles(path) }

  /// Keeps `archive` as the last checkpoint.
  ///
  /// - Parameters:
  ///   - archive: the state.
  ///   - run: the run that it belongs to; `nil` for one that an early version began.
  ///   - kernels: the kernels that computed it.
  public func save(_ archive: StateArchive, of run: RunIdentity?, kernels: String) throws {
    let temporary = files.checkpoint + ".tmp"
    do {
      let file = try HDF5File.create(temporary, existing: .replace)
      try CheckpointGroup.write(archive, of: run, kernels: kernels, in: file.root)
      try file.close()
      try FileSeal.close(temporary)
    } catch {
      unlink(temporary)
      throw error
    }
    // A damaged one must not take the place of a good one.
    if try FilePresence.isThere(files.checkpoint)
      && FileSeal.check(files.checkpoint) != .broken
    {
      guard rename(files.checkpoint, files.previousCheckpoint) == 0 else {
        throw TrajectoryError(
          files.checkpoint, "cannot be renamed: \(String(cString: strerror(errno)))")
      }
    }
    guard rename(temporary, files.checkpoint) == 0 else {
      throw TrajectoryError(temporary, "cannot be renamed: \(String(cString: strerror(errno)))")
    }
    FileMove.settleNames(beside: files.checkpoint)
  }

  /// The last checkpoint that is sound and belongs to `run`.
  ///
  /// - Throws: ``TrajectoryError`` when the last one is damaged, and there is none before it;
  ///   `HDF5Error` when the system does not say whether there is one.
  public func load(of run: RunIdentity?) throws -> Loaded {
    var loaded = Loaded()
    var damage: TrajectoryError?
    let frames = framesInFile
    for path in [files.checkpoint, files.previousCheckpoint]
    where try FilePresence.isThere(path) {
      do throws(TrajectoryError) {
        let contents = try Self.contents(of: path, isSealed: run != nil)
        if let reason = contents.refusal(by: run, frames: frames) {
          loaded.refused.append(TrajectoryError(path, reason))
          continue
        }
        (loaded.state, loaded.kernels) = (contents.state, contents.kernels)
        return loaded
      } catch {
        damage = damage ?? error
        loaded.refused.append(error)
      }
    }
    if var damage {
      damage.advice = "remove it to begin the run again from its start"
      throw damage
    }
    return loaded
  }

  /// The state at the end of a finished run, or `nil` when the file does not hold it.
  ///
  /// - Throws: ``TrajectoryError`` when it is not as it was written.
  public static func finalState(of path: String) throws -> StateArchive? {
    let file = try HDF5File.openForReading(path)
    defer { try? file.close() }
    if let damage = try damageOfFinalState(in: file.root) { throw TrajectoryError(path, damage) }
    guard let contents = try CheckpointGroup.read(from: file.root) else { return nil }
    let frames = try framesFromStart(file)
    let isWhole = try ProvenanceGroup.read(from: file.root)?.lostFrames.isEmpty ?? true
    guard isWhole, contents.framesBefore <= frames else {
      throw TrajectoryError(
        path,
        "the state at the end rests on all frames, the file holds the first \(frames) of them",
        advice: "the others were lost; run the scenario again")
    }
    return contents.state
  }

  /// Refuses a finished file whose state at the end is not as it was written.
  ///
  /// - Throws: ``TrajectoryError``; `HDF5Error` where the file cannot be read.
  public static func requireSoundFinalState(_ path: String) throws {
    let file = try HDF5File.openForReading(path)
    defer { try? file.close() }
    if let damage = try damageOfFinalState(in: file.root) { throw TrajectoryError(path, damage) }
  }

  /// Why nothing can go on from the state at the end of a file, in words; `nil` where it is as it
  /// was written, or the file holds none. What another program calls `checkpoint` is none.
  ///
  /// - Throws: what the operating system does not show.
  static func damageOfFinalState(in root: HDF5Group) throws -> String? {
    do {
      guard try root.exists("provenance"), let contents = try CheckpointGroup.read(from: root)
      else { return nil }
      let run = try ProvenanceGroup.read(from: root)?.identity
      guard contents.isSound, contents.run == run, run == nil || contents.digest != nil else {
        return "the state at the end is damaged: its checksum is wrong"
      }
      return nil
    } catch let error as HDF5Error where !error.isOfSystem {
      return "the state at the end is damaged: \(error)"
    }
  }

  /// The frames that the partial file holds; `nil` where it cannot be read.
  private var framesInFile: Int? {
    guard let file = try? HDF5File.openForReading(files.partial) else { return nil }
    defer { try? file.close() }
    return try? Self.framesFromStart(file)
  }

  /// The frames of a file before the first that a repair took out.
  private static func framesFromStart(_ file: HDF5File) throws -> Int {
    let lost = try ProvenanceGroup.read(from: file.root)?.lostFrames.first?.lowerBound
    return min(try GrowingSurvey(file.root).commonFrames, lost ?? .max)
  }

  /// What a checkpoint holds, if it is as it was written.
  private static func contents(
    of path: String, isSealed: Bool
  ) throws(TrajectoryError) -> CheckpointGroup.Contents {
    let found: CheckpointGroup.Contents?
    do {
      let seal = try FileSeal.check(path)
      guard seal == .whole || (seal == .absent && !isSealed) else {
        throw TrajectoryError(path, "the checkpoint is damaged: its checksum is wrong")
      }
      let file = try HDF5File.openForReading(path)
      defer { try? file.close() }
      found = try CheckpointGroup.read(from: file.root)
    } catch {
      throw error as? TrajectoryError
        ?? TrajectoryError(path, "the checkpoint is damaged: \(error)")
    }
    guard let found, found.isSound else {
      throw TrajectoryError(path, "the checkpoint is damaged: its checksum is wrong")
    }
    return found
  }
}
