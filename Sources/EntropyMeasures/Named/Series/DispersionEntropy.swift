import ClausiusDeclarations
import RealModule

/// The entropy of patterns of classes: values are put into c classes by the normal distribution
/// function, and words of m classes are counted.
///
/// Class = round(c y + 1/2), y the normal distribution function of (x - mean)/standard deviation (n
/// in the denominator), 1 to c. Nats, 0 to m ln c. The standard error is that of 20 blocks of words,
/// each left out in turn, the classes being kept.
/// Source: Rostaghi and Azami 2016.
public struct DispersionEntropy: NamedEstimator {
  /// Values in a word, m.
  public var length = 2
  /// Classes, c.
  public var classes = 6
  /// Steps between the values of a word.
  public var delay = 1

  /// Words of two of six classes.
  public init() {}

  /// The keys `length`, `classes` and `delay`.
  public static let keys: [Key<Self>] = [
    Key("length", \.length, in: IntegerRange(1, 10), about: "values in a word, m"),
    Key("classes", \.classes, in: IntegerRange(2, 60), about: "classes, c"), .delay(\.delay),
  ]

  /// A series.
  public static let input = InputShape.series

  /// Words, of which a seam makes new ones.
  public static let traits: EstimatorTraits = [.seamless]

  /// The entry `dispersion_entropy` of the catalog.
  public static let entry = catalogEntry(
    "dispersion_entropy",
    about: "the entropy of words of classes that follow the normal distribution",
    formula: "-sum p ln p over words of m classes round(c y + 1/2), y = Phi((x - mean)/sd)",
    bounds: "0 to m ln c", bias: "low by about (c^m - 1)/(2n) for white noise of n words",
    source: "Rostaghi and Azami 2016")

  /// The dispersion entropy of the series.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let given = try arrays[0].line()
    // Squares of very large or small numbers are none; a power of two changes no digit.
    let scale = given.binaryScale
    let series = given.map { $0 * scale }
    let words = series.count - (length - 1) * delay
    guard words > 0 else {
      return Estimate(
        undefined: .tooFewSamples(found: series.count, needed: (length - 1) * delay + 1),
        unit: .nat, samples: 0)
    }
    guard !series.isConstant else {
      return Estimate(undefined: .constantSeries, unit: .nat, samples: words)
    }
    let moments = Covariance(rows: series, columns: 1)
    let deviation = moments.matrix[0][0].squareRoot()
    let classes = series.map { value -> Int in
      let share = Double.erfc(-(value - moments.mean[0]) / (deviation * 2.0.squareRoot())) / 2
      return min(self.classes - 1, max(0, Int((Double(self.classes) * share).rounded(.down))))
    }
    let sequence = (0..<words).map { start in
      (0..<length).reduce(0) { $0 * self.classes + classes[start + $1 * delay] }
    }
    let (numbers, kinds) = sequence.renumbered
    var counts = [Int](repeating: 0, count: kinds)
    for number in numbers { counts[number] += 1 }
    let possible = Double.pow(Double(self.classes), length)
    let occupancy = Occupancy(
      counts: counts.sorted(), outcomes: possible < 1e15 ? Int(possible) : nil)
    var estimate = Estimate(
      entropy: Shannon().entropy(of: Distribution(occupancy)), Shannon(), of: occupancy,
      corrected: .none, error: nil)
    estimate.take(
      BlockedWeights(of: numbers, count: kinds).standardError(of: \.shannonOfShares))
    return estimate
  }
}
