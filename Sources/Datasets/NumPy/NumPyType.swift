/// The type of the numbers in a NumPy file: `<f8`, `|b1`, `>i4`.
struct NumPyType: Hashable {
  /// What the bytes of a number are.
  enum Kind: Character, Hashable {
    case floatingPoint = "f"
    case signed = "i"
    case unsigned = "u"
    case truth = "b"
  }

  let kind: Kind
  /// Bytes of a number.
  let size: Int
  let isBigEndian: Bool

  /// Understands a description; `nil` for what is no number of 64 bits or fewer.
  init?(_ description: String) {
    var rest = Substring(description)
    guard let order = rest.popFirst(), "<>|=".contains(order), let letter = rest.popFirst(),
      let kind = Kind(rawValue: letter), let size = Int(rest)
    else { return nil }
    let sizes = kind == .floatingPoint ? [2, 4, 8] : kind == .truth ? [1] : [1, 2, 4, 8]
    guard sizes.contains(size) else { return nil }
    self.kind = kind
    self.size = size
    isBigEndian = order == ">"
  }

  /// Whether the numbers have single precision.
  var isSingle: Bool { kind == .floatingPoint && size == 4 }

  /// The number in `size` bytes at `offset`; `nil` where a whole number has no exact form.
  func number(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Double? {
    var bits: UInt64 = 0
    for index in 0..<size {
      bits = bits << 8 | UInt64(bytes[offset + (isBigEndian ? index : size - 1 - index)])
    }
    switch kind {
    case .floatingPoint: return floatingPoint(bits)
    case .truth: return bits == 0 ? 0 : 1
    case .unsigned: return Double(exactly: bits)
    case .signed:
      let unused = 64 - 8 * UInt64(size)
      return Double(exactly: Int64(bitPattern: bits << unused) >> unused)
    }
  }

  private func floatingPoint(_ bits: UInt64) -> Double {
    switch size {
    case 2: Self.half(UInt16(truncatingIfNeeded: bits))
    case 4: Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
    default: Double(bitPattern: bits)
    }
  }

  /// IEEE 754 with 16 bits: 5 of exponent, 10 of fraction.
  private static func half(_ bits: UInt16) -> Double {
    let fraction = Double(bits & 0x3FF)
    let exponent = Int(bits >> 10 & 0x1F)
    let sign: FloatingPointSign = bits >> 15 == 0 ? .plus : .minus
    let size: Double
    switch exponent {
    case 0: size = fraction * 0x1p-24
    case 31: size = fraction == 0 ? .infinity : .nan
    default: size = Double(sign: .plus, exponent: exponent - 15, significand: 1 + fraction / 1024)
    }
    return sign == .plus ? size : -size
  }
}
