/// The test of Kolmogorov and Smirnov for two samples: the largest distance of their distribution
/// functions.
///
/// D = max |F(x) - G(x)|, a multiple of 1/lcm(m, n) and found in whole numbers. The probability is
/// two-sided: exact when neither sample has more than 10,000 values (of all ways in which m and n
/// values without ties can be mixed, the share with so large a distance), else that of the
/// one-sample distance of round(mn/(m + n)) values. Ties make it too large rather than too small.
/// Source: Smirnov 1939; Hodges 1958; the choices are those of scipy.stats.ks_2samp.
public enum KolmogorovSmirnov {
  /// Samples of at most so many values are compared exactly.
  static let mostExact = 10_000

  /// The test of two samples of finite values.
  public static func test(_ x: [Double], _ y: [Double]) -> TestResult {
    guard !x.isEmpty, !y.isEmpty else {
      return TestResult(.kolmogorovSmirnov, undefined: "a sample is empty")
    }
    let divisor = greatestCommonDivisor(x.count, y.count)
    let (m, n) = (x.count / divisor, y.count / divisor)
    let distance = largestDistance(x.sorted(), y.sorted(), m, n)
    let statistic = Double(distance) / (Double(m) * Double(y.count))
    if max(x.count, y.count) <= mostExact {
      let probability =
        x.count == y.count
        ? LatticePaths.outside(square: x.count, reach: distance)
        : LatticePaths.outside(x.count, y.count, steps: (n, m), reach: distance)
      return TestResult(
        .kolmogorovSmirnov, statistic: statistic, probability: probability, method: "exact")
    }
    let (first, second) = (Double(x.count), Double(y.count))
    let size = (first * second / (first + second)).rounded(.toNearestOrEven)
    return TestResult(
      .kolmogorovSmirnov, statistic: statistic,
      probability: KolmogorovDistribution(samples: Int(size)).probability(above: statistic),
      method: "asymptotic")
  }

  /// The largest |i n - j m| over all places, i and j the values of the sorted samples up to there.
  private static func largestDistance(_ x: [Double], _ y: [Double], _ m: Int, _ n: Int) -> Int {
    var (i, j, largest) = (0, 0, 0)
    while i < x.count, j < y.count {
      let value = min(x[i], y[j])
      while i < x.count, x[i] == value { i += 1 }
      while j < y.count, y[j] == value { j += 1 }
      largest = max(largest, abs(i * n - j * m))
    }
    return largest
  }

  private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    b == 0 ? a : greatestCommonDivisor(b, a % b)
  }
}

/// Paths of unit steps over a lattice from (0, 0) to (m, n): the ways in which two samples can be
/// mixed.
enum LatticePaths {
  /// The share of the paths to (n, n) that come at least `reach` steps off the diagonal: 2 sum_k
  /// (-1)^(k-1) C(2n, n - k reach)/C(2n, n).
  ///
  /// Source: Gnedenko and Korolyuk 1951.
  static func outside(square n: Int, reach: Int) -> Double {
    guard reach > 0 else { return 1 }
    var sum = 0.0
    for k in stride(from: n / reach, through: 1, by: -1) {
      var ratio = 1.0
      for step in 0..<reach {
        ratio *= Double(n - (k - 1) * reach - step) / Double(n + k * reach - step)
      }
      sum = ratio * (1 - sum)
    }
    return min(1, 2 * sum)
  }

  /// The share of the paths to (m, n) that come to a point (i, j) with |i a - j b| >= `reach`, (a,
  /// b) = `steps`.
  ///
  /// The share at a point is the mean of those at the two points before it, weighted by the paths
  /// through them: i to j. All terms are positive, so that small shares are as exact as large ones.
  /// Source: Hodges 1958, section 4.
  static func outside(_ m: Int, _ n: Int, steps: (a: Int, b: Int), reach: Int) -> Double {
    guard reach > 0 else { return 1 }
    // Shares of the column i - 1, then of i, for j from 0 to n.
    var shares = [Double](repeating: 0, count: n + 1)
    for i in 0...m {
      for j in 0...n {
        if abs(i * steps.a - j * steps.b) >= reach {
          shares[j] = 1
        } else if i == 0 {
          shares[j] = j == 0 ? 0 : shares[j - 1]
        } else if j > 0 {
          let before = Double(i) * shares[j] + Double(j) * shares[j - 1]
          shares[j] = before / Double(i + j)
        }
      }
    }
    return shares[n]
  }
}
