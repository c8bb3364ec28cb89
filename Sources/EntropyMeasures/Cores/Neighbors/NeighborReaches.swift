import RealModule

/// How far the nearest and the k-th neighbor of every sample are, and what the two tell about the
/// samples.
struct NeighborReaches {
  /// The distance of every sample to its nearest neighbor.
  var first: [Double]
  /// The distance of every sample to its k-th neighbor.
  var last: [Double]
  /// k.
  let rank: Int
  /// The number of columns.
  let dimension: Int

  /// The samples that have another at the same place.
  var coincident: Int { first.count { $0 == 0 } }

  /// The number of dimensions in which neighbors spread, d = (psi(k) - psi(1))/<ln(r_k/r_1)>, with
  /// its standard error; `nil` for k = 1 and without spread.
  ///
  /// In a density in d dimensions (r_1/r_k)^d is the least of k - 1 uniform numbers. Source: Levina
  /// and Bickel 2005, with inverses averaged.
  var spread: (dimension: Double, error: Double)? {
    guard rank > 1 else { return nil }
    let logarithms = [Double](sharedOut: first.count) { sample in
      first[sample] > 0 && last[sample].isFinite ? Double.log(last[sample] / first[sample]) : .nan
    }
    let moments = Moments(
      of: logarithms.contains(where: \.isNaN) ? logarithms.filter { !$0.isNaN } : logarithms)
    guard moments.mean > 0, let square = moments.squaredErrorOfMean else { return nil }
    let dimension = (Double.digamma(Double(rank)) - Double.digamma(1)) / moments.mean
    return (dimension, dimension * square.squareRoot() / moments.mean)
  }

  /// Warns of samples at the same place and of samples on a surface.
  ///
  /// On a surface: where the spread plus three of its errors is below d - 1/2 and below 0.8 d.
  /// Densities with tails as heavy as Cauchy's keep above this up to five dimensions; a surface
  /// that lacks one dimension is seen up to four.
  func judge(_ estimate: inout Estimate) {
    estimate.ties = coincident
    if coincident > 0 { estimate.warn(.coincidentSamples(coincident)) }
    guard dimension > 1, let spread else { return }
    let d = Double(dimension)
    if spread.dimension + 3 * spread.error < min(d - 0.5, 0.8 * d) {
      estimate.warn(.fewerDimensions(found: spread.dimension, of: dimension))
    }
  }
}

extension InputArray {
  /// Whether a column is constant or depends linearly on others: the smallest eigenvalue of the
  /// correlations of the columns is below 1e-12.
  ///
  /// Linear dependence is looked for only where there are more rows than columns.
  var isFlat: Bool {
    guard rows > 1, columns > 1 else { return false }
    let covariance = Covariance(rows: values, columns: columns)
    let deviations = covariance.matrix.indices.map { covariance.matrix[$0][$0].squareRoot() }
    // The mean of equal numbers may miss them by a rounding.
    for (mean, deviation) in zip(covariance.mean, deviations)
    where deviation <= 4 * abs(mean).ulp { return true }
    guard columns < rows, columns <= 256, deviations.allSatisfy(\.isFinite) else {
      return false
    }
    var correlations: [Double] = []
    for i in 0..<columns {
      for j in 0..<columns {
        correlations.append(covariance.matrix[i][j] / deviations[i] / deviations[j])
      }
    }
    guard let values = SymmetricEigenvalues.of(correlations, size: columns) else { return false }
    return values[0] < 1e-12 * Double(columns)
  }
}
