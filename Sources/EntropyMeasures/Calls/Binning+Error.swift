extension Binning {
  /// The most columns whose ends are looked at.
  private static let mostColumns = 4

  /// Adds to the standard error of an estimate from bins that reach over the range of the data what
  /// the ends of the range contribute; an error that was found for bins as they are does not hold
  /// for bins between quantiles, which make the counts of single columns equal.
  ///
  /// Without the sample at an end the bins are others and the value changes by d: the jackknife
  /// adds d^2 for each end. The gap between the last two samples scatters about as much as the last
  /// one.
  ///
  /// - Parameters:
  ///   - estimate: the estimate from the symbols.
  ///   - estimator: what it was made by.
  ///   - arrays: the numbers before they became symbols.
  func widen(
    _ estimate: inout Estimate, of estimator: any NamedEstimator, from arrays: [InputArray]
  ) throws(EntropyError) {
    guard range == nil, let error = estimate.standardError, let value = estimate.value else {
      return
    }
    guard edges == .equalWidth, arrays.count == 1, arrays[0].columns <= Self.mostColumns else {
      estimate.standardError = nil
      estimate.missingError = .because(
        "the bins follow the data: say error: blocks(20), or give the range of bins of equal width")
      return
    }
    var square = error.value * error.value
    for column in 0..<arrays[0].columns {
      for row in ends(of: arrays[0].column(column)) {
        let rest = arrays[0].without(rows: [row])
        let part = try estimator.estimateAlone(from: try symbols(of: [rest]))
        let change = (part.value ?? value) - value
        square += change * change
      }
    }
    estimate.standardError?.value = square.squareRoot()
  }

  /// The rows of the smallest and of the largest number.
  private func ends(of column: [Double]) -> [Int] {
    guard column.count > 2,
      let low = column.indices.min(by: { column[$0] < column[$1] }),
      let high = column.indices.max(by: { column[$0] < column[$1] }), low != high
    else { return [] }
    return [low, high]
  }
}
