import RealModule

/// The test of Mann and Whitney: whether values of one sample tend to be larger than those of the
/// other.
///
/// U counts the pairs in which the first sample has the larger value, ties as halves. The
/// probability is two-sided: exact when a sample has at most eight values and no two values are
/// equal, else from the normal distribution with the correction for ties and for continuity.
/// Source: Mann and Whitney 1947; the choices are those of scipy.stats.mannwhitneyu.
public enum MannWhitney {
  /// Samples of at most so many values are compared exactly.
  static let mostExact = 8

  /// The test of two samples of finite values.
  public static func test(_ x: [Double], _ y: [Double]) -> TestResult {
    guard !x.isEmpty, !y.isEmpty else {
      return TestResult(.mannWhitney, undefined: "a sample is empty")
    }
    let ranks = Ranks(of: [x, y])
    let (first, second) = (Double(x.count), Double(y.count))
    let statistic = ranks.sums[0] - first * (first + 1) / 2
    let larger = max(statistic, first * second - statistic)
    if min(x.count, y.count) <= mostExact, ranks.tieTerm == 0 {
      return TestResult(
        .mannWhitney, statistic: statistic,
        probability: 2 * RankSumDistribution(x.count, y.count).probability(atLeast: Int(larger)),
        method: "exact")
    }
    let count = first + second
    let variance =
      first * second / 12 * ((count + 1) - ranks.tieTerm / (count * (count - 1)))
    // Where all values are equal nothing can be told apart: both tails are everything.
    guard variance > 0 else {
      return TestResult(
        .mannWhitney, statistic: statistic, probability: 1, method: "all values are equal")
    }
    let z = (larger - first * second / 2 - 0.5) / variance.squareRoot()
    return TestResult(
      .mannWhitney, statistic: statistic, probability: Double.erfc(z / 2.0.squareRoot()),
      method: "asymptotic")
  }
}

/// The distribution of U when both samples come from the same distribution without ties.
struct RankSumDistribution {
  private let shares: [Double]
  private let largest: Int

  /// The distribution for samples of `first` and `second` values.
  ///
  /// The number of ways to reach U is the coefficient of q^U in prod_i (1 - q^(b + i))/(1 - q^i), i
  /// = 1...a; only the lower half is needed. Shares are kept instead of numbers, which would
  /// overflow.
  init(_ first: Int, _ second: Int) {
    let (few, many) = (min(first, second), max(first, second))
    largest = few * many
    let half = largest / 2
    var ways = [Double](repeating: 0, count: half + 1)
    ways[0] = 1
    var all = 1.0
    for i in 1...few {
      if many + i <= half {
        for u in stride(from: half, through: many + i, by: -1) { ways[u] -= ways[u - many - i] }
      }
      if i <= half { for u in i...half { ways[u] += ways[u - i] } }
      // All ways are the binomial coefficient (many + i over i).
      let growth = Double(many + i) / Double(i)
      all *= growth
      if all > 1e200 {
        for u in ways.indices { ways[u] /= all }
        all = 1
      }
    }
    shares = ways.map { $0 / all }
  }

  /// The probability of U at least `value`, which is at least half of the largest.
  func probability(atLeast value: Int) -> Double {
    // By symmetry that of U at most the rest.
    let rest = largest - value
    guard rest >= 0 else { return 0 }
    return shares[0...min(rest, shares.count - 1)].reduce(0, +)
  }
}
