#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A call of the operating system that failed.
struct SystemError: Error {
  /// What was tried: `write`, `synchronize`.
  var operation: StaticString
  /// The system's error number, or ``fileCut``.
  var number: Int32

  /// No error of any system: a file is shorter than what was written to it.
  static let fileCut: Int32 = 9999

  init(_ operation: StaticString, _ number: Int32 = errno) {
    self.operation = operation
    self.number = number
  }
}

/// An open file of the operating system: whole blocks are read and written, or a ``SystemError``
/// is thrown.
struct SystemFile {
  let descriptor: Int32

  init(_ path: String, _ flags: Int32) throws(SystemError) {
    descriptor = open(path, flags | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw SystemError("open") }
  }

  /// The length in bytes.
  func size() throws(SystemError) -> Int {
    var information = stat()
    guard fstat(descriptor, &information) == 0 else { throw SystemError("examine") }
    return Int(information.st_size)
  }

  /// Whether it is a file with bytes of its own, not a pipe, a folder or a device.
  func isRegular() throws(SystemError) -> Bool {
    var information = stat()
    guard fstat(descriptor, &information) == 0 else { throw SystemError("examine") }
    return information.st_mode & S_IFMT == S_IFREG
  }

  /// The number of the file on its device.
  func number() throws(SystemError) -> UInt64 {
    var information = stat()
    guard fstat(descriptor, &information) == 0 else { throw SystemError("examine") }
    return UInt64(information.st_ino)
  }

  /// Reads what the file has from `address` on; the rest of `buffer` becomes 0.
  func read(_ buffer: UnsafeMutableRawBufferPointer, at address: Int) throws(SystemError) {
    var done = 0
    while done < buffer.count {
      let count = pread(
        descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done,
        off_t(address + done))
      if count > 0 {
        done += count
      } else if count == 0 {
        let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
        _ = rest.initializeMemory(as: UInt8.self, repeating: 0)
        return
      } else if errno != EINTR {
        throw SystemError("read")
      }
    }
  }

  /// The bytes of `range`; 0 where the file is shorter.
  func bytes(_ range: Range<Int>) throws(SystemError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: range.count)
    var failure: SystemError?
    bytes.withUnsafeMutableBytes { buffer in
      do throws(SystemError) { try read(buffer, at: range.lowerBound) } catch { failure = error }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Writes all of `bytes` at `address`.
  func write(_ bytes: UnsafeRawBufferPointer, at address: Int) throws(SystemError) {
    var done = 0
    while done < bytes.count {
      let count = pwrite(
        descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done,
        off_t(address + done))
      if count > 0 {
        done += count
      } else if count == 0 {
        throw SystemError("write", ENOSPC)
      } else if errno != EINTR {
        throw SystemError("write")
      }
    }
  }

  /// Writes all of `bytes` at `address`.
  func write(_ bytes: [UInt8], at address: Int) throws(SystemError) {
    var failure: SystemError?
    bytes.withUnsafeBytes { buffer in
      do throws(SystemError) { try write(buffer, at: address) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  /// Makes the file `size` bytes long.
  func setSize(_ size: Int) throws(SystemError) {
    guard ftruncate(descriptor, off_t(size)) == 0 else { throw SystemError("resize") }
  }

  /// Lets those read and write the file who may read and write `other`.
  func takeRights(of other: SystemFile) throws(SystemError) {
    var information = stat()
    guard fstat(other.descriptor, &information) == 0,
      fchmod(descriptor, information.st_mode & 0o7777) == 0
    else { throw SystemError("examine") }
  }

  /// Waits until everything is on the device.
  func synchronize() throws(SystemError) {
    guard fsync(descriptor) == 0 else { throw SystemError("synchronize") }
  }

  func close() {
    #if canImport(Glibc)
      _ = Glibc.close(descriptor)
    #elseif canImport(Musl)
      _ = Musl.close(descriptor)
    #else
      _ = Darwin.close(descriptor)
    #endif
  }

  /// Waits until names that were given or taken in the folder of `path` are on the device.
  static func synchronizeFolder(of path: String) throws(SystemError) {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let file = try SystemFile(folder, O_RDONLY)
    defer { file.close() }
    // Some file systems cannot synchronize a folder, and say so.
    guard fsync(file.descriptor) == 0 || errno == EINVAL || errno == ENOTSUP else {
      throw SystemError("synchronize")
    }
  }
}
