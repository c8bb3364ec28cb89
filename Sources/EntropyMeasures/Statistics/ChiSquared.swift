import RealModule

/// The distribution of the sum of `freedom` squared independent standard normal numbers.
public struct ChiSquared: Sendable, Hashable {
  /// The degrees of freedom, at least 1.
  public let freedom: Int

  /// The distribution with `freedom` degrees of freedom.
  public init(freedom: Int) {
    precondition(freedom >= 1)
    self.freedom = freedom
  }

  /// The probability of a value above `value`.
  ///
  /// Q(a, x) with a = freedom/2, x = value/2, from Q(1/2, x) = erfc(sqrt x) or Q(1, x) = exp(-x)
  /// and Q(a + 1, x) = Q(a, x) + x^a exp(-x)/Gamma(a + 1): sums of positive terms, exact to
  /// rounding.
  /// Source: Abramowitz and Stegun 1964, eq. 26.4.4 and 26.4.5.
  public func probability(above value: Double) -> Double {
    guard value > 0 else { return 1 }
    guard value < .infinity else { return 0 }
    let x = value / 2
    var sum = freedom % 2 == 1 ? Double.erfc(x.squareRoot()) : Double.exp(-x)
    var a = freedom % 2 == 1 ? 0.5 : 1
    while a < Double(freedom) / 2 {
      sum += Double.exp(a * Double.log(x) - x - Double.logGamma(a + 1))
      a += 1
    }
    return min(1, sum)
  }
}
