import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// Who leads whom: the transfer entropy from every individual to every other, over all frames.
///
/// T_ij = I(y_j(t+1); y_i(t+1-lag), ... | y_j(t), ...) in nats per frame, y the quantity `of`, a
/// vector or a number an individual; of directions what comes next is the turn, and of places the
/// steps between them are taken. Histories and lags that are not stated are chosen from the data:
/// as much of the target's past as leaves uncorrelated residuals (Bayesian information criterion,
/// then Ljung-Box at 0.01), and the lag with the largest transfer. The value is the mean over all
/// pairs; a document and a table hold every pair with its probabilities. A pair is significant
/// where its probability from the regression, corrected for lags and pairs (Holm), and that of the
/// largest of all pairs under shifts in time are below `level`. That of the regression is the
/// larger of two, of which the second takes the scatter from the data, since steps may grow and
/// shrink in time. Leaders are sources of significant pairs. Targets that follow from their own
/// past to rounding have no value, nor those whose residuals stay correlated. `condition: drivers`
/// compares a pair beside all that the target is found to follow, and calls `common drive` what
/// others explain, or what the targets share at the same frame; common drive that reaches one
/// individual later than another and is not among them looks like transfer. The estimate by
/// regression is high by about (coefficients added)/(2n), more where lags are looked for.
/// Source: Schreiber 2000; vectors and probabilities: Barnett and Bossomaier 2012; scatter of the
/// data: White 1980; correction: Holm 1979; chosen histories and largest statistic: Wollstadt et
/// al. 2019.
public struct TransferEntropyMatrix: Diagnostic {
  /// The quantity whose series are compared.
  public var of = QuantityCall(Heading.self)
  /// How transfers are found and tested.
  public var network = TransferNetwork()

  /// Headings, by regression, everything chosen from the data.
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
  public static let source =
    "Schreiber 2000; White 1980; Barnett and Bossomaier 2012; Holm 1979; Wollstadt et al. 2019"
  /// Those of the quantity.
  public static let quantities: [String] = []
  /// The quantity is a parameter.
  public static let needs =
    "velocity for the default, heading; else what the quantity needs that of names"
  /// Every individual is a source and a target.
  public static let mixtures: String? = "all kinds together, or those that the quantity chooses"
  /// One number, and one for each pair, of all frames.
  public static let isOfWholeSeries = true
  /// The parameters of the call.
  public static let keys: [Key<TransferEntropyMatrix>] = [
    Key("of", \.of, about: "the quantity whose series are compared, one row an individual"),
    Key("condition", \.network.condition, about: "what is known beside the target's own past"),
    Key("method", \.network.method, about: "how it is estimated"),
    Key(
      "lag", \.network.lag, in: IntegerRange(1, 1_000_000),
      about: "frames from the source to the target; without it all up to longest_lag are looked at"),
    Key(
      "longest_lag", \.network.longestLag, in: IntegerRange(1, 10_000),
      about: "the most frames from the source to the target, at most a tenth of all"),
    Key(
      "source_history", \.network.sourceHistory, in: IntegerRange(1, 100),
      about: "values of the source's past that are taken together"),
    Key(
      "target_history", \.network.targetHistory, in: IntegerRange(1, 100),
      about: "values of the target's past; without it as many as leave uncorrelated residuals"),
    Key(
      "longest_history", \.network.longestHistory, in: IntegerRange(1, 100),
      about:
        "the most values of the target's past that are tried, at most a twentieth of the frames"),
    Key("k", \.network.k, in: IntegerRange(1, 1000), about: "which neighbor's distance is taken"),
    Key(
      "surrogates", \.network.shifts, in: IntegerRange(0, 1_000_000),
      about: "shifts in time of each source against each target; without it 2/level"),
    Key("seed", \.network.seed, in: .nonNegative, about: "the seed of the shifts"),
    Key(
      "level", \.network.level, in: .between(0, and: 1),
      about: "the chance of any false alarm among all pairs"),
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
    var network = network
    network.arePlaces = (quantity as? NamedQuantity)?.known?.liesInBox ?? false
    return PairRecord(
      quantity: quantity, network: network, species: context.properties["species"])
  }
}
