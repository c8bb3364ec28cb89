/// Numbers of successive frames as bytes that compress well: the differences from the frame before,
/// the highest bytes of all first.
///
/// The numbers of a component lie frame after frame, `rows` in each; the first frame stands as it
/// is. Differences wrap around, so that nothing is lost.
enum BytePlanes {
  /// The bytes of `codes`, from the highest to the lowest.
  static func encode<Code: FixedWidthInteger & UnsignedInteger>(
    _ codes: [Code], rows: Int
  ) -> [UInt8] {
    let width = Code.bitWidth / 8
    var bytes = [UInt8](repeating: 0, count: codes.count * width)
    for k in codes.indices {
      let difference = k < rows ? codes[k] : codes[k] &- codes[k - rows]
      for plane in 0..<width {
        bytes[plane * codes.count + k] = UInt8(
          truncatingIfNeeded: difference >> Code(8 * (width - 1 - plane)))
      }
    }
    return bytes
  }

  /// The numbers that ``encode(_:rows:)`` made `bytes` of.
  static func decode<Code: FixedWidthInteger & UnsignedInteger>(
    _ bytes: [UInt8], rows: Int, as code: Code.Type = Code.self
  ) -> [Code] {
    let width = Code.bitWidth / 8
    let count = bytes.count / width
    var codes = [Code](repeating: 0, count: count)
    for k in codes.indices {
      var difference: Code = 0
      for plane in 0..<width { difference = difference << 8 | Code(bytes[plane * count + k]) }
      codes[k] = k < rows ? difference : codes[k - rows] &+ difference
    }
    return codes
  }
}
