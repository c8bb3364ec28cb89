import CHDF5

/// An open file of HDF5, shared by every handle into it; the last one to go closes it.
///
/// Every member is used with the library's lock held.
final class OpenFile: @unchecked Sendable {
  let id: hid_t
  let path: String
  let isWritable: Bool
  private let isJournaled: Bool
  private let identity: FileIdentity?
  private var state = State.open
  var room = DiskRoom()

  private enum State {
    case open
    case closed
    /// A write failed; nothing is read from or written to the file any more.
    case failed(HDF5Error)
  }

  /// Takes over `id`.
  init(id: hid_t, path: String, isWritable: Bool, isJournaled: Bool) {
    self.id = id
    self.path = path
    self.isWritable = isWritable
    self.isJournaled = isJournaled
    identity = FileIdentity(path: path)
    try? descriptor(Attempt(operation: "open", file: path)).closeOnExecution()
    Library.shared.register(self)
  }

  deinit {
    Library.shared.locked { try? close() }
  }

  var isOpen: Bool {
    if case .open = state { true } else { false }
  }

  /// Runs `body` with the lock held and the file open; failures name `operation` and `object`.
  func perform<Result>(
    _ operation: String, on object: String?, _ body: (Attempt) throws(HDF5Error) -> Result
  ) throws(HDF5Error) -> Result {
    let attempt = Attempt(operation: operation, file: path, object: object)
    return try Library.shared.locked { () throws(HDF5Error) -> Result in
      try requireOpen(attempt)
      do throws(HDF5Error) {
        return try CrashWatch.shared.watch(path, isWriting: isWritable) { () throws(HDF5Error) in
          try body(attempt)
        }
      } catch {
        if isWritable, error.reason.isOfDevice { abandon(because: error) }
        throw error
      }
    }
  }

  /// Gives everything that was written to the operating system.
  func flush(_ attempt: Attempt) throws(HDF5Error) {
    guard isWritable else { return }
    try reserveRoom(attempt)
    try attempt(H5Fflush(id, H5F_SCOPE_GLOBAL))
    if let file = try journaled(attempt) {
      try attempt.system { () throws(SystemError) in try file.commit() }
    }
    room.flushed()
  }

  /// Waits until what was flushed is on the device.
  func synchronize(_ attempt: Attempt) throws(HDF5Error) {
    if let file = try journaled(attempt) {
      try attempt.system { () throws(SystemError) in try file.synchronize() }
    } else {
      try descriptor(attempt).synchronize(attempt)
    }
  }

  /// Flushes and closes; nothing happens if it is closed already.
  func close() throws(HDF5Error) {
    if case .closed = state { return }
    defer {
      state = .closed
      Library.shared.unregister(self)
    }
    try perform("close", on: nil) { (attempt) throws(HDF5Error) in
      try flush(attempt)
      do throws(HDF5Error) {
        try closeAndRelease(attempt)
      } catch {
        if let identity { Library.shared.lose(identity) }
        state = .closed
        throw error
      }
    }
  }

  private func closeAndRelease(_ attempt: Attempt) throws(HDF5Error) {
    guard isWritable else {
      try attempt(H5Fclose(id))
      return
    }
    try descriptor(attempt).releasing { () throws(HDF5Error) in try attempt(H5Fclose(id)) }
  }

  private func requireOpen(_ attempt: Attempt) throws(HDF5Error) {
    switch state {
    case .open: return
    case .closed:
      throw attempt.failure(.closed, "the file is closed", advice: "open it again")
    case .failed(let cause):
      var failure = attempt.failure(
        .closed, "an earlier write to this file failed: \(cause.explanation)", advice: cause.advice)
      failure.earlierReason = cause.reason
      throw failure
    }
  }

  /// Gives the file up as it is on the disk. Does nothing if that has been done.
  ///
  /// After a failed write HDF5 would write the part of its memory that still fits, and so spoil
  /// what is on the disk; and where closing fails, HDF5 keeps an id of freed memory and crashes
  /// when the process ends. So the file's descriptor is first bent to a nameless file in which
  /// everything succeeds.
  ///
  /// - Parameter isSound: whether HDF5 can still be asked to close the file.
  func abandon(because error: HDF5Error, isSound: Bool = true) {
    guard isOpen else { return }
    state = .failed(error)
    Library.shared.unregister(self)
    let attempt = Attempt(operation: "abandon", file: path)
    var isBent = false
    if let file = try? journaled(attempt) {
      file.abandon()
      isBent = true
    } else if let descriptor = try? descriptor(attempt) {
      descriptor.releasing { isBent = descriptor.bendToSink() }
    }
    if !isBent || !isSound || H5Fclose(id) < 0, let identity {
      Library.shared.lose(identity)
    }
  }

  /// The operating system's number for the file.
  func descriptor(_ attempt: Attempt) throws(HDF5Error) -> FileDescriptor {
    FileDescriptor(number: try handle(attempt).load(as: Int32.self))
  }

  /// The file as its journal knows it; `nil` when it has none.
  private func journaled(_ attempt: Attempt) throws(HDF5Error) -> JournaledFile? {
    isJournaled ? JournalDriver.file(handle: try handle(attempt)) : nil
  }

  private func handle(_ attempt: Attempt) throws(HDF5Error) -> UnsafeMutableRawPointer {
    var pointer: UnsafeMutableRawPointer?
    try attempt(H5Fget_vfd_handle(id, chdf5_default(), &pointer))
    guard let pointer else { throw attempt.failure(.other, "the file has no descriptor") }
    return pointer
  }
}
