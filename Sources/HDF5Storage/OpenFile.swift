import CHDF5

/// An open file of HDF5, shared by every handle into it; the last one to go closes it.
///
/// Every member is used with the library's lock held.
final class OpenFile: @unchecked Sendable {
  let id: hid_t
  let path: String
  let isWritable: Bool
  private var state = State.open

  private enum State {
    case open
    case closed
    /// A write failed; nothing is read from or written to the file any more.
    case failed(HDF5Error)
  }

  init(id: hid_t, path: String, isWritable: Bool) {
    self.id = id
    self.path = path
    self.isWritable = isWritable
    Library.shared.register(self)
  }

  deinit {
    Library.shared.locked {
      Library.shared.unregister(self)
      try? close()
    }
  }

  var isOpen: Bool {
    if case .open = state { true } else { false }
  }

  /// Throws unless the file can be used.
  func requireOpen(_ attempt: Attempt) throws(HDF5Error) {
    switch state {
    case .open: return
    case .closed:
      throw attempt.failure(.closed, "the file is closed", advice: "open it again")
    case .failed(let cause):
      throw attempt.failure(
        .closed, "an earlier write to this file failed: \(cause.explanation)", advice: cause.advice)
    }
  }

  /// Flushes and closes; nothing happens if it is closed already.
  func close() throws(HDF5Error) {
    switch state {
    case .closed: return
    case .failed:
      state = .closed
    case .open:
      let attempt = Attempt(operation: "close", file: path)
      if isWritable {
        do throws(HDF5Error) {
          try attempt(H5Fflush(id, H5F_SCOPE_GLOBAL))
        } catch {
          abandon(because: error)
          state = .closed
          throw error
        }
      }
      state = .closed
      Library.shared.unregister(self)
      try attempt(H5Fclose(id))
    }
  }

  /// The operating system's number for the file.
  func descriptor(_ attempt: Attempt) throws(HDF5Error) -> Int32 {
    var pointer: UnsafeMutableRawPointer?
    try attempt(H5Fget_vfd_handle(id, chdf5_default(), &pointer))
    guard let pointer else { throw attempt.failure(.other, "the file has no descriptor") }
    return pointer.load(as: Int32.self)
  }

  /// Takes note of a failure; a failed write makes the file unusable.
  func note(_ error: HDF5Error) {
    guard isWritable, error.reason == .diskFull || error.reason == .deviceFailed else { return }
    abandon(because: error)
  }

  private func abandon(because error: HDF5Error) {
    state = .failed(error)
    Library.shared.unregister(self)
  }
}
