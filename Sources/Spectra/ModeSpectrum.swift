/// The energy of the waves of a sampled field in the linear field around a vacuum, omega^2 =
/// k^2 + stiffness.
///
/// A wave of wave number k that travels to the right has the amplitude (omega u_k + i p_k)/2 times
/// exp(i k x - i omega t), one that travels to the left that of -k; their energies add up to
/// (|p_k|^2 + omega^2 |u_k|^2)/2 of both.
package struct ModeSpectrum {
  private let symmetry: FieldSymmetry
  private let length: Double
  private let stiffness: Double

  /// The waves of a domain of this length.
  package init(_ symmetry: FieldSymmetry, length: Double, stiffness: Double) {
    self.symmetry = symmetry
    self.length = length
    self.stiffness = stiffness
  }

  /// As many energies as there are points: by wave number 0, 1, 2, ..., -2, -1, between walls 0, 1,
  /// 2, ...
  ///
  /// - Parameters:
  ///   - u: the field less its vacuum at the points.
  ///   - p: its momentum there.
  package func energies(_ u: [Double], _ p: [Double]) -> [Double] {
    let whole = (symmetry.continued(u), symmetry.continued(p))
    let (a, b) = (WaveSum(whole.0).coefficients, WaveSum(whole.1).coefficients)
    switch symmetry {
    case .periodic, .antiperiodic: return traveling(a, b, points: u.count)
    case .even, .odd: return standing(a, b, points: u.count)
    }
  }

  private typealias Coefficient = (re: Double, im: Double)

  private func traveling(_ a: [Coefficient], _ b: [Coefficient], points: Int) -> [Double] {
    let isDoubled = symmetry == .antiperiodic
    let n = isDoubled ? 2 * points : points
    let period = isDoubled ? 2 * length : length
    // A sum over a doubled period counts every wave twice.
    let scale = length / Double(points) / Double(n) / (isDoubled ? 2 : 1)
    var right = [Double](repeating: 0, count: a.count)
    var left = right
    for k in a.indices {
      let wave = 2 * Double.pi * Double(k) / period
      let omega = (wave * wave + stiffness).squareRoot()
      if k == 0 || 2 * k == n {
        right[k] = scale * (b[k].re * b[k].re + omega * omega * a[k].re * a[k].re) / 2
        continue
      }
      // |omega u + i p|^2/4 and |omega u - i p|^2/4, of both signs of the wave number.
      let (x, y) = (omega * a[k].re - b[k].im, omega * a[k].im + b[k].re)
      let (z, w) = (omega * a[k].re + b[k].im, omega * a[k].im - b[k].re)
      right[k] = scale * (x * x + y * y) / 2
      left[k] = scale * (z * z + w * w) / 2
    }
    if isDoubled {
      let odd = stride(from: 1, to: a.count, by: 2)
      return Array((odd.map { right[$0] } + odd.reversed().map { left[$0] })[..<points])
    }
    let negative = stride(from: (n - 1) / 2, through: 1, by: -1)
    return right + negative.map { left[$0] }
  }

  private func standing(_ a: [Coefficient], _ b: [Coefficient], points n: Int) -> [Double] {
    let range = symmetry == .odd ? 1...n : 0...n - 1
    return range.map { k in
      let wave = Double.pi * Double(k) / length
      let weight = k == 0 || k == n ? 0.5 : 1
      let square = { (c: Coefficient) in c.re * c.re + c.im * c.im }
      return weight * length / Double(n) / Double(2 * n)
        * (square(b[k]) + (wave * wave + stiffness) * square(a[k])) / 2
    }
  }
}
