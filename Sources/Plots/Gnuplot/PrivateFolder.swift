import ClausiusTrajectories
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

  /// Puts a finished file into its place, also through links; what was there before goes when the
  /// new file is whole. Devices and pipes are written directly.
  static func deliver(_ file: URL, to path: String) throws {
    do {
      let data = try Data(contentsOf: file, options: .mappedIfSafe)
      guard !data.isEmpty else { throw PlotError(.program, "the picture is empty") }
      guard isPlain(path) else { return try send(data, to: path) }
      let folder = URL(filePath: RunFiles.destination(of: path)).deletingLastPathComponent()
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let picture = try FileBeside(path)
      try data.withUnsafeBytes { try picture.write($0) }
      try picture.finish()
    } catch let error as PlotError {
      throw error
    } catch let error as POSIXError {
      throw PlotError(.storage, "\(path) cannot be written: \(error.inWords)")
    } catch {
      throw PlotError(.storage, "\(path) cannot be written: \(error.localizedDescription)")
    }
  }

  /// Writes into a device or a pipe.
  private static func send(_ data: Data, to path: String) throws(PlotError) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    defer { if descriptor >= 0 { close(descriptor) } }
    var rest = data[...]
    while descriptor >= 0, !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno != EINTR { break }
      rest = rest.dropFirst(max(0, count))
    }
    guard rest.isEmpty else {
      throw PlotError(.storage, "\(path) cannot be written: \(String(cString: strerror(errno)))")
    }
  }

  private static func isPlain(_ path: String) -> Bool {
    guard !["/dev/", "/proc/"].contains(where: path.hasPrefix) else { return false }
    var information = stat()
    return stat(path, &information) != 0 || information.st_mode & S_IFMT == S_IFREG
  }
}
