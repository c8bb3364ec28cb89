/// A checksum of 64 bits over bytes: it finds torn and damaged blocks, not forged ones.
///
/// Eight sums take turns over words w of 64 bits, s <- m((rotate(s, 27) xor w) k) with an odd k and
/// m(s) = s xor s >> 29, so that every changed word changes its sum; then the sums and the length
/// are mixed.
struct Checksum {
  /// The checksum so far.
  private(set) var value: UInt64

  /// A checksum that depends on `seed` too.
  init(seed: UInt64 = 0) { value = seed }

  private static let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// The checksum of `bytes` alone.
  static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var checksum = Checksum()
    checksum.add(bytes)
    return checksum.value
  }

  /// Takes in `bytes`.
  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    var sums = SIMD8<UInt64>(repeating: value) ^ SIMD8(1, 2, 3, 4, 5, 6, 7, 8)
    let whole = bytes.count / 64 * 64
    for start in stride(from: 0, to: whole, by: 64) {
      let words = bytes.loadUnaligned(fromByteOffset: start, as: SIMD8<UInt64>.self)
      Checksum.take(words, into: &sums)
    }
    var rest = SIMD8<UInt64>()
    withUnsafeMutableBytes(of: &rest) { $0.copyMemory(from: .init(rebasing: bytes[whole...])) }
    Checksum.take(rest, into: &sums)
    var mixed = UInt64(bytes.count)
    for lane in 0..<8 { mixed = Checksum.mix(mixed ^ sums[lane]) }
    value = mixed
  }

  private static func take(_ words: SIMD8<UInt64>, into sums: inout SIMD8<UInt64>) {
    sums = ((sums &<< 27 | sums &>> 37) ^ words) &* multiplier
    sums ^= sums &>> 29
  }

  private static func mix(_ word: UInt64) -> UInt64 {
    var word = (word ^ (word >> 32)) &* multiplier
    word = (word ^ (word >> 29)) &* multiplier
    return word ^ (word >> 32)
  }
}
