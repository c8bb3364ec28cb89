import ClausiusHDF5Storage
import Foundation

/// A plain file that is made beside its name, which it gets when it is whole: a failure takes no
/// earlier file of the name away.
///
/// Meanwhile it is called `name.clausius-NUMBER` after the process, which holds a lock on it. So a
/// file that a killed process left is known, and goes when `name` is made the next time.
public final class FileBeside {
  /// Where the file is made.
  public let temporaryPath: String
  private let target: String
  private let descriptor: Int32
  private var isFinished = false

  private static let mark = ".clausius-"

  /// Begins the file at `path`, or where a link at `path` leads.
  ///
  /// - Throws: `POSIXError` when no file can be made there.
  public init(_ path: String) throws(POSIXError) {
    target = RunFiles.destination(of: path)
    Self.removeLeftovers(of: target)
    temporaryPath = target + Self.mark + "\(getpid())"
    descriptor = open(temporaryPath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else { throw Self.failure() }
    _ = flock(descriptor, LOCK_EX | LOCK_NB)
    // The permissions of the file that is replaced.
    var old = stat()
    if stat(target, &old) == 0 { fchmod(descriptor, old.st_mode & 0o777) }
  }

  deinit {
    guard descriptor >= 0 else { return }
    if !isFinished { unlink(temporaryPath) }
    close(descriptor)
  }

  /// Leaves the writing to somebody who opens ``temporaryPath`` and locks it himself.
  public func handOver() -> String {
    _ = flock(descriptor, LOCK_UN)
    return temporaryPath
  }

  /// Adds bytes.
  public func write(_ bytes: UnsafeRawBufferPointer) throws(POSIXError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Foundation.write(
        descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      guard count >= 0 || errno == EINTR else { throw Self.failure() }
      rest = rest.dropFirst(max(0, count))
    }
  }

  /// Gives the whole file its name.
  public func finish() throws(POSIXError) {
    guard fsync(descriptor) == 0, rename(temporaryPath, target) == 0 else {
      throw Self.failure()
    }
    isFinished = true
  }

  private static func failure() -> POSIXError {
    POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
  }

  /// Removes what killed processes left of `target`: files of the name whose process is gone, and
  /// that nobody has locked.
  private static func removeLeftovers(of target: String) {
    let folder = RunFiles.folder(of: target)
    let start = (target.split(separator: "/").last.map(String.init) ?? "") + mark
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    where name.hasPrefix(start) {
      let path = folder + "/" + name
      guard let number = pid_t(name.dropFirst(start.count)), number > 0,
        kill(number, 0) != 0, errno == ESRCH, !FileIdentity.isLocked(path)
      else { continue }
      unlink(path)
    }
  }
}

extension POSIXError {
  /// What the system says of it.
  public var inWords: String { String(cString: strerror(code.rawValue)) }
}
