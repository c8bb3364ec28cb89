/// Numbers as 16-bit steps of the range that they lie in; what is not finite has a code of its own.
struct RangeCode: Sendable, Hashable {
  /// The code of what is not finite.
  static let nothing: UInt16 = 65535
  /// The largest code of a number.
  static let most: UInt16 = 65534

  /// The smallest number.
  let lower: Double
  /// The largest number.
  let upper: Double

  /// Numbers that differ by less than this share of the largest are one, but for rounding, which
  /// would take many bytes.
  private static let rounding = 1e-10

  /// The range of the finite ones among `values`; from 0 to 0 where there are none, and no range
  /// where they differ by rounding alone.
  init(of values: some Sequence<Double>) {
    var (low, high) = (Double.infinity, -Double.infinity)
    for value in values where value.isFinite {
      low = min(low, value)
      high = max(high, value)
    }
    let isOne = high - low <= Self.rounding * max(abs(low), abs(high))
    (lower, upper) = low > high ? (0, 0) : isOne ? (low, low) : (low, high)
  }

  /// The range from `lower` to `upper`.
  init(lower: Double, upper: Double) { (self.lower, self.upper) = (lower, upper) }

  /// The length of a step: numbers are rounded by at most half of it.
  var step: Double { (upper - lower) / Double(Self.most) }

  /// The nearest code of a number.
  func code(_ value: Double) -> UInt16 {
    guard value.isFinite else { return Self.nothing }
    let share = step > 0 && step.isFinite ? ((value - lower) / step).rounded() : 0
    return UInt16(min(Double(Self.most), max(0, share)))
  }

  /// The number of a code; NaN for what is not finite.
  func value(_ code: UInt16) -> Double {
    code == Self.nothing ? .nan : lower + Double(code) * step
  }
}
