import Foundation

/// The energy of the waves of a field in the linear field around a vacuum.
///
/// A wave of wave number k that travels to the right has the amplitude (omega u_k + i p_k)/2 times exp(i k x - i omega t),
/// one that travels to the left that of -k; their energies add up to (|p_k|^2 + omega^2 |u_k|^2)/2 of both.
struct ModeSpectrum {
  private let geometry: FieldGeometry
  private let stiffness: Double
  private let shift: Double

  init(_ geometry: FieldGeometry, stiffness: Double, shift: Double) {
    self.geometry = geometry
    self.stiffness = stiffness
    self.shift = shift
  }

  /// As many energies as there are points: by wave number 0, 1, 2, ..., -2, -1, between walls 0, 1, 2, ...
  func energies(_ field: AlignedRow, _ momentum: AlignedRow) -> [Double] {
    let u = geometry.sampled(field).map { $0 - shift }
    let p = geometry.sampled(momentum)
    switch geometry.boundary.symmetry {
    case .periodic: return traveling(u, p)
    case .antiperiodic: return traveling(u + u.map { -$0 }, p + p.map { -$0 })
    case .even, .odd: return standing(u, p)
    }
  }

  private var dx: Double { geometry.length / Double(geometry.points) }

  private func coefficients(_ values: [Double]) -> [(re: Double, im: Double)] {
    guard let transform = try? FourierTransform(.real, length: values.count) else { return [] }
    let row = AlignedRow(values)
    let out = AlignedRow(count: AlignedRow.padded(values.count + 2))
    transform.forward(row.base, into: out.base)
    return (0...values.count / 2).map { (out[2 * $0], out[2 * $0 + 1]) }
  }

  private func traveling(_ u: [Double], _ p: [Double]) -> [Double] {
    let n = u.count
    let isDoubled = n != geometry.points
    let period = isDoubled ? 2 * geometry.length : geometry.length
    let (a, b) = (coefficients(u), coefficients(p))
    // Sums over a doubled period count every wave twice.
    let scale = dx / Double(n) / (isDoubled ? 2 : 1)
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
      return Array((odd.map { right[$0] } + odd.reversed().map { left[$0] })[..<geometry.points])
    }
    let negative = stride(from: (n - 1) / 2, through: 1, by: -1)
    return right + negative.map { left[$0] }
  }

  private func standing(_ u: [Double], _ p: [Double]) -> [Double] {
    let sign = geometry.boundary.symmetry == .odd ? -1.0 : 1.0
    let n = geometry.points
    let (a, b) = (
      coefficients(u + u.reversed().map { sign * $0 }),
      coefficients(p + p.reversed().map { sign * $0 })
    )
    let range = sign < 0 ? 1...n : 0...n - 1
    return range.map { k in
      let wave = Double.pi * Double(k) / geometry.length
      let weight = k == 0 || k == n ? 0.5 : 1
      let square = { (c: (re: Double, im: Double)) in c.re * c.re + c.im * c.im }
      return weight * dx / Double(2 * n)
        * (square(b[k]) + (wave * wave + stiffness) * square(a[k])) / 2
    }
  }
}
