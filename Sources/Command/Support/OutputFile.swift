import ClausiusTrajectories
import Foundation

/// A report that is being written: beside its name, which it gets when it is whole, so that a
/// failure takes no earlier report away.
///
/// Devices and pipes, such as `/dev/stdout`, are written directly.
final class OutputFile {
  /// The name that was asked for.
  let path: String
  /// Where the report is written meanwhile: ``path`` itself where that is no plain file.
  let temporaryPath: String
  private let target: String
  private let descriptor: Int32
  private var isFinished = false

  /// Begins a report at `path`.
  ///
  /// - Throws: ``Failure`` when no file can be made there.
  init(_ path: String) throws(Failure) {
    self.path = path
    target = RunFiles.destination(of: path)
    let isBeside = Self.isPlain(path)
    temporaryPath = isBeside ? "\(target).partial-\(getpid())" : path
    let flags = O_WRONLY | O_CLOEXEC | (isBeside ? O_CREAT | O_TRUNC : 0)
    descriptor = open(temporaryPath, flags, 0o666)
    guard descriptor >= 0 else { throw failure(errno) }
    // The permissions of the report that is replaced.
    var old = stat()
    if isBeside, stat(target, &old) == 0 { fchmod(descriptor, old.st_mode & 0o777) }
  }

  deinit {
    guard descriptor >= 0 else { return }
    if isBeside, !isFinished { unlink(temporaryPath) }
    close(descriptor)
  }

  /// Writes a whole report.
  static func write(_ text: String, to path: String) throws(Failure) {
    let file = try OutputFile(path)
    try file.write(text)
    try file.finish()
  }

  /// Adds text.
  func write(_ text: String) throws(Failure) {
    let reason = RawOutput.write(text, to: descriptor)
    guard reason == 0 else { throw failure(reason) }
  }

  /// Gives the whole report its name.
  func finish() throws(Failure) {
    guard isBeside else { return }
    guard fsync(descriptor) == 0, rename(temporaryPath, target) == 0 else { throw failure(errno) }
    isFinished = true
  }

  private var isBeside: Bool { temporaryPath != path }

  private func failure(_ reason: Int32) -> Failure {
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
