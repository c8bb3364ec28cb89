import Foundation

/// Runs `body` with the path of a file that does not exist yet, in a folder of its own that is removed afterwards.
func withTemporaryFile<Result>(_ body: (String) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "clausius-storage-\(UUID().uuidString)", isDirectory: true)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder.appendingPathComponent("file.h5").path)
}
