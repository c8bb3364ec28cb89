import ClausiusDeclarations
import RealModule

/// The number of words of the exhaustive history of a series of symbols: its complexity.
///
/// Each word is the shortest that does not occur earlier, where the earlier occurrence may overlap
/// it; the last may be incomplete. A pure number. Linear time and memory by a suffix array. Source:
/// Lempel and Ziv 1976.
public struct LempelZivFactors: NamedEstimator {
  /// The estimator, which has no parameters.
  public init() {}

  /// No keys.
  public static let keys: [Key<Self>] = []

  /// Symbols.
  public static let input = InputShape.symbols

  /// Words, of which a seam makes new ones.
  public static let traits: EstimatorTraits = [.seamless, .partsTellError]

  /// A number of words grows like L/ln L.
  public func scale(ofPart part: Int, of rows: Int) -> Double {
    let (l, own) = (Double(rows), Double(part))
    return l / Double.log(l) * Double.log(own) / own
  }

  /// The entry `lempel_ziv_factors` of the catalog.
  public static let entry = catalogEntry(
    "lempel_ziv_factors",
    about: "the number of words of the exhaustive history of a series of symbols",
    formula: "c words, each the shortest that does not occur earlier", unit: .dimensionless,
    bounds:
      "1 (one symbol) or 2 (a constant) to L; about L ln K/ln L for L random symbols of K kinds",
    bias: "none: it is a count",
    source: "Lempel and Ziv 1976")

  /// The number of words.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let (symbols, kinds) = try arrays[0].symbols()
    guard !symbols.isEmpty else {
      return Estimate(
        undefined: .tooFewSamples(found: 0, needed: 1), unit: .dimensionless, samples: 0)
    }
    return Estimate(
      Double(Parsing.exhaustiveHistory(symbols, kinds: kinds)), unit: .dimensionless,
      samples: symbols.count, outcomes: kinds, bounds: Bounds(1, Double(symbols.count)))
  }
}

/// The entropy rate of a series of symbols from its complexity, c ln L/L.
///
/// Nats per symbol; tends to the rate as L grows, by a part that falls like ln ln L/ln L: random
/// symbols of two kinds read 1.18, 1.06 and 1.03 times their rate for L = 100, 1000 and 10,000, of
/// sixteen kinds 0.86, 0.90 and 0.92 times. Fewer than 500 symbols are warned of. Source: Lempel
/// and Ziv 1976; Ziv 1978.
public struct LempelZivRate: NamedEstimator {
  /// The estimator, which has no parameters.
  public init() {}

  /// No keys.
  public static let keys: [Key<Self>] = []

  /// Symbols.
  public static let input = InputShape.symbols

  /// Words, of which a seam makes new ones.
  public static let traits: EstimatorTraits = [.seamless, .partsTellError]

  /// The entry `lempel_ziv_rate` of the catalog.
  public static let entry = catalogEntry(
    "lempel_ziv_rate", about: "the entropy rate of a series of symbols from its complexity",
    formula: "c ln L/L", unit: .natPerSymbol, bounds: "0 to ln K in the limit",
    bias:
      "random symbols of 2 kinds read 1.06 times their rate for L = 1000 and 1.03 for 10,000, of 16 kinds "
      + "0.90 and 0.92; fewer than 500 symbols are warned of",
    source: "Lempel and Ziv 1976; Ziv 1978")

  /// The rate.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    try parsedRate(arrays[0]) { words, length in words * Double.log(length) / length }
  }
}

/// The computable information density of a series of symbols: the length of its compressed form for
/// each symbol.
///
/// (c ln c + 2 c ln(L/c))/L with c words. Nats per symbol; an upper bound of the entropy rate that
/// tends to it, slowly: above it for every L in practice. For fields and particles: symbols along a
/// line or a space-filling curve. Source: Martiniani, Chaikin and Levine 2019.
public struct ComputableInformationDensity: NamedEstimator {
  /// The estimator, which has no parameters.
  public init() {}

  /// No keys.
  public static let keys: [Key<Self>] = []

  /// Symbols.
  public static let input = InputShape.symbols

  /// Words, of which a seam makes new ones.
  public static let traits: EstimatorTraits = [.seamless, .partsTellError]

