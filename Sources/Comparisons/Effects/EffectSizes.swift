import ClausiusEntropyMeasures
import RealModule

/// How different two samples are, apart from whether that could be chance.
public struct EffectSizes: Sendable, Hashable {
  /// mean x - mean y.
  public var meanDifference: Double?
  /// Cohen's d: the difference of the means over the pooled standard deviation, sqrt(((m - 1)
  /// s_x^2 + (n - 1) s_y^2)/(m + n - 2)).
  public var cohenD: Double?
  /// Hedges' g: d without its bias for few values, d Gamma(f/2)/(sqrt(f/2) Gamma((f - 1)/2)), f =
  /// m + n - 2.
  public var hedgesG: Double?
  /// Cliff's delta, which is also the rank-biserial correlation: the share of pairs with x > y less
  /// that with x < y, -1 to 1.
  public var cliffDelta: Double?

  /// The sizes for two samples of finite values; what does not exist for them is `nil`.
  ///
  /// Source: Cohen 1988; Hedges 1981, eq. 6e; Cliff 1993; Kerby 2014.
  public init(_ x: [Double], _ y: [Double]) {
    guard !x.isEmpty, !y.isEmpty else { return }
    let (first, second) = (Self.moments(x), Self.moments(y))
    let difference = first.mean - second.mean
    meanDifference = difference
    let freedom = x.count + y.count - 2
    if freedom > 0 {
      let pooled = (first.squaredDeviations + second.squaredDeviations) / Double(freedom)
      if pooled > 0 {
        let d = difference / pooled.squareRoot()
        cohenD = d
        if freedom > 1 { hedgesG = d * Self.correction(Double(freedom)) }
      }
    }
    let pairs = Double(x.count) * Double(y.count)
    let ranks = Ranks(of: [x, y])
    let wins = ranks.sums[0] - Double(x.count) * Double(x.count + 1) / 2
    cliffDelta = 2 * wins / pairs - 1
  }

  private static func moments(_ values: [Double]) -> Moments {
    var moments = Moments()
    for value in values { moments.add(value) }
    return moments
  }

  /// Gamma(f/2)/(sqrt(f/2) Gamma((f - 1)/2)).
  private static func correction(_ freedom: Double) -> Double {
    Double.exp(Double.logGamma(freedom / 2) - Double.logGamma((freedom - 1) / 2))
      / (freedom / 2).squareRoot()
  }
}

/// How much of the ranks of all values the samples explain.
public struct RankEffects: Sendable, Hashable {
  /// (H - k + 1)/(N - k) for k samples of N values together; chance makes it 0 on average.
  public var etaSquared: Double?
  /// H/(N - 1), 0 to 1.
  public var epsilonSquared: Double?

  /// The sizes for samples of finite values; what does not exist for them is `nil`.
  ///
  /// Source: Tomczak and Tomczak 2014, eq. 11 and 12.
  public init(_ samples: [[Double]]) {
    let count = samples.reduce(0) { $0 + $1.count }
    guard let statistic = KruskalWallis.test(samples).statistic else { return }
    let groups = samples.count
    if count > groups {
      etaSquared = (statistic - Double(groups) + 1) / Double(count - groups)
    }
    if count > 1 { epsilonSquared = statistic / Double(count - 1) }
  }
}
