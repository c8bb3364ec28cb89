/// Eight numbers at once: the points of a block, or the boxes of a group of nodes.
typealias Lanes = SIMD8<Double>

extension Lanes {
  /// Eight numbers from memory of any alignment.
  @inline(__always)
  static func load(_ pointer: UnsafePointer<Double>) -> Lanes {
    UnsafeRawPointer(pointer).loadUnaligned(as: Lanes.self)
  }

  /// Lane by lane the larger number; `other` where they are not comparable.
  @inline(__always)
  func larger(_ other: Lanes) -> Lanes { other.replacing(with: self, where: self .> other) }

  /// Lane by lane the smaller number; `other` where they are not comparable.
  @inline(__always)
  func smaller(_ other: Lanes) -> Lanes { other.replacing(with: self, where: self .< other) }

  /// The numbers without their signs.
  @inline(__always)
  var magnitudes: Lanes { larger(-self) }

  /// The largest of the eight.
  @inline(__always)
  var largest: Double {
    let four = lowHalf.replacing(with: highHalf, where: highHalf .> lowHalf)
    let two = four.lowHalf.replacing(with: four.highHalf, where: four.highHalf .> four.lowHalf)
    return two[0] > two[1] ? two[0] : two[1]
  }

  /// The smallest of the eight.
  @inline(__always)
  var smallest: Double { -(-self).largest }
}

extension SIMDMask<SIMD8<Int64>> {
  /// Whether the mask is set anywhere.
  @inline(__always)
  var isAny: Bool {
    let lanes = unsafeBitCast(self, to: SIMD8<Int64>.self)
    let four = lanes.lowHalf | lanes.highHalf
    let two = four.lowHalf | four.highHalf
    return two[0] | two[1] != 0
  }

  /// -1 where the mask is set, 0 elsewhere.
  @inline(__always)
  var minusOne: SIMD8<Int64> { unsafeBitCast(self, to: SIMD8<Int64>.self) }

  /// One bit for each lane, the lowest for the first.
  @inline(__always)
  var bits: Int {
    let powers = SIMD8<Int64>(1, 2, 4, 8, 16, 32, 64, 128)
    return Int((minusOne & powers).wrappedSum())
  }
}

extension Bool {
  /// 1 for true and 0 for false, without a branch.
  @inline(__always)
  var asInteger: Int { Int(unsafeBitCast(self, to: UInt8.self)) }
}
