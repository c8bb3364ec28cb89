import Foundation
import ClausiusSpectra

/// A field continued to a periodic one by its symmetry, as a Fourier series that can be evaluated
/// anywhere.
struct PeriodicImage {
  /// The length after which the series repeats: L, or 2 L for fields that change sign or are
  /// reflected.
  let period: Double
  private let origin: Double
  private let count: Int
  /// X_k / count, real and imaginary parts in turn.
  private let coefficients: [Double]

  /// The continuation of the field with these coefficients, whose domain begins at `origin`.
  init(_ row: AlignedRow, of basis: SpectralBasis, origin: Double) {
    let field = basis.field(of: row)
    let values: [Double]
    var first = origin
    switch basis.symmetry {
    case .periodic: values = field
    case .antiperiodic: values = field + field.map { -$0 }
    case .even, .odd:
      values = field + field.reversed().map { basis.symmetry == .odd ? -$0 : $0 }
      first += basis.position(ofPoint: 0)
    }
    self.origin = first
    count = values.count
    period = basis.symmetry == .periodic ? basis.length : 2 * basis.length
    coefficients = Self.transformed(values)
  }

  /// The series through `values` of a start, which share out a period from `origin` on.
  init(_ values: [Double], period: Double, origin: Double) {
    self.origin = origin
    self.period = period
    count = values.count
    coefficients = Self.transformed(values)
  }

  private static func transformed(_ values: [Double]) -> [Double] {
    let n = values.count
    guard let transform = try? FourierTransform(.real, length: n) else {
      return []
    }
    let row = AlignedRow(values)
    let out = AlignedRow(count: AlignedRow.padded(n + 2))
    transform.forward(row.base, into: out.base)
    return out.array(count: 2 * (n / 2 + 1)).map { $0 / Double(n) }
  }

  private func waveNumber(_ k: Int) -> Double { 2 * .pi * Double(k) / period }

  /// The weight of term k in the real sum: terms but the first and the last of an even number stand
  /// for two.
  private func weight(_ k: Int) -> Double { k == 0 || 2 * k == count ? 1 : 2 }

  /// The field and its derivative at any position.
  func value(at x: Double) -> (value: Double, slope: Double) {
    var value = 0.0
    var slope = 0.0
    for k in 0..<coefficients.count / 2 {
      let angle = waveNumber(k) * (x - origin)
      let (c, s) = (cos(angle), sin(angle))
      let (re, im) = (coefficients[2 * k], coefficients[2 * k + 1])
      value += weight(k) * (re * c - im * s)
      slope -= weight(k) * waveNumber(k) * (re * s + im * c)
    }
    return (value, slope)
  }

  /// The field, or its derivative, at `samples` points that begin at `first` and share out one
  /// period.
  func samples(_ samples: Int, from first: Double, derivative: Bool) -> [Double] {
    guard let transform = try? FourierTransform(.real, length: samples)
    else { return [] }
    let row = AlignedRow(count: AlignedRow.padded(samples + 2))
    for (k, wave) in shifted(to: first, samples: samples).enumerated() {
      var (re, im) = wave
      if derivative {
        let isHighest = 2 * k == samples || 2 * k == count
        (re, im) = isHighest ? (0, 0) : (-waveNumber(k) * im, waveNumber(k) * re)
      }
      row[2 * k] = re
      row[2 * k + 1] = im
    }
    let values = AlignedRow(count: AlignedRow.padded(samples))
    transform.backward(row.base, into: values.base)
    return values.array(count: samples)
  }

  /// The waves that `samples` points can hold, with phases counted from `first`.
  func shifted(to first: Double, samples: Int) -> [(re: Double, im: Double)] {
    (0...min(coefficients.count / 2 - 1, samples / 2)).map { k in
      let angle = waveNumber(k) * (first - origin)
      let (c, s) = (cos(angle), sin(angle))
      let (re, im) = (coefficients[2 * k], coefficients[2 * k + 1])
      guard 2 * k == samples || 2 * k == count else {
        return (re * c - im * s, re * s + im * c)
      }
      // The highest wave of an even number of points has one phase only.
      let share = samples > count ? 0.5 : (2 * k == samples && samples < count ? 2 : 1)
      return (share * (re * c - im * s), 0)
    }
  }
}
