import ClausiusDeclarations
import RealModule

/// How unlikely it is that like stretches of a series stay alike, each stretch counted with itself:
/// phi_m - phi_(m+1), phi_m = <ln C_i^m>.
///
/// C_i^m is the share of the n - m + 1 stretches of m values that agree with stretch i within r; r
/// is `tolerance` times the standard deviation (n in the denominator). Nats. Counting each stretch
/// with itself biases it toward 0 for short series: `sample_entropy` does not. A warning tells
/// where a stretch of m + 1 values agrees with fewer than ten others on average, so that itself is
/// more than a tenth of what is counted. Source: Pincus 1991.
public struct ApproximateEntropy: NamedEstimator {
  /// Values that are alike, m.
  public var length = 2
  /// What counts as alike, in standard deviations.
  public var tolerance = 0.2

  /// m = 2 and a fifth of the standard deviation.
  public init() {}

  /// The keys `length` and `tolerance`.
  public static let keys: [Key<Self>] = [
    Key("length", \.length, in: IntegerRange(1, 20), about: "values that are alike, m"),
    Key(
      "tolerance", \.tolerance, in: .positive, about: "what counts as alike, in standard deviations"
    ),
  ]

  /// A series.
  public static let input = InputShape.series

  /// Its standard error is that of parts of the series.
  public static let traits: EstimatorTraits = [.partsTellError]

  /// The entry `approximate_entropy` of the catalog.
  public static let entry = catalogEntry(
    "approximate_entropy",
    about: "how unlikely it is that like stretches stay alike, each counted with itself",
    formula: "phi_m - phi_(m+1), phi_m = <ln C_i^m> over n - m + 1 stretches",
    bounds: "0 and above in practice",
    bias:
      "toward 0, the more so the shorter the series (warned of where a stretch agrees with fewer than "
      + "ten others on average); prefer sample_entropy",
    source: "Pincus 1991")

  /// The approximate entropy of the series.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let given = try arrays[0].line()
    // Squares of very large or small numbers are none; a power of two changes no digit.
    let unit = given.binaryScale
    let series = given.map { $0 * unit }
    guard series.count > length + 1 else {
      return Estimate(
        undefined: .tooFewSamples(found: series.count, needed: length + 2), unit: .nat,
        samples: series.count)
    }
    guard !series.isConstant else {
      return Estimate(undefined: .constantSeries, unit: .nat, samples: series.count)
    }
    let radius = tolerance * Covariance(rows: series, columns: 1).matrix[0][0].squareRoot()
    let shorter = share(series, length, radius)
    let longer = share(series, length + 1, radius)
    var estimate = Estimate(
      shorter.meanLog - longer.meanLog, unit: .nat, samples: series.count)
    if longer.pairs < 5 * (series.count - length) {
      estimate.warn(.fewMatches(longer: longer.pairs, shorter: shorter.pairs))
    }
    return estimate
  }

  /// phi_m, and how many pairs of stretches agree.
  private func share(
    _ series: [Double], _ length: Int, _ radius: Double
  ) -> (meanLog: Double, pairs: Int) {
    let count = series.count - length + 1
    let order = SortedOrder(Array(series[..<count])).places.map { Int($0) }
    var alike = [Int](repeating: 1, count: count)
    for (place, i) in order.enumerated() {
      for other in place + 1..<max(place + 1, count) {
        let j = order[other]
        if series[j] - series[i] > radius { break }
        if (1..<length).allSatisfy({ abs(series[i + $0] - series[j + $0]) <= radius }) {
          alike[i] += 1
          alike[j] += 1
        }
      }
    }
    let sum = alike.reduce(0) { $0 + Double.log(Double($1) / Double(count)) }
    return (sum / Double(count), (alike.reduce(0, +) - count) / 2)
  }
}
