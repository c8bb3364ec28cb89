/// As many numbers as one instruction of this variant works on: AVX-512.
typealias Lanes = SIMD8<Double>
/// Whole numbers of 64 bits, as many as ``Lanes``.
typealias Words = SIMD8<UInt64>
/// Whole numbers of 32 bits, as many as ``Lanes``.
typealias HalfWords = SIMD8<UInt32>
/// A choice for each lane.
typealias Mask = SIMDMask<SIMD8<Int64>>

/// The numbers of the lanes: 0, 1, 2 and so on.
@inline(always)
func laneNumbers() -> Words { Words(0, 1, 2, 3, 4, 5, 6, 7) }

/// a b + c, fused.
@inline(always)
func multiplyAdd(_ a: Lanes, _ b: Lanes, _ c: Lanes) -> Lanes { c.addingProduct(a, b) }

/// The sum over the lanes, halves first.
@inline(always)
func total(_ lanes: Lanes) -> Double {
  let halves = lanes.lowHalf + lanes.highHalf
  let quarters = halves.lowHalf + halves.highHalf
  return quarters.x + quarters.y
}

/// Whether any lane is chosen.
@inline(always)
func isAny(_ mask: Mask) -> Bool {
  let bits = unsafeBitCast(mask, to: SIMD8<Int64>.self)
  let halves = bits.lowHalf | bits.highHalf
  let quarters = halves.lowHalf | halves.highHalf
  return quarters.x | quarters.y != 0
}
