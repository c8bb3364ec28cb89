import RealModule

/// What each sample of a series does to an estimate to first order: the estimate changes by L_i/N
/// when sample i counts a little more. Var = <(L - <L>)^2>/N, with the correlation of successive
/// samples by blocking.
///
/// Source: Jaeckel 1972 (infinitesimal jackknife); blocking: Flyvbjerg and Petersen 1989.
struct SampleInfluences {
  /// The share of one sample in the sum of squares above which it decides the error.
  static let largestShare = 0.5

  /// L_i, in the order of the series.
  let values: [Double]

  /// The standard error of the estimate, or why there is none.
  ///
  /// - Parameters:
  ///   - pairs: the part of the variance that comes from pairs of samples and is counted twice, of
  ///     which at most half of the variance is taken off.
  ///   - isSeries: whether successive samples are correlated.
  func standardError(
    pairs: Double = 0, isSeries: Bool
  ) -> Result<StandardError, MissingErrorFailure> {
    let mean = values.reduce(0, +) / Double(max(1, values.count))
    let squares = values.map { ($0 - mean) * ($0 - mean) }
    let total = squares.reduce(0, +)
    guard values.count >= 8 else {
      return .failure(.init(reason: .tooFewSamples(found: values.count, needed: 8)))
    }
    guard total.isFinite, (squares.max() ?? 0) <= Self.largestShare * total else {
      return .failure(.init(reason: total == 0 ? .noScatter : .fewDecide))
    }
    let independent = total / Double(values.count) / Double(values.count - 1)
    var variance = independent
    if isSeries {
      var blocks = BlockingLevels()
      for value in values { blocks.add(value - mean) }
      variance = blocks.squaredErrorOfMean?.value ?? independent
    }
    return .success(
      StandardError(
        max(variance - pairs, variance / 2).squareRoot(),
        by: isSeries ? .blockedInfluence : .influence))
  }
}
