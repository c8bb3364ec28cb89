import CHDF5

/// The owner of one group or dataset id: closes it when the last reference goes, and keeps the file
/// open until then.
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
    Library.shared.locked { CrashWatch.shared.watch(file.path) { release() } }
  }

  /// Closes the id. A dataset writes here what it kept in memory, so this may fail as any write
  /// may.
  private func release() {
    guard file.isOpen else { return }
    let attempt = Attempt(operation: "close", file: file.path, object: path)
    do throws(HDF5Error) {
      if file.isWritable { try file.reserveRoom(attempt) }
    } catch {
      return file.abandon(because: error)
    }
    do throws(HDF5Error) {
      try attempt(close(id))
    } catch {
      file.abandon(because: error, isSound: false)
    }
  }

  /// The absolute path of `name` seen from this object.
  func path(of name: String) -> String {
    if name.hasPrefix("/") { return name }
    return path == "/" ? "/" + name : path + "/" + name
  }

  /// Runs `body` with the lock held and the file open; failures name `operation` and this object,
  /// or `object`.
  @discardableResult
  func perform<Result>(
    _ operation: String, on object: String? = nil,
    _ body: (Attempt) throws(HDF5Error) -> Result
  ) throws(HDF5Error) -> Result {
    try file.perform(operation, on: object ?? path, body)
  }
}
