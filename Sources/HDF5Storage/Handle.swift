import CHDF5

/// The owner of one group or dataset id: closes it when the last reference goes, and keeps the file open until then.
final class Handle: @unchecked Sendable {
  let id: hid_t
  let file: OpenFile
  /// The absolute path inside the file, as it was opened.
  let path: String
  private let close: (hid_t) -> herr_t

  /// Takes over `id`, which `close` closes.
  init(
    _ id: hid_t, in file: OpenFile, path: String, closedBy close: @escaping (hid_t) -> herr_t
  ) {
    self.id = id
    self.file = file
    self.path = path
    self.close = close
  }

  deinit {
    Library.shared.locked {
      if file.isOpen { _ = close(id) }
    }
  }

  /// The absolute path of `name` seen from this object.
  func path(of name: String) -> String {
    if name.hasPrefix("/") { return name }
    return path == "/" ? "/" + name : path + "/" + name
  }

  /// Runs `body` with the lock held and the file open; failures name `operation` and `object`.
  @discardableResult
  func perform<Result>(
    _ operation: String, on object: String? = nil,
    _ body: (Attempt) throws(HDF5Error) -> Result
  ) throws(HDF5Error) -> Result {
    let attempt = Attempt(operation: operation, file: file.path, object: object ?? path)
    return try Library.shared.locked { () throws(HDF5Error) -> Result in
      try file.requireOpen(attempt)
      do throws(HDF5Error) {
        return try body(attempt)
      } catch {
        file.note(error)
        throw error
      }
    }
  }
}
