extension Double {
  /// The trigamma function psi'(x) for x > 0, to a few units in the last place.
  ///
  /// Recurrence psi'(x) = psi'(x + 1) + 1/x^2 up to x = 10, then the asymptotic series (Abramowitz
  /// and Stegun 1964, 6.4.6 and 6.4.12).
  static func trigamma(_ x: Double) -> Double {
    precondition(x > 0)
    var shift = 0.0
    var y = x
    while y < 10 {
      shift += 1 / (y * y)
      y += 1
    }
    let r = 1 / (y * y)
    var tail = 0.0
    for number in bernoulliNumbers.reversed() { tail = (tail + number) * r }
    return (1 + 0.5 / y + tail) / y + shift
  }
}

/// B_2, B_4, ...
private let bernoulliNumbers: [Double] = [
  1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6, -3617.0 / 510,
]
