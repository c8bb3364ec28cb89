/// As many numbers as one instruction of this variant works on: SSE2 or NEON.
typealias Lanes = SIMD2<Double>
/// Whole numbers of 64 bits, as many as ``Lanes``.
typealias Words = SIMD2<UInt64>
/// A choice for each lane.
typealias Mask = SIMDMask<SIMD2<Int64>>

/// The numbers of the lanes: 0, 1, 2 and so on.
@inline(__always)
func laneNumbers() -> Words { Words(0, 1) }

/// a b + c; fused only where the processor always can.
@inline(__always)
func multiplyAdd(_ a: Lanes, _ b: Lanes, _ c: Lanes) -> Lanes {
  #if arch(arm64)
    c.addingProduct(a, b)
  #else
    a * b + c
  #endif
}

/// The sum over the lanes, halves first.
@inline(__always)
func total(_ lanes: Lanes) -> Double {
  lanes.x + lanes.y
}
