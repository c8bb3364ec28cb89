import ClausiusHDF5Storage
import Foundation

/// The right to write a run, which one process has at a time.
///
/// A lock of the operating system on the file `name.clausius-lock`, whatever HDF5's own locks are
/// set to. It lasts as long as the process, so that none is left after a kill; the file without a
/// lock that a killed process leaves means nothing. A file beside the run keeps its lock while the
/// run's files change their names. A file of the name that does not begin as a lock is somebody
/// else's, and stays.
public final class RunLock: Sendable {
  private let path: String
  private let descriptor: Int32

  /// Whether others are kept out.
  public var isEffective: Bool { descriptor >= 0 }

  /// Whether the file system has no locks, as some network file systems do, so that nobody is kept
  /// out.
  public var isMissing: Bool { descriptor == Self.noLocks }

  /// How the file of a lock begins; the number of the process follows.
  private static let mark = Array("clausius run lock\n".utf8)
  private static let noLocks: Int32 = -1
  private static let nothingToLock: Int32 = -2

  /// Takes the lock of the run with `files`.
  ///
  /// - Throws: ``TrajectoryError`` when another process has it, or a name that the run needs is
  ///   that of a pipe or a device.
  public init(_ files: RunFiles) throws {
    try files.requireRegularCompanions()
    path = files.lock
    descriptor = try Self.acquire(files)
    guard descriptor >= 0 else { return }
    let holder = Self.mark + Array("\(getpid())\n".utf8)
    if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, holder, holder.count, 0) }
  }

  /// Throws when another process writes the run with `files`.
  public static func requireFree(_ files: RunFiles) throws {
    guard try FilePresence.isThere(files.lock) else { return }
    try RunLock(files).release()
  }

  /// Gives the lock back and takes its file away.
  public func release() {
    guard isEffective, FileIdentity(descriptor: descriptor) == FileIdentity(path: path) else {
      return
    }
    unlink(path)
    flock(descriptor, LOCK_UN)
  }

  deinit {
    release()
    if isEffective { close(descriptor) }
  }

  /// A descriptor that holds the lock; a negative number where there is none.
  private static func acquire(_ files: RunFiles) throws(TrajectoryError) -> Int32 {
    while true {
      let descriptor = open(files.lock, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
      guard descriptor >= 0 else { return try whatItMeans(errno, files) }
      guard isOurs(descriptor) else {
        close(descriptor)
        throw TrajectoryError(
          files.lock, "the file is no lock of this program, and is left as it is",
          advice: "move it away: a run needs the name")
      }
      if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
        let reason = errno
        defer { close(descriptor) }
        if reason == EINTR { continue }
        guard reason == EWOULDBLOCK else { return noLocks }
        throw inUse(files, by: descriptor)
      }
      // Whoever had the lock may have taken the file away meanwhile.
      if FileIdentity(descriptor: descriptor) == FileIdentity(path: files.lock) {
        return descriptor
      }
      close(descriptor)
    }
  }

  /// What to make of a lock that cannot be opened: where nothing can be written there is nothing to
  /// lock, and the writing itself says why.
  private static func whatItMeans(
    _ reason: Int32, _ files: RunFiles
  ) throws(TrajectoryError) -> Int32 {
    guard ![EACCES, EPERM, EROFS, ENOENT, ENOTDIR].contains(reason) else {
      return nothingToLock
    }
    throw TrajectoryError(
      files.lock,
      "cannot be made, to keep other processes out: \(String(cString: strerror(reason)))"
    )
  }

  /// The first bytes of an open file.
  private static func head(of descriptor: Int32) -> ArraySlice<UInt8> {
    var text = [UInt8](repeating: 0, count: 64)
    let count = pread(descriptor, &text, text.count, 0)
    return text.prefix(max(0, count))
  }

  /// Whether an open file is a lock, perhaps one that a killed process had only begun.
  private static func isOurs(_ descriptor: Int32) -> Bool {
    var information = stat()
    guard fstat(descriptor, &information) == 0, information.st_mode & S_IFMT == S_IFREG else {
      return false
    }
    let head = head(of: descriptor)
    return head.starts(with: mark) || mark.starts(with: head)
  }

  private static func inUse(_ files: RunFiles, by descriptor: Int32) -> TrajectoryError {
    let number = head(of: descriptor).dropFirst(mark.count).prefix { $0 >= 48 }
    let holder = String(decoding: number, as: UTF8.self)
    return TrajectoryError(
      files.partial,
      "another process\(holder.isEmpty ? "" : " (number \(holder))") is writing this run",
      advice: "wait until it has ended, or end it")
  }
}
