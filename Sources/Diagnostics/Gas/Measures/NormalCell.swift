import RealModule

/// The probability of an interval under the normal distribution, in logarithms so that far tails do
/// not vanish.
enum NormalCell {
  /// ln(Phi(a + width) - Phi(a)) for a positive width.
  static func logProbability(from a: Double, width: Double) -> Double {
    if width < 1e-6 {
      // The difference of two rounded numbers would lose the width; the density is as good.
      let middle = a + width / 2
      return Double.log(width) - (middle * middle + Double.log(2 * .pi)) / 2
    }
    return logProbability(from: a, to: a + width)
  }

  /// ln(Phi(b) - Phi(a)) for a < b.
  private static func logProbability(from a: Double, to b: Double) -> Double {
    if a >= 0 { return logTail(from: a, to: b) }
    if b <= 0 { return logTail(from: -b, to: -a) }
    let outside = Double.erfc(-a * Double.sqrt(0.5)) + Double.erfc(b * Double.sqrt(0.5))
    return outside < 1
      ? Double.log(onePlus: -outside / 2)
      : Double.log((Double.erf(b * Double.sqrt(0.5)) - Double.erf(a * Double.sqrt(0.5))) / 2)
  }

  /// The same for 0 <= a < b.
  private static func logTail(from a: Double, to b: Double) -> Double {
    if a < 1 {
      return Double.log(
        (Double.erf(b * Double.sqrt(0.5)) - Double.erf(a * Double.sqrt(0.5))) / 2)
    }
    if a < 20 {
      return Double.log(
        (Double.erfc(a * Double.sqrt(0.5)) - Double.erfc(b * Double.sqrt(0.5))) / 2)
    }
    let width = (b - a) * (b + a) / 2
    let ratio = logMills(b) - logMills(a)
    return -a * a / 2 - Double.log(2 * .pi) / 2 + logMills(a)
      + Double.log(-Double.expMinusOne(-width + ratio))
  }

  /// ln of Mills' ratio (1 - Phi(x))/phi(x) for x >= 20 by its asymptotic series (Abramowitz and
  /// Stegun 1964, 26.2.12).
  private static func logMills(_ x: Double) -> Double {
    let r = 1 / (x * x)
    return Double.log(onePlus: -r * (1 - r * (3 - r * (15 - r * 105)))) - Double.log(x)
  }
}
