import RealModule

extension Double {
  /// exp(x) E_1(x) for x > 0, E_1(x) = int_x^infinity exp(-t)/t dt; scaled, so that it does not
  /// vanish for large x.
  ///
  /// Below 1 the series E_1 = -gamma - ln x - sum_k (-x)^k/(k k!), above it the continued fraction
  /// 1/(x + 1 - 1^2/(x + 3 - 2^2/(x + 5 - ...))) (Abramowitz and Stegun 1964, 5.1.11 and 5.1.22).
  /// Relative error below 1e-14.
  public static func scaledExponentialIntegral(_ x: Double) -> Double {
    precondition(x > 0)
    return x < 1 ? Double.exp(x) * exponentialIntegralSeries(x) : exponentialIntegralFraction(x)
  }
}

private func exponentialIntegralSeries(_ x: Double) -> Double {
  var power = 1.0
  var sum = -0.57721566490153286 - Double.log(x)
  for k in 1...20 {
    power *= -x / Double(k)
    sum -= power / Double(k)
  }
  return sum
}

/// From the inside out; 200 levels are enough at x = 1, and more than enough above.
private func exponentialIntegralFraction(_ x: Double) -> Double {
  var tail = 0.0
  for k in stride(from: 200.0, through: 1, by: -1) {
    tail = k * k / (x + 2 * k + 1 - tail)
  }
  return 1 / (x + 1 - tail)
}
