import RealModule

/// P(D_n <= d) = K_0(z) + K_1(z)/sqrt(n) + K_2(z)/n + K_3(z)/n^(3/2), z = d sqrt(n): the limit of
/// Kolmogorov and its corrections.
///
/// Each K is a sum over odd half-integers h = k + 1/2 of a polynomial in (pi h)^2 times exp(-(pi
/// h)^2/(2 z^2)), for K_2 and K_3 with a sum over whole k.
/// Source: Pelz and Good 1976, eq. 6 to 9.
struct PelzGood {
  /// n.
  let samples: Double
  /// d.
  let distance: Double

  /// The probability of a distance of at most d.
  var value: Double {
    let z = distance * samples.squareRoot()
    let z2 = z * z
    var sums = [0.0, 0.0, 0.0, 0.0]
    // Terms of the farthest index first, until they vanish.
    for k in stride(from: Int(16 * z / Double.pi) + 2, through: 1, by: -1) {
      let half = Double.pi * (Double(k) - 0.5)
      let a = half * half
      let weight = Double.exp(-a / (2 * z2))
      sums[0] += weight
      sums[1] += (a - z2) * weight
      sums[2] += second(a, z2) * weight
      sums[3] += third(a, z2) * weight
      let whole = Double.pi * Double(k)
      let b = whole * whole
      let wholeWeight = Double.exp(-b / (2 * z2))
      sums[2] -= 2 * z2 * z2 * b * wholeWeight
      sums[3] += 30 * z2 * z2 * b * (3 * z2 - b) * wholeWeight
    }
    let scale = (2 * Double.pi).squareRoot()
    let root = samples.squareRoot()
    let terms = [
      sums[0] / z,
      sums[1] / (6 * z2 * z2) / root,
      sums[2] / (72 * z2 * z2 * z2 * z) / samples,
      sums[3] / (6480 * z2 * z2 * z2 * z2 * z2) / (samples * root),
    ]
    return scale * terms.reversed().reduce(0, +)
  }

  /// (6 z^6 + 2 z^4) + (2 z^4 - 5 z^2) a + (1 - 2 z^2) a^2.
  private func second(_ a: Double, _ z2: Double) -> Double {
    let z4 = z2 * z2
    return 6 * z4 * z2 + 2 * z4 + (2 * z4 - 5 * z2) * a + (1 - 2 * z2) * a * a
  }

  /// -30 z^6 - 90 z^8 + (135 z^4 - 96 z^6) a + (212 z^4 - 60 z^2) a^2 + (5 - 30 z^2) a^3.
  private func third(_ a: Double, _ z2: Double) -> Double {
    let z4 = z2 * z2
    let constant = -30 * z4 * z2 - 90 * z4 * z4
    let linear = (135 * z4 - 96 * z4 * z2) * a
    return constant + linear + (212 * z4 - 60 * z2) * a * a + (5 - 30 * z2) * a * a * a
  }
}
