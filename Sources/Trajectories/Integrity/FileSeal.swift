import Foundation

/// A checksum at the end of a file, over every byte before it: 16 bytes that say so, then the 32
/// bytes of the hash.
///
/// Readers of HDF5 pass over what lies behind the end that a file states. A file whose seal is
/// whole is opened only then, so that no damage of it reaches libhdf5.
enum FileSeal {
  /// What the end of a file says.
  enum Verdict {
    /// The bytes are those that were sealed.
    case whole
    /// There is no seal.
    case absent
    /// The bytes are others.
    case broken
  }

  private static let mark = Array("\nsealed, SHA-256".utf8)
  private static let length = 48
  private static let blockSize = 1 << 20

  /// Seals the file at `path` and forces it to the device.
  static func close(_ path: String) throws(TrajectoryError) {
    try perform("sealed", path, O_RDWR) { descriptor in
      guard let hash = hash(of: descriptor, upTo: size(of: descriptor)) else { return false }
      let seal = mark + hash
      return pwrite(descriptor, seal, seal.count, off_t(size(of: descriptor))) == seal.count
        && fsync(descriptor) == 0
    }
  }

  /// Whether the file at `path` is as it was sealed.
  static func check(_ path: String) throws(TrajectoryError) -> Verdict {
    var verdict = Verdict.absent
    try perform("read", path, O_RDONLY) { descriptor in
      let end = size(of: descriptor) - length
      var seal = [UInt8](repeating: 0, count: length)
      guard end >= 0 else { return true }
      guard pread(descriptor, &seal, length, off_t(end)) == length else { return false }
      guard seal.starts(with: mark) else { return true }
      guard let hash = hash(of: descriptor, upTo: end) else { return false }
      verdict = hash == Array(seal.dropFirst(mark.count)) ? .whole : .broken
      return true
    }
    return verdict
  }

  /// Runs `body` with the open file; where it returns `false` the system's error is thrown.
  private static func perform(
    _ operation: String, _ path: String, _ flags: Int32, _ body: (Int32) -> Bool
  ) throws(TrajectoryError) {
    let descriptor = open(path, flags | O_CLOEXEC)
    defer { if descriptor >= 0 { Foundation.close(descriptor) } }
    guard descriptor >= 0, body(descriptor) else {
      throw TrajectoryError(
        path, "cannot be \(operation): \(String(cString: strerror(errno)))")
    }
  }

  private static func size(of descriptor: Int32) -> Int {
    var information = stat()
    return fstat(descriptor, &information) == 0 ? Int(information.st_size) : 0
  }

  /// The hash of the first `end` bytes; `nil` where they cannot be read.
  private static func hash(of descriptor: Int32, upTo end: Int) -> [UInt8]? {
    var hash = SHA256()
    var block = [UInt8](repeating: 0, count: min(blockSize, max(1, end)))
    var position = 0
    while position < end {
      let count = pread(descriptor, &block, min(block.count, end - position), off_t(position))
      guard count > 0 else { return nil }
      block.withUnsafeBytes { hash.update(UnsafeRawBufferPointer(rebasing: $0.prefix(count))) }
      position += count
    }
    return hash.finished()
  }
}
