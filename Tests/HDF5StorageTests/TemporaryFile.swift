import Foundation

/// Runs `body` with the path of a file that does not exist yet, in a folder of its own that is
/// removed afterwards.
func withTemporaryFile(_ body: (String) throws -> Void) throws {
  let folder = try makeTemporaryFolder()
  defer { try? FileManager.default.removeItem(at: folder) }
  try body(folder.appendingPathComponent("file.h5").path)
}

/// The same for a body that suspends.
func withTemporaryFile(_ body: (String) async throws -> Void) async throws {
  let folder = try makeTemporaryFolder()
  defer { try? FileManager.default.removeItem(at: folder) }
  try await body(folder.appendingPathComponent("file.h5").path)
}

private func makeTemporaryFolder() throws -> URL {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "clausius-storage-\(UUID().uuidString)", isDirectory: true)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  return folder
}
