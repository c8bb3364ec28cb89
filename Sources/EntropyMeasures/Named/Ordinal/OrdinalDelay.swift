import ClausiusDeclarations
import RealModule

/// The delay at which ordinal patterns should be taken: so that a pattern spans a share of the
/// series' natural time, or where its complexity is largest.
///
/// `natural_time`: the delay d for which the span of a pattern, (D - 1) d steps, is nearest to
/// `share` times the natural time; that is `period`, or without it one over the mean frequency of
/// the power spectrum without the mean, sum P/sum f P. `largest_complexity`: the d from 1 to
/// `longest` of the largest Jensen-Shannon complexity. A number of steps, to be given as `delay` to
/// the ordinal estimators; much shorter patterns see smooth ramps, much longer ones noise. A
/// warning tells when the series is shorter than one and a half natural times. Source: Hyman,
/// Daniel and Schaffner 2025; Weck et al. 2015.
public struct OrdinalDelay: NamedEstimator {
  /// How the delay is chosen.
  public enum Method: DeclaredChoice {
    case naturalTime, largestComplexity

    /// What the case selects.
    public var about: String {
      switch self {
      case .naturalTime: "a pattern spans a share of the natural time"
      case .largestComplexity: "the Jensen-Shannon complexity is largest"
      }
    }
  }

  /// How the delay is chosen.
  public var method = Method.naturalTime
  /// Values in a window, D.
  public var order = 5
  /// What a pattern spans of the natural time.
  public var share = 0.4
  /// The natural time.
  public var period: Double?
  /// The longest delay that is tried.
  public var longest = 100

  /// A span of four tenths of the mean period, five values.
  public init() {}

  /// The keys `method`, `order`, `share`, `period` and `longest`.
  public static let keys: [Key<Self>] = [
    Key("method", \.method, about: "how the delay is chosen"), .order(\.order),
    Key("share", \.share, in: .positive, about: "what a pattern spans of the natural time"),
    Key(
      "period", \.period, in: .positive, unit: "steps",
      about: "the natural time; without it that of the power spectrum"),
    Key(
      "longest", \.longest, in: IntegerRange(1, 1_000_000),
      about: "the longest delay that largest_complexity tries"),
  ]

  /// A series.
  public static let input = InputShape.series

  /// The entry `ordinal_delay` of the catalog.
  public static let entry = catalogEntry(
    "ordinal_delay", about: "the delay at which ordinal patterns of a series should be taken",
    formula: "d = share T/(D - 1), T = sum P/sum f P; or the d of the largest complexity",
    unit: .dimensionless, bounds: "1 and above",
    bias: "whole steps; of several natural times the mean frequency follows the strongest",
    source: "Hyman, Daniel and Schaffner 2025; Weck et al. 2015")

  /// A delay is a whole number of steps.
  public var missingError: MissingError { .because("a delay is a choice, not an estimate") }

  /// The delay in steps.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let series = try arrays[0].line()
    guard series.count > order else {
      return .noWindow(series, order: order, delay: 1, unit: .dimensionless)
    }
    guard !series.isConstant else {
      return Estimate(undefined: .constantSeries, unit: .dimensionless, samples: series.count)
    }
    switch method {
    case .naturalTime: return try fromNaturalTime(series)
    case .largestComplexity: return fromComplexity(series)
    }
  }

  private func fromNaturalTime(_ series: [Double]) throws(EntropyError) -> Estimate {
    let time: Double
    if let period { time = period } else { time = try Self.meanPeriod(series) }
    guard time.isFinite else {
      return Estimate(undefined: .outOfRange, unit: .dimensionless, samples: series.count)
    }
    let delay = max(1, (share * time / Double(order - 1)).rounded())
    var estimate = Estimate(
      delay, unit: .dimensionless, samples: series.count, bounds: Bounds(1, nil))
    if Double(series.count) < 1.5 * time {
      estimate.warn(
        .shortSeries(samples: series.count, effectiveSamples: Double(series.count) / time))
    }
    return estimate
  }

  /// One over the mean frequency of the power spectrum, in steps.
  private static func meanPeriod(_ series: [Double]) throws(EntropyError) -> Double {
    let mean = series.reduce(0, +) / Double(series.count)
    let power = try SpectralEntropy.power(series.map { $0 - mean })
    var (total, moment) = (0.0, 0.0)
    for k in 1..<power.count {
      total += power[k]
      moment += power[k] * Double(k) / Double(series.count)
    }
    return total / moment
  }

  private func fromComplexity(_ series: [Double]) -> Estimate {
    let outcomes = (1...order).reduce(1, *)
    let complexity = JensenShannonComplexity(outcomes: outcomes)
    // As many windows as patterns are needed at the least.
    let last = min(longest, max(1, (series.count - outcomes) / (order - 1)))
    var (best, largest) = (1, -1.0)
    for delay in 1...last {
      let occupancy = Occupancy(
        counts: OrdinalCounts(of: series, order: order, delay: delay).counts)
      guard occupancy.samples > 0 else { continue }
      let value = complexity.value(of: Distribution(occupancy))
      if value > largest { (best, largest) = (delay, value) }
    }
    return Estimate(
      Double(best), unit: .dimensionless, samples: series.count, outcomes: last,
      bounds: Bounds(1, nil))
  }
}
