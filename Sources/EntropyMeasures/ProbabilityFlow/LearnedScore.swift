/// The score s = grad log rho of a stationary density as a combination of vector features, learned
/// by implicit score matching.
///
/// <(s - grad log rho) D (s - grad log rho)> is, but for a constant, <s D s + 2 div D s>, in which
/// the density does not occur. For s = sum_k c_k V_k its least value is at G c = h with G_kl = <V_k
/// D V_l>, h_k = -<div D V_k>. Features are scaled to G_kk = 1, `ridge` is added to the diagonal,
/// and one Cholesky factor solves it. Features that fewer than ``fewestSamples`` samples decide get
/// the coefficient 0: what they teach does not hold for other samples.
/// Source: Hyvarinen 2005.
public struct LearnedScore: Sendable, Hashable {
  /// c, one a feature.
  public let coefficients: [Double]
  /// Features that too few samples decide.
  public let leftOut: Int
  /// What was added to the diagonal.
  public let ridge: Double

  /// The fewest samples that a feature must be seen in.
  public static let fewestSamples = 30.0

  /// The score that suits samples best.
  ///
  /// - Parameters:
  ///   - sums: the sums over the samples.
  ///   - ridge: what is added to the diagonal of 1, above 0.
  /// - Throws: ``EntropyError/badInput(_:)`` when there is no sample, or the features depend
  ///   on each other.
  public init(_ sums: ScoreSums, ridge: Double) throws(EntropyError) {
    guard sums.samples > 0 else { throw .badInput("a score needs samples") }
    let size = sums.features
    let squares = (0..<size).map { sums.gram[$0 * size + $0] }
    let seen = sums.seen
    let kept = squares.indices.filter { seen[$0] >= Self.fewestSamples }
    let roots = kept.map { squares[$0].squareRoot() }
    var matrix = [Double](repeating: 0, count: kept.count * kept.count)
    for (row, i) in kept.enumerated() {
      for (column, j) in kept[...row].enumerated() {
        matrix[row * kept.count + column] = sums.gram[i * size + j] / (roots[row] * roots[column])
      }
      matrix[row * kept.count + row] = 1 + ridge
    }
    let right = zip(kept, roots).map { -sums.divergences[$0] / $1 }
    guard
      let solution = kept.isEmpty ? [] : FullMatrices.solution(of: matrix, right: right),
      solution.allSatisfy(\.isFinite)
    else { throw .badInput("the features depend on each other: use a larger ridge") }
    var coefficients = [Double](repeating: 0, count: size)
    for (place, k) in kept.enumerated() { coefficients[k] = solution[place] / roots[place] }
    self.coefficients = coefficients
    leftOut = size - kept.count
    self.ridge = ridge
  }

  /// The score with the ridge of `ridges` that suits stretches of the blocks best of which it has
  /// learned nothing: the smaller one of two that do so equally.
  ///
  /// - Parameters:
  ///   - blocks: the sums over each block, in the order of time.
  ///   - ridges: what may be added to the diagonal, ascending.
  init(_ blocks: [ScoreSums], ridges: [Double]) throws(EntropyError) {
    let all = ScoreSums(blocks)
    guard ridges.count > 1, blocks.count >= Self.stretches else {
      self = try LearnedScore(all, ridge: ridges.first ?? 1e-5)
      return
    }
    var found: [(bound: Double, ridge: Double)] = []
    for ridge in ridges {
      var bound = 0.0
      for stretch in 0..<Self.stretches {
        let left =
          stretch * blocks.count / Self.stretches..<(stretch + 1) * blocks.count / Self.stretches
        let taught = ScoreSums(blocks[..<left.lowerBound] + blocks[left.upperBound...])
        let score = try? LearnedScore(taught, ridge: ridge)
        bound += score.map { ScoreSums(blocks[left]).bound($0.coefficients) } ?? -.infinity
      }
      found.append((bound, ridge))
    }
    let best = found.map(\.bound).max() ?? 0
    let chosen = found.first { $0.bound == best }
    self = try LearnedScore(all, ridge: chosen?.ridge ?? ridges[0])
  }

  /// Stretches that tell the best ridge.
  private static let stretches = 4
}
