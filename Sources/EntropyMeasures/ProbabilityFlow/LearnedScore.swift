/// The score s = grad log rho of a stationary density as a combination of vector features, learned
/// by implicit score matching.
///
/// <(s - grad log rho) D (s - grad log rho)> is, but for a constant, <s D s + 2 div D s>, in which
/// the density does not occur. For s = sum_k c_k V_k its least value is at G c = h with G_kl = <V_k
/// D V_l>, h_k = -<div D V_k>. Features are scaled to G_kk = 1, `ridge` is added to the diagonal,
/// and one Cholesky factor solves it. Features that are 0 in all samples get the coefficient 0.
/// Source: Hyvarinen 2005.
public struct LearnedScore: Sendable, Hashable {
  /// c, one a feature.
  public let coefficients: [Double]
  /// Features that are 0 in all samples.
  public let leftOut: Int

  /// The score that suits samples best.
  ///
  /// - Parameters:
  ///   - sums: the sums over the samples.
  ///   - ridge: what is added to the diagonal of 1, above 0.
  /// - Throws: ``EntropyError/badInput(_:)`` when there is no sample, or the features depend on
  ///   each other.
  public init(_ sums: ScoreSums, ridge: Double) throws(EntropyError) {
    guard sums.samples > 0 else { throw .badInput("a score needs samples") }
    let size = sums.features
    let squares = (0..<size).map { sums.gram[$0 * size + $0] }
    let kept = squares.indices.filter { squares[$0] > 0 }
    let roots = kept.map { squares[$0].squareRoot() }
    var matrix = [Double](repeating: 0, count: kept.count * kept.count)
    for (row, i) in kept.enumerated() {
      for (column, j) in kept[...row].enumerated() {
        matrix[row * kept.count + column] = sums.gram[i * size + j] / (roots[row] * roots[column])
      }
      matrix[row * kept.count + row] = 1 + ridge
    }
    let right = zip(kept, roots).map { -sums.divergences[$0] / $1 }
    guard let solution = FullMatrices.solution(of: matrix, right: right),
      solution.allSatisfy(\.isFinite)
    else { throw .badInput("the features depend on each other: use a larger ridge") }
    var coefficients = [Double](repeating: 0, count: size)
    for (place, k) in kept.enumerated() { coefficients[k] = solution[place] / roots[place] }
    self.coefficients = coefficients
    leftOut = size - kept.count
  }
}
