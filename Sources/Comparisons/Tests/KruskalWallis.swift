import ClausiusEntropyMeasures

/// The test of Kruskal and Wallis: whether the values of several samples rank alike.
///
/// H = 12/(N (N + 1)) sum n_i (mean rank_i - (N + 1)/2)^2, divided by 1 - sum (t^3 - t)/(N^3 - N)
/// for groups of t equal values; its probability is that of chi-squared with one degree of freedom
/// less than there are samples.
/// Source: Kruskal and Wallis 1952; as scipy.stats.kruskal.
public enum KruskalWallis {
  /// The test of two or more samples of finite values.
  public static func test(_ samples: [[Double]]) -> TestResult {
    precondition(samples.count > 1, "a test needs samples to compare")
    guard samples.allSatisfy({ !$0.isEmpty }) else {
      return TestResult(.kruskalWallis, undefined: "a sample is empty")
    }
    let ranks = Ranks(of: samples)
    guard !ranks.isConstant else {
      return TestResult(.kruskalWallis, undefined: "all values are equal")
    }
    let count = Double(ranks.count)
    let middle = (count + 1) / 2
    let spread = samples.indices.reduce(0.0) { sum, index in
      let size = Double(samples[index].count)
      let distance = ranks.sums[index] / size - middle
      return sum + size * distance * distance
    }
    let correction = 1 - ranks.tieTerm / (count * count * count - count)
    let statistic = 12 / (count * (count + 1)) * spread / correction
    return TestResult(
      .kruskalWallis, statistic: statistic,
      probability: ChiSquared(freedom: samples.count - 1).probability(above: statistic),
      method: "asymptotic")
  }
}
