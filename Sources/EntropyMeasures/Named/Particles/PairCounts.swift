/// How many pairs of points lie in each of some shells of equal width.
struct PairCounts {
  /// The pairs in each shell.
  let counts: [Int]

  /// The pairs of the rows of `positions` that are nearer than `reach`, at most half the shortest
  /// period of `space`, in `bins` shells.
  init(_ positions: InputArray, in space: Torus, reach: Double, bins: Int) {
    let cells = ReachCells(positions, in: space, reach: reach)
    let perLength = Double(bins) / reach
    // Whole numbers: their sum does not depend on the order.
    let groups = cells.count < 1000 ? 1 : 8
    let parts = [[Int]](sharedOut: groups, many: 2) { group in
      var counts = [Int](repeating: 0, count: bins)
      counts.withUnsafeMutableBufferPointer { counts in
        for place in stride(from: group, to: cells.count, by: groups) {
          cells.forEachSquare(around: place, before: place) { square in
            counts[min(bins - 1, Int(saturating: square.squareRoot() * perLength))] += 1
          }
        }
      }
      return counts
    }
    var counts = parts[0]
    for part in parts.dropFirst() {
      for shell in 0..<bins { counts[shell] += part[shell] }
    }
    self.counts = counts
  }
}
