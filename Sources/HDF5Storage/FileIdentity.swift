import CHDF5

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Which file it is, whatever its path: the device and the number on it.
struct FileIdentity: Hashable {
  private var device: UInt64
  private var number: UInt64

  init?(path: String) {
    var information = stat()
    guard stat(path, &information) == 0 else { return nil }
    device = UInt64(truncatingIfNeeded: information.st_dev)
    number = UInt64(information.st_ino)
  }

  /// Whether another opening of the file at `path`, here or in another process, holds the writer's lock.
  static func isLocked(_ path: String) -> Bool {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK
  }

  /// Makes `descriptor` lead to a nameless file instead, of the same size; `false` if the system refuses.
  static func bendToSink(_ descriptor: Int32) -> Bool {
    var information = stat()
    let sink = chdf5_open_sink()
    guard sink >= 0 else { return false }
    defer { close(sink) }
    guard fstat(descriptor, &information) == 0, ftruncate(sink, information.st_size) == 0 else {
      return false
    }
    return dup2(sink, descriptor) == descriptor
  }
}
