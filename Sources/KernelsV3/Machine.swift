/// As many numbers as one instruction of this variant works on: AVX2.
typealias Lanes = SIMD4<Double>
/// Whole numbers of 64 bits, as many as ``Lanes``.
typealias Words = SIMD4<UInt64>
/// Whole numbers of 32 bits, as many as ``Lanes``.
typealias HalfWords = SIMD4<UInt32>
/// A choice for each lane.
typealias Mask = SIMDMask<SIMD4<Int64>>

/// The numbers of the lanes: 0, 1, 2 and so on.
@inline(always)
func laneNumbers() -> Words { Words(0, 1, 2, 3) }

/// a b + c, fused.
@inline(always)
func multiplyAdd(_ a: Lanes, _ b: Lanes, _ c: Lanes) -> Lanes { c.addingProduct(a, b) }

/// The sum over the lanes, halves first.
@inline(always)
func total(_ lanes: Lanes) -> Double {
  let halves = lanes.lowHalf + lanes.highHalf
  return halves.x + halves.y
}

/// Whether any lane is chosen.
@inline(always)
func isAny(_ mask: Mask) -> Bool {
  let bits = unsafeBitCast(mask, to: SIMD4<Int64>.self)
  let halves = bits.lowHalf | bits.highHalf
  return halves.x | halves.y != 0
}
