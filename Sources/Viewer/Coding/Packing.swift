import CZlib
import Foundation

/// Bytes made smaller, and written as text.
enum Packing {
  /// `bytes` compressed in zlib's format, which a browser calls "deflate".
  ///
  /// - Throws: ``ViewerError`` when there is no memory for it.
  static func deflate(_ bytes: [UInt8], level: Int32 = 6) throws(ViewerError) -> [UInt8] {
    var count = compressBound(uLong(bytes.count))
    var packed = [UInt8](repeating: 0, count: Int(count))
    guard compress2(&packed, &count, bytes, uLong(bytes.count), level) == Z_OK else {
      throw ViewerError(.storage, "no memory to compress \(bytes.count) bytes")
    }
    return Array(packed.prefix(Int(count)))
  }

  /// What ``deflate(_:level:)`` made smaller; `nil` for other bytes.
  static func inflate(_ packed: [UInt8], count: Int) -> [UInt8]? {
    var length = uLong(count)
    var bytes = [UInt8](repeating: 0, count: max(1, count))
    guard uncompress(&bytes, &length, packed, uLong(packed.count)) == Z_OK, Int(length) == count
    else { return nil }
    return Array(bytes.prefix(count))
  }

  /// `bytes` in the 64 letters of base64.
  static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

  /// The letters that `count` bytes become.
  static func lettersOfBase64(_ count: Int) -> Int { (count + 2) / 3 * 4 }
}
