import ClausiusDeclarations
import Foundation

/// The files of one run: the finished one, the partial one, and the checkpoints beside it.
public struct RunFiles: Sendable, Hashable {
  /// `name`, there only when the run is finished.
  public let finished: String
  /// `name.partial`, there while the run goes on or is interrupted.
  public var partial: String { finished + ".partial" }
  /// `name.checkpoint`, the state to go on from.
  public var checkpoint: String { finished + ".checkpoint" }
  /// The checkpoint before the last.
  public var previousCheckpoint: String { checkpoint + ".previous" }

  /// The files of the run whose finished or partial file is `path`.
  public init(_ path: String) {
    finished = path.hasSuffix(".partial") ? String(path.dropLast(".partial".count)) : path
  }

  /// Refuses to write over a finished or an interrupted run.
  func requireAbsent() throws(TrajectoryError) {
    if FileManager.default.fileExists(atPath: finished) {
      throw TrajectoryError(
        finished, "the file is there already", advice: "use --force to replace it")
    }
    if FileManager.default.fileExists(atPath: partial) {
      throw TrajectoryError(
        partial, "an interrupted run is there already",
        advice: "\(ProgramName.current) resume \(finished), or use --force to begin again")
    }
  }

  /// Gives the partial file its final name, safely on disk, and removes the checkpoints.
  func complete() throws(TrajectoryError) {
    guard rename(partial, finished) == 0 else {
      throw TrajectoryError(partial, "cannot be renamed: \(String(cString: strerror(errno)))")
    }
    synchronizeFolder(of: finished)
    removeCheckpoints()
  }

  /// Gives a finished file its partial name again, to make it longer.
  public func reopenFinished() throws(TrajectoryError) {
    guard rename(finished, partial) == 0 else {
      throw TrajectoryError(finished, "cannot be renamed: \(String(cString: strerror(errno)))")
    }
  }

  func removeCheckpoints() {
    for path in [checkpoint, previousCheckpoint] { unlink(path) }
  }
}

/// Makes renames in the folder of `path` survive a power failure.
func synchronizeFolder(of path: String) {
  let folder = URL(filePath: path).deletingLastPathComponent().path()
  let descriptor = open(folder, O_RDONLY)
  guard descriptor >= 0 else { return }
  fsync(descriptor)
  close(descriptor)
}
