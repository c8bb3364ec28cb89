import ClausiusDeclarations
import RealModule

/// The correlation entropy K_2 of a series: how fast stretches that are alike part,
/// ln(C_m/C_(m+1))/dt.
///
/// C_m is the share of pairs of stretches of m values, d steps apart, that agree within r in every
/// value. Nats per time, a lower bound of the Kolmogorov-Sinai entropy for long stretches and small
/// r, and equal to it where the Lyapunov exponents do not fluctuate. Pairs no more than `window`
/// steps apart do not count. Undefined when no pair agrees; a warning tells when fewer than a
/// hundred pairs agree in m + 1 values. The standard error is that of `MatchError`, with the
/// correlation of the series. Source: Grassberger and Procaccia 1983; maximum metric:
/// Takens 1983; window: Theiler 1986.
public struct CorrelationEntropy: RateEstimator {
  /// Values in a stretch, m.
  public var length = 4
  /// What counts as alike, in standard deviations.
  public var tolerance = 0.1
  /// What counts as alike, in the unit of the series.
  public var radius: Double?
  /// Steps between the values of a stretch.
  public var delay = 1
  /// Stretches this near in time are no pair.
  public var window = 0
  /// The time between samples.
  public var timeStep = 1.0

  /// Four values and a tenth of the standard deviation.
  public init() {}

  /// The keys `length`, `tolerance`, `radius`, `delay`, `window` and `time_step`.
  public static let keys: [Key<Self>] = [
    Key("length", \.length, in: IntegerRange(1, 100), about: "values in a stretch, m"),
    Key(
      "tolerance", \.tolerance, in: .positive, about: "what counts as alike, in standard deviations"
    ),
    Key(
      "radius", \.radius, in: .positive, unit: "that of the data",
      about: "what counts as alike, in place of tolerance"),
    .delay(\.delay), .window(\.window),
    Key("time_step", \.timeStep, in: .positive, unit: "time", about: "the time between samples"),
  ]

  /// A series.
  public static let input = InputShape.series

  /// The entry `correlation_entropy` of the catalog.
  public static let entry = catalogEntry(
    "correlation_entropy",
    about: "the rate at which like stretches of a series part: a lower bound of the entropy rate",
    formula:
      "K_2 = ln(C_m/C_(m+1))/(delay dt), C_m the share of pairs that agree within r in m values",
    unit: .natPerTime, bounds: "0 and above; undefined without a match",
    bias:
      "high for short stretches and for noise (grows like -ln r); scatters by more than 0.1/dt when fewer than "
      + "100 pairs agree (warned of)",
    source: "Grassberger and Procaccia 1983; Takens 1983; Theiler 1986")

  /// The rate.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let given = try arrays[0].line()
    // Squares of very large or small numbers are none; a power of two changes no digit.
    let unit = given.binaryScale
    let series = given.map { $0 * unit }
    let stretches = series.count - length * delay
    guard stretches > window + 1 else {
      return Estimate(
        undefined: .tooFewSamples(found: series.count, needed: length * delay + window + 2),
        unit: .natPerTime, samples: max(0, stretches))
    }
    guard radius != nil || !series.isConstant else {
      return Estimate(undefined: .constantSeries, unit: .natPerTime, samples: stretches)
    }
    let limit =
      radius.map { $0 * unit } ?? tolerance
      * Covariance(rows: series, columns: 1).matrix[0][0].squareRoot()
    let matches = TemplateMatches(
      series, length: length, radius: limit, delay: delay, window: window, countsEach: true)
    guard matches.longer > 0 else {
      return Estimate(undefined: .noMatches, unit: .natPerTime, samples: stretches)
    }
    let ratio = Double(matches.longer) / Double(matches.shorter)
    let rate = Double(delay) * timeStep
    var estimate = Estimate(
      ratio == 1 ? 0 : -Double.log(ratio) / rate, unit: .natPerTime,
      samples: stretches, bounds: .nonNegative, warnings: matches.warnings)
    let error = MatchError(
      series: series, length: length, radius: limit, delay: delay, window: window,
      isRelative: radius == nil
    ).standardError(matches)
    estimate.take(error.map { StandardError($0.value / rate, by: $0.method) })
    return estimate
  }
}
