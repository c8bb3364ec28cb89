import RealModule

/// How much farther the k-th neighbor of every point of a series is among the points of a second
/// series than among those of its own, in logarithms.
///
/// Both series have a point at each time. Points that lie at most a window apart in time are left
/// out in both, so that what is slow or drifts is alike in both. The mean of the terms D
/// ln(s_k/r_k), D the dimension, estimates the divergence between the densities; the numbers of
/// candidates are the same, so that no constant is needed.
struct NeighborContrast {
  /// D ln(s_k/r_k) of every point.
  let terms: [Double]
  /// What each time contributes to the scatter of the mean: its term, less the change of others by
  /// its points being among their neighbors.
  let influences: [Double]
  /// The distances of every point to the nearest and the k-th neighbor of its own series.
  let own: NeighborReaches
  /// Points with a neighbor at the same place, whose terms do not exist.
  let coincident: Int

  /// The contrast between the rows of `points` and of `others`.
  ///
  /// - Throws: ``EntropyError/notFinite(sample:)`` for a number that is not finite.
  init(
    _ points: [Double], _ others: [Double], in space: Torus, neighbor k: Int, window: Int
  ) throws(EntropyError) {
    let tree = try NeighborTree(rows: points, in: space)
    let near = tree.nearest(k, in: tree, window: window)
    let far = tree.nearest(
      k, in: try NeighborTree(rows: others, in: space), window: window)
    let (dimension, count) = (Double(space.dimension), tree.count)
    let last = (0..<count).map { near.distance(of: $0, toRank: k) }
    let across = (0..<count).map { far.distance(of: $0, toRank: k) }
    own = NeighborReaches(
      first: (0..<count).map { near.distance(of: $0, toRank: 1) }, last: last, rank: k,
      dimension: space.dimension)
    coincident = zip(last, across).count { $0 == 0 || $1 == 0 }
    terms = zip(last, across).map { dimension * Double.log($1 / $0) }
    // A point less moves the k-th neighbor of the points that have it among their neighbors
    // outward, by 1/k in D times the logarithm on average.
    var excess = [Double](repeating: 0, count: count)
    for number in far.numbers { excess[Int(number)] += 1 / Double(k) }
    for number in near.numbers { excess[Int(number)] -= 1 / Double(k) }
    influences = zip(terms, excess).map { $0 - $1 }
  }
}

extension NeighborTree {
  /// The k points of `searched` that are nearest to every point, those left out whose numbers
  /// differ from its own by at most `window`, which is at least 1.
  ///
  /// There must be k such points for every one.
  fileprivate func nearest(_ k: Int, in searched: NeighborTree, window: Int) -> NearestNeighbors {
    precondition(window >= 1 && searched.space == space && searched.count > k + 2 * window)
    var result = NearestNeighbors(points: count, neighbors: k)
    result.fill { distances, numbers in
      forEachBlock(
        EuclideanRule.self, AnyAxes.self, NumberedRanks.self, neighbors: k, window: window,
        in: searched
      ) { query, _ in
        query.findNeighbors()
        query.forEachPoint { lane, number in
          for rank in 0..<k {
            distances[number * k + rank] = EuclideanRule.distance(query.ranks.reduced[rank][lane])
            numbers[number * k + rank] = query.ranks.number(rank: rank, lane: lane)
          }
        }
      }
    }
    return result
  }
}
