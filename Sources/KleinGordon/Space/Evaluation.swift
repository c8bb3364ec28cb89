import Foundation
import ClausiusSpectra

extension SpectralBasis {
  /// The row e such that the field at `position` (from the beginning of the domain) is the sum of e
  /// u over all lanes.
  func evaluation(at position: Double) -> AlignedRow {
    let row = AlignedRow(count: AlignedRow.padded(lanes))
    for pair in 0..<lanes / 2 {
      let angle = waveNumbers[pair] * position
      if symmetry == .periodic || symmetry == .antiperiodic {
        row[2 * pair] = weights[2 * pair] * cos(angle)
        row[2 * pair + 1] = -weights[2 * pair + 1] * sin(angle)
      } else {
        (row[2 * pair], row[2 * pair + 1]) = reflectedEvaluation(pair, position)
      }
    }
    return row
  }

  /// The two entries of a pair that holds the cosines (or sines) k and N - k, turned by exp(i pi
  /// k/2N).
  private func reflectedEvaluation(_ k: Int, _ position: Double) -> (Double, Double) {
    let mirrored = Double.pi * Double(points - k) / length
    let first: Double
    var second: Double
    if symmetry == .even {
      (first, second) = (cos(waveNumbers[k] * position), cos(mirrored * position))
    } else {
      (first, second) = (sin(mirrored * position), sin(waveNumbers[k] * position))
    }
    if k == 0 || 2 * k == points { second = 0 }
    let share = (k == 0 ? 1 : 2) / Double(points)
    let c = cos(.pi * Double(k) / Double(2 * points))
    let s = sin(.pi * Double(k) / Double(2 * points))
    return (share * (first * c + second * s), share * (first * s - second * c))
  }
}

extension AlignedRow {
  /// The sum of the products with another row of the same length.
  func dot(_ other: AlignedRow) -> Double {
    var sum = SIMD8<Double>(repeating: 0)
    let a = UnsafeRawPointer(base).assumingMemoryBound(to: SIMD8<Double>.self)
    let b = UnsafeRawPointer(other.base).assumingMemoryBound(to: SIMD8<Double>.self)
    for k in 0..<count / 8 { sum += a[k] * b[k] }
    return sum.sum()
  }
}
