/// The samples from whose influence a variance is found: all of them, or evenly spread ones where
/// there are many.
///
/// 512 of them tell a standard error to three to five percent.
struct ChosenSamples {
  /// Their numbers, increasing.
  let numbers: [Int]
  /// Samples within this difference of number are no neighbors.
  let window: Int

  /// The most that are chosen.
  static var most: Int { 512 }

  /// A choice among `count` samples.
  init(among count: Int, window: Int = 0) {
    let chosen = min(count, Self.most)
    numbers = (0..<chosen).map { $0 * count / chosen }
    self.window = window
  }

  /// For each chosen sample the sum of the weights of the balls around other samples that hold it.
  ///
  /// - Parameters:
  ///   - weights: what the ball around each sample counts for.
  ///   - radii: the radius of the ball around each sample.
  ///   - isClosed: whether a sample at the radius lies inside.
  ///   - rows: the samples, row by row.
  ///   - tree: a tree of them.
  ///   - metric: how distances are taken.
  func sums(
    of weights: [Double], radii: [Double], isClosed: Bool, rows: [Double], tree: NeighborTree,
    metric: Metric
  ) throws(EntropyError) -> [Double] {
    let dimension = tree.space.dimension
    let chosen = try NeighborTree(rows: self.rows(of: rows, columns: dimension), in: tree.space)
    var sums = tree.sums(
      of: weights, radii: radii, isClosed: isClosed, holding: chosen, metric: metric)
    for (place, number) in numbers.enumerated() {
      for near in max(0, number - window)...min(tree.count - 1, number + window)
      where radii[near] > 0 {
        if near == number {
          sums[place] -= weights[near]
          continue
        }
        let gap = metric.distance(
          rows, dimension, from: near, to: number, periods: tree.space.periods)
        if gap < radii[near] || (isClosed && gap == radii[near]) { sums[place] -= weights[near] }
      }
    }
    return sums
  }

  /// The chosen rows.
  func rows(of rows: [Double], columns: Int) -> [Double] {
    guard numbers.count * columns < rows.count else { return rows }
    return numbers.flatMap { rows[$0 * columns..<($0 + 1) * columns] }
  }
}

extension Metric {
  /// The distance of two of the rows.
  fileprivate func distance(
    _ rows: [Double], _ dimension: Int, from first: Int, to second: Int, periods: [Double]
  ) -> Double {
    var (squares, largest) = (0.0, 0.0)
    for axis in 0..<dimension {
      var gap = abs(rows[first * dimension + axis] - rows[second * dimension + axis])
      if periods[axis] > 0 {
        gap = gap.truncatingRemainder(dividingBy: periods[axis])
        gap = min(gap, periods[axis] - gap)
      }
      squares += gap * gap
      largest = max(largest, gap)
    }
    return self == .euclidean ? squares.squareRoot() : largest
  }
}
