import Foundation

/// The bytes of a file or of a pipe; `-` is the standard input.
public enum FileBytes {
  /// Whether a file is one that can be read again, not a pipe or a device.
  public static func isRegular(_ path: String) -> Bool {
    var status = stat()
    return path != "-" && stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Reads all of them, as they are.
  ///
  /// - Throws: ``DatasetError`` for what is not there or cannot be read.
  public static func read(_ path: String) throws(DatasetError) -> [UInt8] {
    let descriptor = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(path) }
    return try read(descriptor, expecting: Int(clamping: status.st_size), path)
  }

  /// The same without the compression by gzip, where there is one.
  ///
  /// - Throws: ``DatasetError`` for what is damaged, or compressed twice.
  public static func unpacked(
    _ bytes: [UInt8], of path: String
  ) throws(DatasetError) -> [UInt8] {
    guard bytes.starts(with: compressed) else { return bytes }
    do throws(Inflation.Failure) {
      let whole = try Inflation.inflate(bytes[...], .gzip)
      // A second wrapping would never end.
      if !whole.starts(with: compressed) { return whole }
    } catch {}
    throw DatasetError(.storage, "\(path): compressed by gzip, and damaged or too large; unpack it")
  }

  private static let compressed: [UInt8] = [0x1F, 0x8B]

  private static func read(
    _ descriptor: Int32, expecting size: Int, _ path: String
  ) throws(DatasetError) -> [UInt8] {
    var bytes: [UInt8] = []
    var room = max(size + 1, 1 << 16)
    while true {
      let (begin, wanted) = (bytes.count, room)
      bytes.append(contentsOf: repeatElement(0, count: wanted))
      let count = bytes.withUnsafeMutableBytes { buffer in
        Foundation.read(descriptor, buffer.baseAddress?.advanced(by: begin), wanted)
      }
      bytes.removeLast(wanted - max(count, 0))
      if count == 0 { return bytes }
      if count < 0, errno != EINTR { throw failure(path) }
      room = max(room - max(count, 0), 1 << 16)
    }
  }

  private static func failure(_ path: String) -> DatasetError {
    DatasetError(.storage, "\(path): cannot be read: \(String(cString: strerror(errno)))")
  }
}
