import ClausiusDeclarations
import RealModule

/// The entropy of patterns of classes: values are put into c classes by the normal distribution
/// function, and words of m classes are counted.
///
/// Class = round(c y + 1/2), y the normal distribution function of (x - mean)/standard deviation (n
/// in the denominator), 1 to c. Nats, 0 to m ln c. The standard error is that of 20 blocks of
/// words, each left out in turn, with what the mean and the standard deviation without the block
/// change through the classes, to first order.
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
    let (mean, classified) = (
      moments.mean[0], Classes(count: classes, length: length, delay: delay)
    )
    let (numbers, kinds) = classified.words(series, mean: mean, deviation: deviation).renumbered
    var counts = [Int](repeating: 0, count: kinds)
    for number in numbers { counts[number] += 1 }
    let possible = Double.pow(Double(self.classes), length)
    let occupancy = Occupancy(
      counts: counts.sorted(), outcomes: possible < 1e15 ? Int(possible) : nil)
    var estimate = Estimate(
      entropy: Shannon().entropy(of: Distribution(occupancy)), Shannon(), of: occupancy,
      corrected: .none, error: nil)
    // A few values decide the standard deviation of such tails.
    let isHeavy = InputArray(series).largestKurtosis >= KernelDensityEntropy.heavyKurtosis
    estimate.take(
      isHeavy
        ? .failure(.init(reason: .fewDecide))
        : BlockedWeights(of: numbers, count: kinds).standardError(
          adding: classified.changes(series, mean: mean, deviation: deviation, words: words),
          of: \.shannonOfShares))
    return estimate
  }
}

/// The classes of the values of a series, and the words that they make.
private struct Classes {
  /// The number of classes.
  let count: Int
  /// Values in a word.
  let length: Int
  /// Steps between them.
  let delay: Int

  /// The number of the word at each place.
  func words(_ series: [Double], mean: Double, deviation: Double) -> [Int] {
    let classes = series.map { value -> Int in
      let share = Double.erfc(-(value - mean) / (deviation * 2.0.squareRoot())) / 2
      return min(count - 1, max(0, Int(saturating: (Double(count) * share).rounded(.down))))
    }
    return (0..<max(0, series.count - (length - 1) * delay)).map { start in
      (0..<length).reduce(0) { $0 * count + classes[start + $1 * delay] }
    }
  }

  /// What the mean and the standard deviation without each block of words change.
  func changes(_ series: [Double], mean: Double, deviation: Double, words: Int) -> [Double] {
    func entropy(_ shift: Double, _ stretch: Double) -> Double {
      let (numbers, kinds) = self.words(
        series, mean: mean + shift * deviation, deviation: deviation * Double.exp(stretch)
      ).renumbered
      var weights = [Double](repeating: 0, count: kinds)
      for number in numbers { weights[number] += 1 }
      return weights.shannonOfShares
    }
    let step = 0.1
    let slopes = (
      shift: (entropy(step, 0) - entropy(-step, 0)) / (2 * step),
      stretch: (entropy(0, step) - entropy(0, -step)) / (2 * step)
    )
    return BlockedWeights.ranges(samples: words).map { range in
      let rest = InputArray(Array(series[..<range.lowerBound] + series[range.upperBound...]))
      let moments = Covariance(rows: rest.values, columns: 1)
      let ratio = moments.matrix[0][0].squareRoot() / deviation
      return slopes.shift * (moments.mean[0] - mean) / deviation
        + slopes.stretch * Double.log(max(ratio, .leastNormalMagnitude))
    }
  }
}
