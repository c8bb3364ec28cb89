import ClausiusDeclarations
import Foundation

/// Adds rows to the end of a file, one write each, and makes them safe at most once a second and at
/// the end.
///
/// The file belongs to one process at a time. A last line without an end, which a killed process
/// left, is taken away before the first row is added.
final class RowWriter: Sendable {
  private let path: String
  private let descriptor: Int32
  /// A file whose lines must be safe before those of this one are.
  private let former: RowWriter?
  private let state = Locked(State())

  private struct State {
    var isDirty = false
    var lastSync = ContinuousClock.now
  }

  /// Opens the file at `path`, and makes it where it is missing.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - former: a file whose lines must be safe before those of this one are.
  /// - Throws: ``SweepError`` where another process has it, or it cannot be written.
  init(_ path: String, after former: RowWriter? = nil) throws(SweepError) {
    try SweepFolder.makeFolder(of: path)
    self.path = path
    self.former = former
    descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Self.failure(path) }
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
      close(descriptor)
      throw SweepError(
        .request, "\(path): another process runs this part; wait until it has ended, or end it")
    }
    do throws(SweepError) {
      try removeTornLine()
    } catch {
      close(descriptor)
      throw error
    }
  }

  deinit { close(descriptor) }

  /// Leaves the file to others; no row is added after that. The writer itself may live longer: a
  /// thread that has just ended still holds it.
  func release() { flock(descriptor, LOCK_UN) }

  /// Adds a row.
  ///
  /// - Throws: ``SweepError`` of the disk; what was written of the row is taken back.
  func add(_ line: String) throws(SweepError) {
    try state.withLock { (state) throws(SweepError) in
      let before = lseek(descriptor, 0, SEEK_END)
      guard Self.write(Array((line + "\n").utf8), to: descriptor) else {
        let failure = Self.failure(path)
        ftruncate(descriptor, before)
        throw failure
      }
      state.isDirty = true
      if ContinuousClock.now - state.lastSync >= .seconds(1) { try synchronize(&state) }
    }
  }

  /// Makes all rows safe.
  ///
  /// - Throws: ``SweepError`` of the disk.
  func synchronize() throws(SweepError) {
    try state.withLock { (state) throws(SweepError) in try synchronize(&state) }
  }

  private func synchronize(_ state: inout State) throws(SweepError) {
    guard state.isDirty else { return }
    try former?.synchronize()
    guard fsync(descriptor) == 0 else { throw Self.failure(path) }
    state.isDirty = false
    state.lastSync = .now
  }

  private func removeTornLine() throws(SweepError) {
    var end = lseek(descriptor, 0, SEEK_END)
    let size = end
    var byte: UInt8 = 0
    while end > 0, pread(descriptor, &byte, 1, end - 1) == 1, byte != UInt8(ascii: "\n") {
      end -= 1
    }
    guard end == size || ftruncate(descriptor, end) == 0 else { throw Self.failure(path) }
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      guard count >= 0 || errno == EINTR else { return false }
      rest = rest.dropFirst(max(0, count))
    }
    return true
  }

  private static func failure(_ path: String) -> SweepError {
    SweepError(.storage, "\(path) cannot be written: \(String(cString: strerror(errno)))")
  }
}
