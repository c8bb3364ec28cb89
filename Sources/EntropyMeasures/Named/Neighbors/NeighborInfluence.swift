import RealModule

/// What single samples do to the mean of d ln r_k, for standard errors.
///
/// Leaving out sample j takes away its term and moves the k-th neighbor of the c_j samples that
/// have it among their k nearest on to the next, by 1/k in d ln r on average: L_j = d ln
/// r_k(j) - c_j/k.
struct NeighborInfluence {
  /// The samples whose influence is known.
  let chosen: ChosenSamples
  /// Their influences, L.
  private(set) var values: [Double]
  private let samples: Int
  private let pairs: Double

  /// The influences of the samples of a tree on the mean of d ln r_k.
  ///
  /// - Parameters:
  ///   - tree: the samples.
  ///   - rows: the same samples, row by row.
  ///   - distances: of each sample to its k-th neighbor.
  ///   - k: which neighbor.
  ///   - metric: how distances are taken.
  ///   - window: samples this near in number are no neighbors.
  init(
    _ tree: NeighborTree, rows: [Double], distances: [Double], k: Int, metric: Metric,
    window: Int = 0
  ) throws(EntropyError) {
    chosen = ChosenSamples(among: tree.count, window: window)
    samples = tree.count
    let dimension = tree.space.dimension
    pairs = InfluenceVariance.pairs(k: k, dimension: dimension)
    let shares = try chosen.sums(
      of: [Double](repeating: 1 / Double(k), count: tree.count), radii: distances, isClosed: true,
      rows: rows, tree: tree, metric: metric)
    values = zip(chosen.numbers, shares).map {
      Double(dimension) * Double.log(distances[$0]) - $1
    }
  }

  /// The influences of the samples on the mean of terms z = c r_k^(d (1 - q)).
  ///
  /// Leaving out sample j takes away z_j, and multiplies the terms of the samples that have it
  /// among their k nearest by k/(k + q - 1) on average, since (r_k/r_(k+1))^d has the density k
  /// u^(k - 1): L_j = z_j - sum z_i (1 - q)/(k + q - 1). Pairs contribute as to d ln r_k, times
  /// (1 - q)^2 <z^2>.
  ///
  /// - Parameters:
  ///   - terms: z of every sample.
  ///   - order: q, above 1 - k.
  init(
    _ tree: NeighborTree, rows: [Double], distances: [Double], terms: [Double], order: Double,
    k: Int, metric: Metric
  ) throws(EntropyError) {
    chosen = ChosenSamples(among: tree.count)
    samples = tree.count
    let share = (1 - order) / (Double(k) + order - 1)
    let square = terms.reduce(0) { $0 + $1 * $1 } / Double(max(1, terms.count))
    pairs =
      InfluenceVariance.pairs(k: k, dimension: tree.space.dimension)
      * (1 - order) * (1 - order) * square
    let shares = try chosen.sums(
      of: terms.map { share * $0 }, radii: distances, isClosed: true, rows: rows, tree: tree,
      metric: metric)
    values = zip(chosen.numbers, shares).map { terms[$0] - $1 }
  }

  /// Whether a few samples make up most of the variance, so that the next data set may differ from
  /// this one by far more.
  var isDecidedByFew: Bool {
    let mean = values.reduce(0, +) / Double(max(1, values.count))
    let squares = values.map { ($0 - mean) * ($0 - mean) }
    return (squares.max() ?? 0) > SampleInfluences.largestShare * squares.reduce(0, +)
  }

  /// Adds what else a sample does.
  mutating func add(_ other: (_ sample: Int) -> Double) {
    for (place, number) in chosen.numbers.enumerated() { values[place] += other(number) }
  }

  /// The variance of the mean.
  var variance: Double? {
    InfluenceVariance.ofMean(values, pairs: pairs, samples: samples)
  }
}

/// The variance of the mean of d ln s_k over samples of p that comes from the other samples q, to
/// whose k-th nearest s_k is the distance.
///
/// c_j samples of p have sample j of q among their k nearest: M Var = (M/(N k))^2 <c (c - 1)>
/// N/(N - 1) - 1, c (c - 1) in place of c^2 since the scatter of p is counted elsewhere.
enum OtherSamplesVariance {
  /// The variance, at least 0.
  ///
  /// - Parameters:
  ///   - tree: the samples of p.
  ///   - distances: s_k of each.
  ///   - others: the samples of q, row by row.
  ///   - count: their number, M.
  ///   - k: which neighbor.
  ///   - metric: how distances are taken.
  static func value(
    _ tree: NeighborTree, distances: [Double], others: [Double], count: Int, k: Int,
    metric: Metric
  ) throws(EntropyError) -> Double {
    guard tree.count > 1 else { return 0 }
    let chosen = ChosenSamples(among: count)
    let rows = chosen.rows(of: others, columns: tree.space.dimension)
    let counts = tree.sums(
      of: [Double](repeating: 1, count: tree.count), radii: distances, isClosed: true,
      holding: try NeighborTree(rows: rows, in: tree.space), metric: metric)
    let (n, m) = (Double(tree.count), Double(count))
    let pairs = counts.reduce(0) { $0 + $1 * ($1 - 1) } / Double(counts.count)
    let share = m / (n * Double(k))
    return max(0, share * share * pairs * n / (n - 1) - 1) / m
  }
}
