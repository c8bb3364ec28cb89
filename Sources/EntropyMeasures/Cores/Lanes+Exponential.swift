extension Lanes {
  /// exp(x) to about one unit in the last place, for x at most 0; 0 below -708, where results would
  /// be subnormal.
  ///
  /// x = n ln 2 + r with |r| at most ln(2)/2; exp(r) by its series up to r^13/13!, whose rest is
  /// below 5e-18.
  @inline(__always)
  static func exponential(_ x: Lanes) -> Lanes {
    // Adding 1.5 x 2^52 rounds to a whole number and leaves it in the lowest bits.
    let shift = 6_755_399_441_055_744.0
    let shifted = x * 1.442695040888963407 + shift
    let whole = shifted - shift
    // ln 2 in two parts, the first with so few digits that its product with n is exact.
    var rest = x - whole * 6.93147180369123816490e-01
    rest -= whole * 1.90821492927058770002e-10
    var sum = Lanes(repeating: 1.0 / 6_227_020_800)
    sum = sum * rest + 1.0 / 479_001_600
    sum = sum * rest + 1.0 / 39_916_800
    sum = sum * rest + 1.0 / 3_628_800
    sum = sum * rest + 1.0 / 362_880
    sum = sum * rest + 1.0 / 40_320
    sum = sum * rest + 1.0 / 5040
    sum = sum * rest + 1.0 / 720
    sum = sum * rest + 1.0 / 120
    sum = sum * rest + 1.0 / 24
    sum = sum * rest + 1.0 / 6
    sum = sum * rest + 0.5
    sum = sum * rest + 1
    sum = sum * rest + 1
    let bits = unsafeBitCast(shifted, to: SIMD8<Int64>.self)
    let power = unsafeBitCast((bits &+ 1023) &<< 52, to: Lanes.self)
    return (sum * power).replacing(with: 0, where: x .< -708)
  }
}
