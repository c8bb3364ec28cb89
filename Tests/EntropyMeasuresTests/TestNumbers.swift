import RealModule

/// Reproducible random numbers for tests (SplitMix64), the same in every language.
struct TestNumbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Uniform in [0, 1).
  mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// `count` uniform numbers.
  mutating func uniforms(_ count: Int) -> [Double] { (0..<count).map { _ in uniform() } }

  /// A whole number from 0 to `limit` - 1.
  mutating func integer(below limit: Int) -> Int { Int(uniform() * Double(limit)) }

  /// Normally distributed, mean 0, variance 1.
  mutating func normal() -> Double {
    let radius = Double.sqrt(-2 * Double.log(1 - uniform()))
    return radius * Double.cos(2 * .pi * uniform())
  }

  /// A direction, uniform on the sphere.
  mutating func direction() -> SIMD3<Double> { direction(inConeOf: .pi) }

  /// A direction, uniform on the cap of half-angle `angle` around z.
  mutating func direction(inConeOf angle: Double) -> SIMD3<Double> {
    let z = 1 - uniform() * (1 - Double.cos(angle))
    let azimuth = 2 * .pi * uniform()
    let r = Double.sqrt(max(0, 1 - z * z))
    return SIMD3(r * Double.cos(azimuth), r * Double.sin(azimuth), z)
  }

  /// How many of `samples` uniform choices among `outcomes` fell on each.
  mutating func counts(samples: Int, outcomes: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: outcomes)
    for _ in 0..<samples { counts[integer(below: outcomes)] += 1 }
    return counts
  }
}

/// A rotation of space by three angles about z, y, z.
struct Rotation {
  var first: Double
  var second: Double
  var third: Double

  func callAsFunction(_ v: SIMD3<Double>) -> SIMD3<Double> {
    aboutZ(aboutY(aboutZ(v, first), second), third)
  }

  private func aboutZ(_ v: SIMD3<Double>, _ angle: Double) -> SIMD3<Double> {
    let (c, s) = (Double.cos(angle), Double.sin(angle))
    return SIMD3(c * v.x - s * v.y, s * v.x + c * v.y, v.z)
  }

  private func aboutY(_ v: SIMD3<Double>, _ angle: Double) -> SIMD3<Double> {
    let (c, s) = (Double.cos(angle), Double.sin(angle))
    return SIMD3(c * v.x + s * v.z, v.y, -s * v.x + c * v.z)
  }
}

/// Whether two numbers agree to `tolerance` relative to the larger, or absolutely below 1.
func agree(_ a: Double, _ b: Double, to tolerance: Double) -> Bool {
  abs(a - b) <= tolerance * max(1, abs(a), abs(b))
}
