import ClausiusTrajectories
import Foundation

/// A report that is being written: beside its name, which it gets when it is whole, so that a
/// failure takes no earlier report away.
///
/// Devices and pipes, such as `/dev/stdout`, are written directly.
final class OutputFile {
  /// The name that was asked for.
  let path: String
  private let place: Place

  private enum Place {
    case beside(FileBeside)
    case device(Int32)
  }

  /// Begins a report at `path`.
  ///
  /// - Throws: ``Failure`` when no file can be made there.
  init(_ path: String) throws(Failure) {
    self.path = path
    if Self.isPlain(path) {
      do throws(POSIXError) {
        place = .beside(try FileBeside(path))
      } catch {
        throw Self.failure(path, error.code.rawValue)
      }
    } else {
      let descriptor = open(path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw Self.failure(path, errno) }
      place = .device(descriptor)
    }
  }

  deinit {
    if case .device(let descriptor) = place { close(descriptor) }
  }

  /// Writes a whole report.
  static func write(_ text: String, to path: String) throws(Failure) {
    let file = try OutputFile(path)
    try file.write(text)
    try file.finish()
  }

  /// Where somebody else writes the report, by opening a file; ``path`` where that is a device.
  func handOver() -> String {
    if case .beside(let file) = place { file.handOver() } else { path }
  }

  /// Adds text.
  func write(_ text: String) throws(Failure) {
    switch place {
    case .device(let descriptor):
      let reason = RawOutput.write(text, to: descriptor)
      guard reason == 0 else { throw Self.failure(path, reason) }
    case .beside(let file):
      var failure: POSIXError?
      Array(text.utf8).withUnsafeBytes { bytes in
        do throws(POSIXError) { try file.write(bytes) } catch { failure = error }
      }
      if let failure { throw Self.failure(path, failure.code.rawValue) }
    }
  }

  /// Gives the whole report its name.
  func finish() throws(Failure) {
    guard case .beside(let file) = place else { return }
    do throws(POSIXError) {
      try file.finish()
    } catch {
      throw Self.failure(path, error.code.rawValue)
    }
  }

  private static func failure(_ path: String, _ reason: Int32) -> Failure {
    Failure(.storage, "\(path) cannot be written: \(String(cString: strerror(reason)))")
  }
}

extension OutputFile {
  /// Whether a report is a file of its own at `path`: where a plain file is, or nothing yet, and
  /// outside of the folders that hold devices and what processes have opened.
  static func isPlain(_ path: String) -> Bool {
    guard !["/dev/", "/proc/"].contains(where: path.hasPrefix) else { return false }
    var information = stat()
    return stat(path, &information) != 0 || information.st_mode & S_IFMT == S_IFREG
  }
}
