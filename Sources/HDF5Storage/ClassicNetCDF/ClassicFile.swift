#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A netCDF file of the classic format, open for reading.
final class ClassicFile {
  let header: ClassicHeader
  /// The number of records that are whole.
  let records: Int
  /// The path, as given.
  let path: String
  private let descriptor: Int32
  private let size: Int

  /// The head of most files is shorter.
  private static let usualHead = 1 << 16

  /// Whether `path` names a plain file that begins as one of this format does.
  static func isClassic(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var magic = [UInt8](repeating: 0, count: 4)
    guard pread(descriptor, &magic, 4, 0) == 4 else { return false }
    return magic.starts(with: Array("CDF".utf8)) && [1, 2, 5].contains(magic[3])
  }

  /// Opens a file and reads its head.
  ///
  /// - Throws: ``HDF5Error`` when it cannot be read, or its head is damaged.
  init(_ path: String) throws(HDF5Error) {
    self.path = path
    let attempt = Attempt(operation: "open", file: path)
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw attempt.failure(systemError: errno) }
    do throws(HDF5Error) {
      var status = stat()
      guard fstat(descriptor, &status) == 0 else { throw attempt.failure(systemError: errno) }
      size = Int(clamping: status.st_size)
      header = try Self.header(descriptor, size: size, attempt)
      records = header.records(inBytes: size)
    } catch {
      close(descriptor)
      throw error
    }
  }

  deinit { close(descriptor) }

  private static func header(
    _ descriptor: Int32, size: Int, _ attempt: Attempt
  ) throws(HDF5Error) -> ClassicHeader {
    var length = min(size, usualHead)
    while true {
      let bytes = try read(descriptor, 0..<length, attempt)
      do throws(ClassicFailure) {
        return try ClassicHeader(bytes)
      } catch {
        switch error {
        case .ended where length < size: length = min(size, 4 * length)
        case .ended: throw attempt.failure(.truncated, "the file ends within its head")
        case .damaged(let reason):
          throw attempt.failure(.damaged, "the head of the netCDF file is damaged: \(reason)")
        }
      }
    }
  }

  /// The `size` bytes from `begin` on, of the variable `object`.
  ///
  /// - Throws: ``HDF5Error`` where the file ends before.
  func bytes(_ begin: Int, _ size: Int, of object: String) throws(HDF5Error) -> [UInt8] {
    let attempt = Attempt(operation: "read", file: path, object: object)
    guard begin >= 0, size <= self.size - begin else {
      throw attempt.failure(.truncated, "the end of the file is missing")
    }
    return try Self.read(descriptor, begin..<begin + size, attempt)
  }

  private static func read(
    _ descriptor: Int32, _ range: Range<Int>, _ attempt: Attempt
  ) throws(HDF5Error) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: range.count)
    var done = 0
    while done < bytes.count {
      let (begin, offset) = (done, range.lowerBound + done)
      let count = bytes.withUnsafeMutableBytes { buffer in
        pread(
          descriptor, buffer.baseAddress?.advanced(by: begin), buffer.count - begin, off_t(offset))
      }
      guard count >= 0 else {
        if errno == EINTR { continue }
        throw attempt.failure(systemError: errno)
      }
      guard count > 0 else { throw attempt.failure(.truncated, "the end of the file is missing") }
      done += count
    }
    return bytes
  }
}
