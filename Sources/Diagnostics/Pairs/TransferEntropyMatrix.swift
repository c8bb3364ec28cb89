import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// Who leads whom: the transfer entropy from every individual to every other, over all frames.
///
/// T_ij = I(y_j(t+1); y_i(t+1-lag), ... | y_j(t), ...) in nats per frame, y the quantity `of`, a
/// vector or a number an individual. The value is the mean over all pairs; a document and a table
/// hold every pair with the probability that there is no transfer, corrected for the number of
/// pairs by Holm's method, and the individuals in the order of what they give less what they
/// receive. A pair is looked at by itself, and two that follow a third look coupled;
/// `condition: others` asks for what goes beyond the last mean of all others. The estimate by
/// regression is high by about (coefficients added)/(2n), alike for all pairs.
/// Source: Schreiber 2000; vectors and probabilities: Barnett and Bossomaier 2012; correction:
/// Holm 1979.
public struct TransferEntropyMatrix: Diagnostic {
  /// What a pair is compared beside.
  public enum Condition: String, DeclaredChoice {
    case none, others

    /// What the case selects.
    public var about: String {
      switch self {
      case .none: "nothing: two that follow a third look coupled"
      case .others: "the last mean of all others: what a pair has beyond the group"
      }
    }
  }

  /// The quantity whose series are compared.
  public var of = QuantityCall(Heading.self)
  /// What a pair is compared beside.
  public var condition = Condition.none
  /// How it is estimated.
  public var method = PairTransfer.Method.linear
  /// Frames from the source to the target.
  public var lag = 1
  /// Values of the source's past.
  public var sourceHistory = 1
  /// Values of the target's past.
  public var targetHistory = 1
  /// Which neighbor's distance is taken.
  public var k = 4
  /// The number of surrogates of each pair.
  public var surrogates = 0
  /// The seed of the surrogates.
  public var seed = 1
  /// The level below which a corrected probability counts as a sign of transfer.
  public var level = 0.05

  /// Headings, from one frame to the next, by regression.
  public init() {}

  /// The word in a call.
  public static let name = "transfer_entropy_matrix"
  /// What it is.
  public static let about = "who leads whom: the transfer entropy between all pairs of individuals"
  /// What it computes.
  public static let formula = "T_ij = I(y_j(t+1); y_i(t+1-lag), ... | y_j(t), ...) for all i, j"
  /// Nats.
  public static let unit = EntropyUnit.nat
  /// Its range.
  public static let bounds = "0 and above; an estimate from nearest neighbors may be below"
  /// Where it is defined.
  public static let source = "Schreiber 2000; Barnett and Bossomaier 2012; Holm 1979"
  /// Those of the quantity.
  public static let quantities: [String] = []
  /// One number, and one for each pair, of all frames.
  public static let isOfWholeSeries = true
  /// The parameters of the call.
  public static let keys: [Key<TransferEntropyMatrix>] = [
    Key("of", \.of, about: "the quantity whose series are compared, one row an individual"),
    Key("condition", \.condition, about: "what is known beside the target's own past"),
    Key("method", \.method, about: "how it is estimated"),
    Key(
      "lag", \.lag, in: IntegerRange(1, 1_000_000), about: "frames from the source to the target"),
    Key(
      "source_history", \.sourceHistory, in: IntegerRange(1, 100),
      about: "values of the source's past"),
    Key(
      "target_history", \.targetHistory, in: IntegerRange(1, 100),
      about: "values of the target's past"),
    Key("k", \.k, in: IntegerRange(1, 1000), about: "which neighbor's distance is taken"),
    Key(
      "surrogates", \.surrogates, in: IntegerRange(0, 1_000_000),
      about:
        "sources shifted at random, for the probabilities of nearest neighbors: more than pairs/level"
    ),
    Key("seed", \.seed, in: .nonNegative, about: "the seed of the shifts"),
    Key(
      "level", \.level, in: .between(0, and: 1),
      about: "the level below which a corrected probability is a sign of transfer"),
  ]

  /// Understands the quantity, of which there must be one an individual.
  public mutating func understand(in catalog: DiagnosticCatalog) throws(Problems) {
    try of.understand(in: catalog)
    guard of.quantity?.places != .one else { throw of.problem("\(isOneSeries)") }
  }

  private var isOneSeries: DiagnosticError {
    DiagnosticError("\(of.text) is one series, a matrix needs one an individual")
  }

  /// With what only the frames tell of the quantity.
  public func fitted(to contents: FrameContents) throws(DiagnosticError) -> any FrameMeasure {
    var fitted = self
    try fitted.of.fit(to: contents)
    guard fitted.of.quantity?.places != .one else { throw isOneSeries }
    return fitted
  }

  /// What the quantity needs.
  public var quantities: [String] { of.quantity?.needed ?? [] }

  /// It ends in a table of pairs.
  public var hasTable: Bool { true }

  /// Refuses frames without the quantity.
  public func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    try of.quantity?.check(quantities: quantities, context: context)
  }

  /// Refuses frames without the quantity.
  public func check(context: FrameContext, box: Box) throws(DiagnosticError) {
    try of.quantity?.check(context: context, box: box)
  }

  /// Undefined: the value belongs to all frames.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    Estimate(undefined: .wholeSeries, unit: Self.unit, samples: 1)
  }

  /// Keeps the series of every individual.
  public func makeRecord(for context: FrameContext) -> (any SeriesRecord)? {
    guard let quantity = of.quantity else { return nil }
    var transfer = PairTransfer()
    (transfer.method, transfer.k, transfer.lag) = (method, k, lag)
    (transfer.sourceHistory, transfer.targetHistory) = (sourceHistory, targetHistory)
    (transfer.surrogates, transfer.seed) = (surrogates, seed)
    return PairRecord(
      quantity: quantity, transfer: transfer, level: level, condition: condition,
      species: context.properties["species"])
  }
}
