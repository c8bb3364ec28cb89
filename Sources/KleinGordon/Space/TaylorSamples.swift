import ClausiusSpectra
import Foundation

extension PeriodicImage {
  /// Terms that reach rounding: between neighboring points the n-th is below pi^n/n! of the field,
  /// 3e-20 for the last.
  private static let terms = 32

  /// The Taylor coefficients of the field at chosen ones of `samples` points that begin at `first`
  /// and share out one period, phi(x_j + s dx) = sum_n c_n s^n: as exact as the waves for 0 <= s
  /// <= 1.
  ///
  /// The cost is one transform a term, however many points are chosen.
  func taylor(
    at chosen: [Int], ofSamples samples: Int, from first: Double
  ) -> [[Double]] {
    guard !chosen.isEmpty, let transform = try? FourierTransform(.real, length: samples) else {
      return []
    }
    var coefficients = chosen.map { _ in [Double]() }
    let spacing = period / Double(samples)
    var waves = shifted(to: first, samples: samples)
    let row = AlignedRow(count: AlignedRow.padded(samples + 2))
    let values = AlignedRow(count: AlignedRow.padded(samples))
    for term in 0..<Self.terms {
      for (k, wave) in waves.enumerated() { (row[2 * k], row[2 * k + 1]) = wave }
      transform.backward(row.base, into: values.base)
      for (index, point) in chosen.enumerated() { coefficients[index].append(values[point]) }
      for k in waves.indices {
        // i k dx/(n + 1) leads from c_n to c_(n + 1).
        let factor = 2 * Double.pi * Double(k) / period * spacing / Double(term + 1)
        waves[k] = (-factor * waves[k].1, factor * waves[k].0)
      }
    }
    return coefficients
  }
}
