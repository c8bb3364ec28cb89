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
  ///   - marginals: what was counted.
  ///   - isClosed: whether samples at the radius are counted.
  func standardError(
    of terms: [Double], k: Int, radii: [Double], marginals: [Marginal], isClosed: Bool = false
  ) throws(EntropyError) -> StandardError? {
    let chosen = ChosenSamples(among: samples, window: window)
    func sums(
      _ weights: [Double], _ radii: [Double], _ parts: [Int], isClosed: Bool
    ) throws(EntropyError) -> [Double] {
      let rows = rows(of: parts)
      return try chosen.sums(
        of: weights, radii: radii, isClosed: isClosed, rows: rows,
        tree: try NeighborTree(rows: rows, in: space(of: parts)), metric: .maximum)
    }
    let joint = try sums(
      [Double](repeating: -1 / Double(k), count: samples), radii, all, isClosed: true)
    var influences = zip(chosen.numbers, joint).map { terms[$0] + $1 }
    for marginal in marginals {
      let weights = marginal.counts.map { marginal.sign / Double(max(1, $0)) }
      let shares = try sums(weights, marginal.radii, marginal.parts, isClosed: isClosed)
      for (place, share) in shares.enumerated() { influences[place] += share }
    }
    let pairs = InfluenceVariance.pairsInJointSpace(k: k)
    return InfluenceVariance.ofMean(influences, pairs: pairs, samples: samples)
      .map { StandardError($0.squareRoot(), by: .neighborJackknife) }
  }
}
