/// How different the shares of categories are in samples, apart from whether that could be chance.
public struct CategoryEffects: Sendable, Hashable {
  /// Cramer's V, sqrt(chi^2/(N min(k - 1, c - 1))) of the table of k samples and c categories with
  /// N values: 0 where all samples have the same shares, 1 where the sample tells the category or
  /// the other way round; `nil` where only one category occurs.
  public var cramerV: Double?
  /// The total variation distance of two samples, half the sum of |p_c - q_c| over the categories:
  /// the share of the values that would have to change; `nil` for more than two samples.
  public var totalVariation: Double?

  /// The sizes for the numbers of values in each category, [samples][categories].
  ///
  /// Source: Cramer 1946, section 21.9; Levin, Peres and Wilmer 2017, proposition 4.2.
  public init(_ counts: [[Int]]) {
    let sizes = counts.map { Double($0.reduce(0, +)) }
    let total = sizes.reduce(0, +)
    guard sizes.allSatisfy({ $0 > 0 }), let categories = counts.first?.count else { return }
    let pooled = (0..<categories).map { c in Double(counts.reduce(0) { $0 + $1[c] }) / total }
    let occurring = pooled.indices.filter { pooled[$0] > 0 }
    if counts.count == 2 {
      totalVariation =
        occurring.reduce(0) {
          $0 + abs(Double(counts[0][$1]) / sizes[0] - Double(counts[1][$1]) / sizes[1])
        } / 2
    }
    guard occurring.count > 1 else { return }
    var squared = 0.0
    for (own, size) in zip(counts, sizes) {
      for c in occurring {
        let difference = Double(own[c]) / size - pooled[c]
        squared += size * difference * difference / pooled[c]
      }
    }
    cramerV = (squared / (total * Double(min(counts.count, occurring.count) - 1))).squareRoot()
  }
}
