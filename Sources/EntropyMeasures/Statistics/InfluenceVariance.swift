import RealModule

/// The variance of an estimate from neighbors, from what each sample does to it.
///
/// L_j is by how much N times the estimate changes when sample j is left out, a constant aside: its
/// own term, and the terms of the samples that have it among their neighbors and must reach farther
/// without it. Var = (<(L - <L>)^2> - b)/N: leaving out one sample counts twice what pairs of
/// samples contribute together (Efron and Stein 1981), and b is that part, which the number of
/// neighbors and of dimensions tell. At least half is left.
enum InfluenceVariance {
  /// The variance of the mean of N influences, some of which are given, less `pairs`.
  ///
  /// - Parameters:
  ///   - influences: those of all or of some samples.
  ///   - pairs: what pairs of samples contribute, b.
  ///   - samples: the number of samples, N.
  static func ofMean(_ influences: [Double], pairs: Double, samples: Int) -> Double? {
    Moments(of: influences).variance.map { max($0 - pairs, $0 / 2) / Double(samples) }
  }

  /// b for the mean of d ln r_k, 1.7 (d + 0.8)/((d + 4) k).
  ///
  /// Measured with uniform samples on the torus, where all of the variance is that of pairs: b k =
  /// 0.62, 0.80, 0.97, 1.3, 1.4 for d = 1, 2, 3, 6, 10, within a fifth for k = 1 to 20.
  static func pairs(k: Int, dimension: Int) -> Double {
    let d = Double(dimension)
    return 1.7 * (d + 0.8) / ((d + 4) * Double(k))
  }

  /// b for means of digammas of counts within the distance of the k-th neighbor in a joint space,
  /// 1/(2k).
  ///
  /// Measured with normal variables: b k = 0.7 to 0.9 when they are independent, 0.4 when they
  /// depend.
  static func pairsInJointSpace(k: Int) -> Double { 0.5 / Double(k) }
}
