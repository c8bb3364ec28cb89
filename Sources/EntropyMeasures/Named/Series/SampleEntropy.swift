import ClausiusDeclarations
import RealModule

/// How unlikely it is that stretches of a series which are alike for m values stay alike for one
/// more: -ln(A/B).
///
/// B pairs of the n - m stretches agree within r in m values, A of them in m + 1; a stretch does
/// not count with itself. r is `tolerance` times the standard deviation (n in the denominator) of
/// the series as it is given, or `radius`. With `scale` s the series is first replaced by the means
/// of s successive values, r unchanged (multiscale entropy). Nats; white Gaussian noise reads -ln
/// erf(tolerance sqrt(s)/2). Undefined when no stretch stays alike; a warning tells when fewer than
/// a hundred pairs do. The standard error is that of `MatchError`, with the correlation of the
/// series; none where a few values decide the standard deviation. Source: Richman and Moorman 2000;
/// Costa, Goldberger and Peng 2002.
public struct SampleEntropy: NamedEstimator {
  /// Values that are alike, m.
  public var length = 2
  /// What counts as alike, in standard deviations.
  public var tolerance = 0.2
  /// What counts as alike, in the unit of the series.
  public var radius: Double?
  /// Successive values that are averaged.
  public var scale = 1

  /// m = 2 and a fifth of the standard deviation.
  public init() {}

  /// The keys `length`, `tolerance`, `radius` and `scale`.
  public static let keys: [Key<Self>] = [
    Key("length", \.length, in: IntegerRange(1, 20), about: "values that are alike, m"),
    Key(
      "tolerance", \.tolerance, in: .positive, about: "what counts as alike, in standard deviations"
    ),
    Key(
      "radius", \.radius, in: .positive, unit: "that of the data",
      about: "what counts as alike, in place of tolerance"),
    Key("scale", \.scale, in: .length, about: "successive values that are averaged first"),
  ]

  /// A series.
  public static let input = InputShape.series

  /// The entry `sample_entropy` of the catalog.
  public static let entry = catalogEntry(
    "sample_entropy", about: "how unlikely it is that like stretches of a series stay alike",
    formula:
      "-ln(A/B), pairs of n - m stretches within r in m + 1 and in m values, none with itself",
    bounds: "0 and above; undefined without a match",
    bias:
      "small; scatters by more than 0.1 nat when A is below 100 (warned of); depends on r and the sampling rate",
    source: "Richman and Moorman 2000; Costa, Goldberger and Peng 2002")

  /// The sample entropy of the series.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let given = try arrays[0].line()
    // Squares of very large or small numbers are none; a power of two changes no digit.
    let unit = given.binaryScale
    let series = given.map { $0 * unit }
    let coarse = Self.averaged(series, over: scale)
    guard coarse.count > length + 1 else {
      return Estimate(
        undefined: .tooFewSamples(found: coarse.count, needed: length + 2), unit: .nat,
        samples: coarse.count)
    }
    guard radius != nil || !series.isConstant else {
      return Estimate(undefined: .constantSeries, unit: .nat, samples: coarse.count)
    }
    let limit =
      radius.map { $0 * unit } ?? tolerance
      * Covariance(rows: series, columns: 1).matrix[0][0].squareRoot()
    let matches = TemplateMatches(coarse, length: length, radius: limit, countsEach: true)
    guard matches.longer > 0 else {
      return Estimate(undefined: .noMatches, unit: .nat, samples: coarse.count)
    }
    let value = -Double.log(Double(matches.longer) / Double(matches.shorter))
    var estimate = Estimate(
      value == 0 ? 0 : value, unit: .nat, samples: coarse.count, bounds: .nonNegative,
      warnings: matches.warnings)
    estimate.take(
      MatchError(
        series: coarse, length: length, radius: limit, isRelative: radius == nil
      ).standardError(matches))
    return estimate
  }

  /// The means of `scale` successive values.
  static func averaged(_ series: [Double], over scale: Int) -> [Double] {
    guard scale > 1 else { return series }
    return stride(from: 0, through: series.count - scale, by: scale).map { start in
      series[start..<start + scale].reduce(0, +) / Double(scale)
    }
  }
}