  /// The entry `computable_information_density` of the catalog.
  public static let entry = catalogEntry(
    "computable_information_density",
    about: "the length of the compressed form of a series of symbols, for each symbol",
    formula: "(c ln c + 2 c ln(L/c))/L", unit: .natPerSymbol, bounds: "0 and above",
    bias:
      "above the entropy rate for every finite L: 1.29 bit for 20,000 fair bits; warned of below L = 500",
    source: "Martiniani, Chaikin and Levine 2019")

  /// The density.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    try parsedRate(arrays[0]) { words, length in
      (words * Double.log(words) + 2 * words * Double.log(length / words)) / length
    }
  }
}

/// A number for each symbol from the number of words and of symbols.
private func parsedRate(
  _ array: InputArray, _ rate: (_ words: Double, _ length: Double) -> Double
) throws(EntropyError) -> Estimate {
  let (symbols, kinds) = try array.symbols()
  guard symbols.count > 1 else {
    return Estimate(
      undefined: .tooFewSamples(found: symbols.count, needed: 2), unit: .natPerSymbol,
      samples: symbols.count)
  }
  let words = Parsing.exhaustiveHistory(symbols, kinds: kinds)
  var estimate = Estimate(
    rate(Double(words), Double(symbols.count)), unit: .natPerSymbol, samples: symbols.count,
    outcomes: kinds, bounds: .nonNegative)
  estimate.warnOfShortParsing(symbols.count)
  return estimate
}

extension Estimate {
  /// Warns of fewer than 500 symbols: below, the rate of fair bits is high by more than nine
  /// percent and scatters by more than three.
  fileprivate mutating func warnOfShortParsing(_ symbols: Int) {
    if symbols < 500 { warn(.tooShort(samples: symbols, needed: 500)) }
  }
}

/// The divergence of one series of symbols from another, by parsing it with the words of the other.
///
/// (c(z|x) ln L_x - c(z) ln L_z)/L_z with c(z|x) words of z that are longest in x and c(z) words of
/// the exhaustive history of z. Nats per symbol. Biases of the two terms cancel in part only.
/// Source: Ziv and Merhav 1993, with words of Lempel and Ziv 1976 for the second term.
public struct CrossParsingDivergence: NamedEstimator {
  /// The estimator, which has no parameters.
  public init() {}

  /// No keys.
  public static let keys: [Key<Self>] = []

  /// Two series of symbols.
  public static let input = InputShape(
    "two series of whole numbers: z, x", arrays: 2...2, order: .series, takesSymbols: true)

  /// A difference of terms that scatter by themselves.
  public static let traits: EstimatorTraits = [.passesBounds, .seamless, .partsTellError]

  /// The entry `cross_parsing_divergence` of the catalog.
  public static let entry = catalogEntry(
    "cross_parsing_divergence",
    about: "the divergence of one series of symbols from another by parsing",
    formula: "(c(z|x) ln L_x - c(z) ln L_z)/L_z", unit: .natPerSymbol,
    bounds: "0 and above in the limit",
    bias: "of order ln ln L/ln L times the entropy rate; compare with two halves of one series",
    source: "Ziv and Merhav 1993")

  /// The divergence of the first series from the second.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let both = InputArray(try arrays[0].line() + (try arrays[1].line()), name: arrays[0].name)
    let (symbols, kinds) = try both.symbols()
    let (z, x) = (Array(symbols[..<arrays[0].rows]), Array(symbols[arrays[0].rows...]))
    guard z.count > 1, x.count > 1 else {
      return Estimate(
        undefined: .tooFewSamples(found: min(z.count, x.count), needed: 2), unit: .natPerSymbol,
        samples: z.count)
    }
    let crossed = Double(Parsing.cross(z, by: x, kinds: kinds)) * Double.log(Double(x.count))
    let own = Double(Parsing.exhaustiveHistory(z, kinds: kinds)) * Double.log(Double(z.count))
    var estimate = Estimate(
      (crossed - own) / Double(z.count), unit: .natPerSymbol, samples: z.count, outcomes: kinds,
      bounds: .nonNegative)
    estimate.warnOfShortParsing(min(z.count, x.count))
    return estimate
  }
}
