extension JointSpace {
  /// What some of the variables count within their radii for a standard error.
  struct Marginal {
    /// The radius around each sample.
    var radii: [Double]
    /// How many others lie within.
    var counts: [Int]
    /// The variables that are looked at.
    var parts: [Int]
    /// The sign with which the digamma of the count enters the terms.
    var sign: Double
  }

  /// The standard error of the mean of terms that are sums of digammas of `marginals`.
  ///
  /// Leaving out sample j takes away its term t_j, makes the counts n_i of the samples whose radius it is within smaller by one, a change of 1/n_i in the digamma, and moves the k-th
  /// neighbor of the c_j samples that have it among their k nearest on to the next, a change of 1/k on average: L_j = t_j - c_j/k + sum (+-)1/n_i.
  ///
  /// - Parameters:
  ///   - terms: one a sample.
  ///   - k: which neighbor in the joint space set the radii.
  ///   - radii: the distance of each sample to it.
  ///   - tree: a tree of the joint space.
  ///   - marginals: what was counted.
  ///   - isClosed: whether samples at the radius are counted.
  func standardError(
    of terms: [Double], k: Int, radii: [Double], tree: NeighborTree, marginals: [Marginal],
    isClosed: Bool = false
  ) throws(EntropyError) -> StandardError? {
    let chosen = ChosenSamples(among: samples, window: window)
    let joint = try chosen.sums(
      of: [Double](repeating: -1 / Double(k), count: samples), radii: radii, isClosed: true,
      rows: rows(of: all), tree: tree, metric: .maximum)
    var influences = zip(chosen.numbers, joint).map { terms[$0] + $1 }
    var pairs = InfluenceVariance.pairsInJointSpace(k: k)
    for marginal in marginals {
      let (shares, noise) = try self.shares(marginal, of: chosen, isClosed: isClosed)
      for (place, share) in shares.enumerated() { influences[place] += share }
      pairs += noise
    }
    return InfluenceVariance.ofMean(influences, pairs: pairs, samples: samples)
      .map { StandardError($0.squareRoot(), by: .neighborJackknife) }
  }

  /// The sums of (+-)1/n_i at chosen samples.
  ///
  /// Many balls hold a sample: of more than 16,384 one in s is enough, each counting s-fold, which adds the variance (s^2/N) (1 - 1/s) sum 1/n_i over those taken.
  private func shares(
    _ marginal: Marginal, of chosen: ChosenSamples, isClosed: Bool
  ) throws(EntropyError) -> (shares: [Double], noise: Double) {
    let rows = rows(of: marginal.parts)
    let space = space(of: marginal.parts)
    let centers = ChosenSamples(among: samples, most: window == 0 ? 16_384 : samples)
    let fold = Double(samples) / Double(centers.numbers.count)
    let inverses = centers.chosen(of: marginal.counts).map { 1 / Double(max(1, $0)) }
    let weights = inverses.map { marginal.sign * fold * $0 }
    let radii = centers.chosen(of: marginal.radii)
    let tree = try NeighborTree(
      rows: centers.rows(of: rows, columns: space.dimension), in: space)
    guard fold > 1 else {
      return (
        try chosen.sums(
          of: weights, radii: radii, isClosed: isClosed, rows: rows, tree: tree, metric: .maximum),
        0
      )
    }
    // A sample that is a center holds itself; the others do not.
    let points = try NeighborTree(
      rows: chosen.rows(of: rows, columns: space.dimension), in: space)
    var shares = tree.sums(
      of: weights, radii: radii, isClosed: isClosed, holding: points, metric: .maximum)
    let own = Dictionary(uniqueKeysWithValues: zip(centers.numbers, weights))
    for (place, number) in chosen.numbers.enumerated() where marginal.radii[number] > 0 {
      shares[place] -= own[number] ?? 0
    }
    let noise = fold * (fold - 1) * inverses.reduce(0, +) / Double(samples)
    return (shares, noise)
  }
}
