import ClausiusDeclarations
import ClausiusRandomNumbers
import RealModule

/// How far a series of symbols lies between a constant and a random one, by the length of its
/// compressed form: (C - C_0)/(C_1 - C_0).
///
/// C is the length (c ln c + 2 c ln(L/c)) of the form that parses the series into c words, C_0 that
/// of a constant series of the same length and C_1 the mean of series whose K symbols are random
/// and equally frequent. A pure number, 0 to about 1; times ln K it estimates the entropy of a
/// symbol, the bias of compression having gone out of the ratio in large part. The parsing takes
/// the place of the compressor of the source (LZMA), so that the number does not depend on a
/// version.
/// Source: Avinery, Kornreich and Beck 2019; parsing: Lempel and Ziv 1976.
public struct CompressionShare: NamedEstimator {
  /// The number of kinds of symbols, K.
  public var kinds: Int?
  /// Random series that are averaged.
  public var references = 8
  /// The seed of the random series.
  public var seed = 1

  /// The kinds that are seen, eight random series.
  public init() {}

  /// The keys `kinds`, `references` and `seed`.
  public static let keys: [Key<Self>] = [
    Key(
      "kinds", \.kinds, in: IntegerRange(2, 1_000_000),
      about: "the number of possible symbols, K; without it those that are seen"),
    Key("references", \.references, in: IntegerRange(1, 10_000), about: "random series"),
    Key("seed", \.seed, in: .nonNegative, about: "the seed of the random series"),
  ]

  /// Symbols.
  public static let input = InputShape.symbols

  /// Words, of which a seam makes new ones.
  public static let traits: EstimatorTraits = [.seamless, .partsTellError]

  /// The entry `avinery_eta` of the catalog.
  public static let entry = catalogEntry(
    "avinery_eta",
    about: "where a series lies between constant and random, by the length of its compressed form",
    formula: "(C - C_0)/(C_1 - C_0), C = c ln c + 2 c ln(L/c) for c words",
    unit: .dimensionless, bounds: "0 to about 1",
    bias:
      "high for slightly disordered series of finite length; the symbols and their order along a line are chosen",
    source: "Avinery, Kornreich and Beck 2019; Lempel and Ziv 1976")

  /// The share.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let (symbols, seen) = try arrays[0].symbols()
    let kinds = kinds ?? max(2, seen)
    guard kinds >= seen else {
      throw .badInput("\(arrays[0].name) holds \(seen) kinds of symbols, kinds is \(kinds)")
    }
    guard symbols.count >= 16 else {
      return Estimate(
        undefined: .tooFewSamples(found: symbols.count, needed: 16), unit: .dimensionless,
        samples: symbols.count)
    }
    let constant = length([Int32](repeating: 0, count: symbols.count), kinds: 1)
    let random = CounterRandom(seed: UInt64(seed), stream: .surrogates)
    var moments = Moments()
    for reference in 0..<references {
      let drawn = symbols.indices.map { place in
        Int32(
          truncatingIfNeeded: random.integer(below: kinds, step: reference, individual: place))
      }
      moments.add(length(drawn, kinds: kinds))
    }
    let room = moments.mean - constant
    let share = (length(symbols, kinds: max(1, seen)) - constant) / room
    return Estimate(
      share, unit: .dimensionless, samples: symbols.count, outcomes: kinds, bounds: .nonNegative)
  }

  private func length(_ symbols: [Int32], kinds: Int) -> Double {
    let words = Double(Parsing.exhaustiveHistory(symbols, kinds: kinds))
    return words * Double.log(words) + 2 * words * Double.log(Double(symbols.count) / words)
  }
}
