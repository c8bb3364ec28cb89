import RealModule

/// Reproducible random numbers for tests (SplitMix64), the same in every language: known answers
/// were computed with NumPy and SciPy from the same numbers.
public struct TestNumbers {
  private var state: UInt64

  /// The numbers of a seed, from the first on.
  public init(seed: UInt64) { state = seed }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Uniform in [0, 1).
  public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// `count` uniform numbers.
  public mutating func uniforms(_ count: Int) -> [Double] { (0..<count).map { _ in uniform() } }

  /// A whole number from 0 to `limit` - 1.
  public mutating func integer(below limit: Int) -> Int { Int(uniform() * Double(limit)) }

  /// Normally distributed, mean 0, variance 1.
  public mutating func normal() -> Double {
    Double.sqrt(-2 * Double.log(1 - uniform())) * Double.cos(2 * .pi * uniform())
  }

  /// A direction, uniform on the cap of half-angle `angle` around z; on the whole sphere when left
  /// out.
  public mutating func direction(inConeOf angle: Double = .pi) -> SIMD3<Double> {
    let z = 1 - uniform() * (1 - Double.cos(angle))
    let azimuth = 2 * .pi * uniform()
    let r = Double.sqrt(max(0, 1 - z * z))
    return SIMD3(r * Double.cos(azimuth), r * Double.sin(azimuth), z)
  }

  /// A point, uniform in the ball around the origin.
  public mutating func point(inBallOf radius: Double) -> SIMD3<Double> {
    radius * Double.pow(uniform(), 1.0 / 3) * direction()
  }

  /// How many of `samples` uniform choices among `outcomes` fell on each.
  public mutating func counts(samples: Int, outcomes: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: outcomes)
    for _ in 0..<samples { counts[integer(below: outcomes)] += 1 }
    return counts
  }
}
