#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Whether numbers or texts are allocated for reading: a damaged or foreign file may claim any
/// shape.
enum Memory {
  /// What is read without asking how much is stored.
  private static let harmlessSize = 1 << 30
  /// zlib makes data smaller by no more than this.
  private static let largestCompression = 1032
  /// The bytes of memory of this machine.
  private static let size = sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))

  /// Throws if `count` elements of `stride` bytes take more than half of the memory, or more than a
  /// gibibyte that cannot have been made of the `stored` bytes.
  static func requireRoom(
    for count: Int, of stride: Int, stored: Int, _ attempt: Attempt
  ) throws(HDF5Error) {
    let (bytes, overflow) = count.multipliedReportingOverflow(by: stride)
    guard !overflow, bytes <= size / 2 else {
      throw attempt.failure(
        .wrongShape,
        "\(count) elements of \(stride) bytes do not fit into half of the \(size) bytes of memory",
        advice: "read a part at a time")
    }
    guard bytes <= harmlessSize || bytes / largestCompression <= stored else {
      throw attempt.failure(
        .wrongShape,
        "\(count) elements of \(stride) bytes are asked for, but only \(stored) bytes are stored",
        advice: "read a part at a time; the file may be damaged")
    }
  }
}
