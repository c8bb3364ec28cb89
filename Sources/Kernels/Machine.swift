/// As many numbers as one instruction of this variant works on: SSE2 or NEON.
typealias Lanes = SIMD2<Double>
/// Whole numbers of 64 bits, as many as ``Lanes``.
typealias Words = SIMD2<UInt64>
/// Whole numbers of 32 bits, as many as ``Lanes``.
typealias HalfWords = SIMD2<UInt32>
/// A choice for each lane.
typealias Mask = SIMDMask<SIMD2<Int64>>

/// The numbers of the lanes: 0, 1, 2 and so on.
@inline(always)
func laneNumbers() -> Words { Words(0, 1) }

/// a b + c; fused only where the processor always can.
@inline(always)
func multiplyAdd(_ a: Lanes, _ b: Lanes, _ c: Lanes) -> Lanes {
  #if arch(arm64)
    c.addingProduct(a, b)
  #else
    a * b + c
  #endif
}

/// The sum over the lanes, halves first.
@inline(always)
func total(_ lanes: Lanes) -> Double {
  lanes.x + lanes.y
}

/// Whether any lane is chosen.
@inline(always)
func isAny(_ mask: Mask) -> Bool {
  let bits = unsafeBitCast(mask, to: SIMD2<Int64>.self)
  return bits.x | bits.y != 0
}
