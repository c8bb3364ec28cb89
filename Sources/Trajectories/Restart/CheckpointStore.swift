import ClausiusHDF5Storage
import ClausiusSimulationCore
import Foundation

/// The checkpoints of a run, beside its trajectory: the last one and the one before.
///
/// A checkpoint is written under another name, forced to the device and then renamed, so that there
/// is always a whole one.
public struct CheckpointStore: Sendable {
  private let files: RunFiles

  /// The checkpoints of the run whose finished or partial file is `path`.
  public init(_ path: String) { files = RunFiles(path) }

  /// Keeps `archive` as the last checkpoint.
  public func save(_ archive: StateArchive) throws {
    let temporary = files.checkpoint + ".tmp"
    let file = try HDF5File.create(temporary, existing: .replace)
    try CheckpointGroup.write(archive, in: file.root)
    try file.synchronize()
    try file.close()
    rename(files.checkpoint, files.previousCheckpoint)
    guard rename(temporary, files.checkpoint) == 0 else {
      throw TrajectoryError(temporary, "cannot be renamed: \(String(cString: strerror(errno)))")
    }
    synchronizeFolder(of: files.checkpoint)
  }

  /// The last checkpoint that can be read, or `nil` when there is none.
  ///
  /// - Throws: what made the last one unreadable, when there is none before it.
  public func load() throws -> StateArchive? {
    var failure: (any Error)?
    for path in [files.checkpoint, files.previousCheckpoint]
    where FileManager.default.fileExists(atPath: path) {
      do {
        let file = try HDF5File.openForReading(path)
        defer { try? file.close() }
        if let archive = try CheckpointGroup.read(from: file.root) { return archive }
      } catch {
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
    return nil
  }

  /// The state at the end of a finished run, or `nil` when the file does not hold it.
  public static func finalState(of path: String) throws -> StateArchive? {
    let file = try HDF5File.openForReading(path)
    defer { try? file.close() }
    return try CheckpointGroup.read(from: file.root)
  }
}
