import RealModule

extension Double {
  /// The digamma function psi(x) = d ln Gamma(x)/dx for x > 0, to a few units in the last place
  /// away from its root near 1.46.
  ///
  /// Recurrence psi(x) = psi(x + 1) - 1/x up to x = 10, then the asymptotic series (Abramowitz and
  /// Stegun 1964, 6.3.5 and 6.3.18).
  public static func digamma(_ x: Double) -> Double {
    precondition(x > 0)
    var shift = 0.0
    var y = x
    while y < 10 {
      shift += 1 / y
      y += 1
    }
    let r = 1 / (y * y)
    var tail = 0.0
    for coefficient in bernoulliTerms.reversed() { tail = (tail + coefficient) * r }
    return Double.log(y) - 0.5 / y - tail - shift
  }
}

/// The digamma function of small whole numbers, remembered: estimators from neighbors ask for the
/// same ones again and again.
struct DigammaTable {
  private let values: [Double]

  /// psi(1), psi(2), ..., psi(`largest`), which is at least 1.
  init(upTo largest: Int) {
    values = (1...min(max(1, largest), 1 << 16)).map { Double.digamma(Double($0)) }
  }

  /// psi(`number`), which is at least 1.
  @inline(__always)
  subscript(number: Int) -> Double {
    number <= values.count ? values[number - 1] : Double.digamma(Double(number))
  }
}

/// B_(2k)/(2k) for k = 1, 2, ...
private let bernoulliTerms: [Double] = [
  1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132, -691.0 / 32760, 1.0 / 12, -3617.0 / 8160,
]
