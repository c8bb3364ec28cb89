#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The memory of this machine: a damaged or foreign file may claim shapes that no machine can hold.
enum Memory {
  static let size = sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))

  /// Throws if `count` elements of `stride` bytes do not fit into this machine's memory.
  static func requireRoom(
    for count: Int, of stride: Int, _ attempt: Attempt
  ) throws(HDF5Error) {
    let (bytes, overflow) = count.multipliedReportingOverflow(by: stride)
    guard !overflow, bytes <= size else {
      throw attempt.failure(
        .wrongShape,
        "\(count) elements of \(stride) bytes do not fit into the \(size) bytes of memory",
        advice: "read a part at a time")
    }
  }
}
