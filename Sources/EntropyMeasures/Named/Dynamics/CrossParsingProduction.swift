import ClausiusDeclarations
import RealModule

/// The rate of entropy production of a series of symbols from parsing one half with the words of
/// the other half, forward and reversed.
///
/// (c(z|x reversed) - c(z|x)) ln L/(L dt), averaged over both halves: at equilibrium both parsings
/// have the same bias and their difference is 0 but for scatter. Nats per time in the unit of
/// `time_step`; symbols of even parity. Needs no model of states, and long series. At least 0; an
/// estimate may be below.
/// Source: Ziv and Merhav 1993; Roldan and Parrondo 2012; Ro et al. 2022.
public struct CrossParsingProduction: RateEstimator, ReversalEstimator {
  /// The time between samples.
  public var timeStep = 0.0
  /// The number of surrogates.
  public var surrogates = 0
  /// The seed of the surrogates.
  public var seed = 1

  /// The time step must be given.
  public init() {}

  /// The keys `time_step`, `surrogates` and `seed`.
  public static let keys: [Key<Self>] = [.timeStep(\.timeStep)] + Key.surrogateKeys

  /// Symbols.
  public static let input = InputShape.symbols

  /// A difference of terms that scatter by themselves.
  public static let traits: EstimatorTraits = [.passesBounds, .seamless, .partsTellError]

  /// The entry `cross_parsing_entropy_production` of the catalog.
  public static let entry = catalogEntry(
    "cross_parsing_entropy_production",
    about:
      "the entropy production of a series of symbols from parsing it with its own reversed words",
    formula: "(c(z|x reversed) - c(z|x)) ln L/(L dt), x and z the halves of the series",
    unit: .natPerTime,
    bounds: "0 and above", bias: "low: words grow like ln L only",
    source: "Ziv and Merhav 1993; Roldan and Parrondo 2012; Ro et al. 2022")

  /// Symbols that stay as they are, in stretches that are long beside words.
  public func reversal(of path: InputArray) throws(EntropyError) -> Reversal {
    Reversal(parity: [1], isOfStates: false, multiple: 64)
  }

  /// The rate.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let (symbols, kinds) = try arrays[0].symbols()
    let half = symbols.count / 2
    guard half > 1 else {
      return Estimate(
        undefined: .tooFewSamples(found: symbols.count, needed: 4), unit: .natPerTime,
        samples: symbols.count)
    }
    let halves = [Array(symbols[..<half]), Array(symbols[half..<2 * half])]
    let excess = [(halves[0], halves[1]), (halves[1], halves[0])].reduce(0) { sum, pair in
      sum + Parsing.cross(pair.0, by: pair.1.reversed(), kinds: kinds)
        - Parsing.cross(pair.0, by: pair.1, kinds: kinds)
    }
    let rate = Double(excess) / 2 * Double.log(Double(half)) / (Double(half) * timeStep)
    return Estimate(
      rate, unit: .natPerTime, samples: symbols.count, outcomes: kinds, bounds: .nonNegative)
  }
}
