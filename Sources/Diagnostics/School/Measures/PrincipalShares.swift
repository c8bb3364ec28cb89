import ClausiusEntropyMeasures
import RealModule

/// The shares of the principal axes in the variance of positions, and their entropy with its
/// jackknife over individuals.
struct PrincipalShares {
  /// Positions from their centroid along the principal axes.
  private let principal: [SIMD3<Double>]
  private let eigenvalues: SIMD3<Double>
  private let dimension: Int

  /// The shares of positions whose sum is zero, in 2 or 3 dimensions.
  init(_ fromCentroid: [SIMD3<Double>], dimension: Int) {
    self.dimension = dimension
    let (values, vectors) = SymmetricMatrix3(sumOfOuterSquares: fromCentroid).eigensystem
    eigenvalues = values
    principal = fromCentroid.map { x in
      SIMD3(x.dot(vectors[0]), x.dot(vectors[1]), x.dot(vectors[2]))
    }
  }

  /// The entropy in nats, n H - (n - 1) <H_(-i)>, with the standard error of the jackknife less
  /// what pairs of individuals contribute twice (`PairsLeftOut`); `nil` when all positions agree.
  ///
  /// Leaving out x changes the matrix of sums of squares by -n/(n - 1) x x^T; in the principal axes
  /// the rest is almost diagonal.
  var entropy: Estimate? {
    guard eigenvalues.x > 0 else { return nil }
    let n = Double(principal.count)
    let whole = Self.entropy(eigenvalues)
    var left = Moments()
    var parts: [Double] = []
    for first in stride(from: 0, to: principal.count, by: 8) {
      let values = eigenvalues(withoutEightFrom: first)
      for lane in 0..<min(8, principal.count - first) {
        parts.append(
          Self.entropy(SIMD3(values.first[lane], values.second[lane], values.third[lane])))
        left.add(parts[parts.count - 1])
      }
    }
    let pairs = PairsLeftOut(principal, eigenvalues: eigenvalues)
    let error = pairs.variance(whole: whole, leftOut: parts).squareRoot()
    return Estimate(
      whole + (n - 1) * (whole - left.mean), unit: .nat, samples: principal.count,
      biasCorrection: .jackknife, standardError: StandardError(error, by: .jackknife),
      bounds: Bounds(0, Double.log(Double(dimension))))
  }

  /// The eigenvalues of the matrices that leave out one of eight individuals each, fewer at the
  /// end.
  private func eigenvalues(
    withoutEightFrom first: Int
  ) -> (first: SIMD8<Double>, second: SIMD8<Double>, third: SIMD8<Double>) {
    let n = Double(principal.count)
    var matrices = SymmetricMatrices3(repeating: SymmetricMatrix3(diagonal: eigenvalues))
    var (x, y, z) = (SIMD8<Double>.zero, SIMD8<Double>.zero, SIMD8<Double>.zero)
    for lane in 0..<min(8, principal.count - first) {
      let position = principal[first + lane]
      (x[lane], y[lane], z[lane]) = (position.x, position.y, position.z)
    }
    matrices.add(outerSquaresOf: x, y, z, weight: -n / (n - 1))
    return matrices.eigenvalues
  }

  /// -sum s ln s of the shares; eigenvalues that rounding made negative count as zero.
  static func entropy(_ eigenvalues: SIMD3<Double>) -> Double {
    let total = max(eigenvalues.x, 0) + max(eigenvalues.y, 0) + max(eigenvalues.z, 0)
    guard total > 0 else { return 0 }
    var sum = 0.0
    for axis in 0..<3 where eigenvalues[axis] > 0 {
      let share = eigenvalues[axis] / total
      sum -= share * Double.log(share)
    }
    return sum
  }
}
