import Foundation

/// A folder that only this user can read, and that is gone afterwards, also when something fails.
enum PrivateFolder {
  /// Runs `body` with a fresh folder.
  static func use<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "clausius-plot-\(UUID().uuidString)")
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw PlotError(
        .storage, "no temporary folder can be made: \(error.localizedDescription)",
        advice: "set TMPDIR to a folder that can be written")
    }
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }

  /// Puts a finished file into its place; what was there before goes.
  static func deliver(_ file: URL, to path: String) throws {
    let target = URL(filePath: path)
    do {
      let data = try Data(contentsOf: file, options: .mappedIfSafe)
      guard !data.isEmpty else { throw PlotError(.program, "the picture is empty") }
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try data.write(to: target, options: .atomic)
    } catch let error as PlotError {
      throw error
    } catch {
      throw PlotError(.storage, "\(path) cannot be written: \(error.localizedDescription)")
    }
  }
}
