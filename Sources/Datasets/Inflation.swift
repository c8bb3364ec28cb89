import CZlib
import Foundation

/// Compressed bytes made whole again, by zlib.
enum Inflation {
  /// How the bytes are wrapped.
  enum Wrapping {
    /// Not at all, as in a ZIP archive.
    case none
    /// As by gzip.
    case gzip

    fileprivate var windowBits: Int32 { self == .none ? -MAX_WBITS : MAX_WBITS + 16 }
  }

  /// Damaged bytes, or more of them than the memory has room for.
  struct Failure: Error {}

  private static let step = 1 << 20
  private static let most = sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE)) / 4

  /// The bytes that `compressed` was made of.
  static func inflate(
    _ compressed: ArraySlice<UInt8>, _ wrapping: Wrapping
  ) throws(Failure) -> [UInt8] {
    var stream = z_stream()
    guard czlib_inflate_init(&stream, wrapping.windowBits) == Z_OK else { throw Failure() }
    defer { inflateEnd(&stream) }
    var whole: [UInt8] = []
    var position = compressed.startIndex
    while true {
      let (state, used, made) = run(&stream, compressed[position...])
      position += used
      whole += made
      guard whole.count <= most else { throw Failure() }
      if state == Z_STREAM_END {
        // Members of a gzip file follow each other.
        guard wrapping == .gzip, position < compressed.endIndex else { return whole }
        guard inflateReset(&stream) == Z_OK else { throw Failure() }
      } else if state != Z_OK || (used == 0 && made.isEmpty) {
        throw Failure()
      }
    }
  }

  private static func run(
    _ stream: inout z_stream, _ input: ArraySlice<UInt8>
  ) -> (state: Int32, used: Int, made: [UInt8]) {
    var input = Array(input.prefix(step))
    let given = input.count
    var state = Z_OK
    let made = input.withUnsafeMutableBufferPointer { bytes in
      [UInt8](unsafeUninitializedCapacity: step) { output, count in
        (stream.next_in, stream.avail_in) = (bytes.baseAddress, UInt32(given))
        (stream.next_out, stream.avail_out) = (output.baseAddress, UInt32(step))
        state = CZlib.inflate(&stream, Z_NO_FLUSH)
        count = step - Int(stream.avail_out)
      }
    }
    return (state, given - Int(stream.avail_in), made)
  }
}

/// Checksums by which damage is found.
enum Checksum {
  /// The CRC-32 of bytes, as ZIP archives and gzip state it.
  static func crc32(_ bytes: [UInt8]) -> UInt64 {
    bytes.withUnsafeBufferPointer { UInt64(crc32_z(0, $0.baseAddress, bytes.count)) }
  }
}
