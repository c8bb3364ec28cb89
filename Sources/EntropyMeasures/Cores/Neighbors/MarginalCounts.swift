/// The number of samples near each sample when only some of the axes are looked at: what the estimators of Kraskov and of Frenzel and Pompe need.
enum MarginalCounts {
  /// How many other samples lie closer than `radii[i]` to sample i by the maximum metric.
  ///
  /// - Parameters:
  ///   - rows: the samples, row by row.
  ///   - space: the axes that are looked at.
  ///   - window: samples whose numbers differ by at most this are left out.
  static func within(
    _ radii: [Double], rows: [Double], in space: Torus, window: Int
  ) throws(EntropyError) -> [Int] {
    if space.dimension == 1, space.periods[0] == 0, window == 0 {
      return SortedLine(rows).counts(within: radii)
    }
    return try NeighborTree(rows: rows, in: space)
      .counts(within: radii, metric: .maximum, window: window)
  }
}
