import CHDF5

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The operating system's number of an open file.
///
/// HDF5 locks a file while it is open for writing, but neither unlocks it nor keeps the descriptor
/// from programs that this process starts meanwhile: such a program would hold the lock as long as
/// it runs.
struct FileDescriptor {
  var number: Int32

  /// Keeps programs that this process starts from inheriting the file.
  func closeOnExecution() {
    _ = fcntl(number, F_SETFD, FD_CLOEXEC)
  }

  /// Waits until the file is on the device.
  func synchronize(_ attempt: Attempt) throws(HDF5Error) {
    guard fsync(number) == 0 else { throw attempt.failure(systemError: errno) }
  }

  /// Runs `body`, which closes the file or bends it away; then gives back what is left of the room
  /// reserved for it, and takes the lock away from everybody who inherited it.
  func releasing<Failure: Error>(_ body: () throws(Failure) -> Void) throws(Failure) {
    let copy = dup(number)
    defer {
      if copy >= 0 {
        FileDescriptor(number: copy).giveBackRoom()
        flock(copy, LOCK_UN)
        close(copy)
      }
    }
    try body()
  }

  /// Gives back what was reserved on the disk behind the end of the file.
  func giveBackRoom() {
    var information = stat()
    guard fstat(number, &information) == 0 else { return }
    ftruncate(number, information.st_size)
  }

  /// Makes the descriptor lead to a nameless file instead, of the same size; `false` if the system
  /// refuses.
  func bendToSink() -> Bool {
    var information = stat()
    let sink = chdf5_open_sink()
    guard sink >= 0 else { return false }
    defer { close(sink) }
    guard fstat(number, &information) == 0, ftruncate(sink, information.st_size) == 0 else {
      return false
    }
    return dup2(sink, number) == number
  }
}
