import CHDF5

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The one door to libhdf5.
///
/// libhdf5 may or may not be built thread-safe (Debian and Homebrew differ by version), and its
/// high-level part (dimension scales) never is. So every call goes through ``locked(_:)``: one
/// recursive lock for the process. A thread-safe build keeps one error stack a thread, each
/// printing by default; it is silenced at every entry.
final class Library: @unchecked Sendable {
  static let shared = Library()

  private let lock = RecursiveLock()
  /// The files that are open, so that a process that ends without closing them still leaves them
  /// whole.
  private var openFiles: [ObjectIdentifier: WeakFile] = [:]
  /// Files that HDF5 could not close: it holds remains of them, and opening them again would meet
  /// those.
  private var lostFiles: Set<FileIdentity> = []

  private struct WeakFile {
    weak var file: OpenFile?
  }

  private init() {
    // HDF5's own exit handler would touch a file again whose last write failed, and crash or loop
    // there. Ours closes the files that are sound and leaves the others alone.
    H5dont_atexit()
    H5open()
    atexit { Library.shared.closeOpenFiles() }
  }

  func locked<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try lock.withLock { () throws(Failure) -> Result in
      chdf5_silence()
      return try body()
    }
  }

  func register(_ file: OpenFile) {
    openFiles[ObjectIdentifier(file)] = WeakFile(file: file)
  }

  func unregister(_ file: OpenFile) {
    openFiles[ObjectIdentifier(file)] = nil
  }

  func lose(_ file: FileIdentity) {
    lostFiles.insert(file)
  }

  /// Throws if HDF5 holds remains of the file at `path`.
  func requireNotLost(_ path: String, _ attempt: Attempt) throws(HDF5Error) {
    guard !lostFiles.isEmpty, let identity = FileIdentity(path: path),
      lostFiles.contains(identity)
    else { return }
    throw attempt.failure(
      .closed, "an earlier write to this file failed and left it unusable for this process",
      advice: "open it from a new process, or a copy of it")
  }

  private func closeOpenFiles() {
    locked {
      for entry in openFiles.values {
        try? entry.file?.close()
      }
    }
  }
}
