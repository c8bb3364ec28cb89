import Foundation

extension FieldSymmetry {
  /// The amplitudes of the standing waves that a sampled field consists of, as many as there are
  /// points; their squares add up to the integral of the squared field.
  ///
  /// The waves are orthogonal and normalized over the domain, so that amplitudes of the field and
  /// of its momentum are canonical pairs. Periodic: the constant, then cosine and sine of each wave
  /// number; antiperiodic: cosine and sine of each; between walls cosines (even) or sines (odd).
  /// The last cosine of an even number of points (periodic), and of an odd one (antiperiodic), has
  /// no sine beside it.
  ///
  /// - Parameters:
  ///   - samples: the field at the points.
  ///   - length: the length of the domain, L.
  package func amplitudes(of samples: [Double], length: Double) -> [Double] {
    let n = samples.count
    guard n > 0 else { return [] }
    let waves = WaveSum(continued(samples)).coefficients
    // The squared samples add up to the squared coefficients over the points of the period, once
    // for each domain of it.
    let unit = (length / Double(n) / Double(n * domains * domains)).squareRoot()
    return switch self {
    case .periodic, .antiperiodic: pairs(waves, points: n, unit: unit)
    case .even, .odd: lines(waves, points: n, unit: unit)
    }
  }

  private func pairs(
    _ waves: [(re: Double, im: Double)], points n: Int, unit: Double
  ) -> [Double] {
    let isDoubled = self == .antiperiodic
    var amplitudes: [Double] = []
    for k in stride(from: isDoubled ? 1 : 0, to: waves.count, by: isDoubled ? 2 : 1) {
      if k == 0 || 2 * k == n * domains {
        amplitudes.append(unit * waves[k].re)
      } else {
        amplitudes += [waves[k].re, -waves[k].im].map { 2.0.squareRoot() * unit * $0 }
      }
    }
    return amplitudes
  }

  private func lines(
    _ waves: [(re: Double, im: Double)], points n: Int, unit: Double
  ) -> [Double] {
    (self == .odd ? 1...n : 0...n - 1).map { k in
      // The points lie half a distance from the walls.
      let half = Double.pi * Double(k) / Double(2 * n)
      let (re, im) = waves[k]
      let line =
        self == .even
        ? re * cos(half) + im * sin(half)
        : re * sin(half) - im * cos(half)
      return (k == 0 || k == n ? 1 : 2.0.squareRoot()) * unit * line
    }
  }
}
