import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// The velocity autocorrelation <v(t).v(t + lag)> of individuals.
///
/// The mean is over individuals and beginnings t. `of` names another vector of every individual,
/// such as `self_propulsion`; without it the velocity is taken, or the drift velocity u + F of
/// active particles where frames carry no velocity. `normalized: true` divides by the value at lag
/// 0; the table has both. Without `lag`, a tenth of the time between the first and the last frame
/// is taken. The standard error is that of ``MeanSquaredDisplacement``, normalized that of the
/// ratio.
/// Source: Green 1954; Kubo 1957; Frenkel and Smit, Understanding Molecular Simulation, section
/// 4.4.
public struct VelocityAutocorrelation: Diagnostic {
  /// The vector whose correlation is meant, or `nil` for the velocity.
  public var of: QuantityCall?
  /// The lag of the value, or `nil` for a tenth of the time.
  public var lag: Double?
  /// Whether the value is divided by that at lag 0.
  public var normalized = false
  /// The individuals that are followed at most.
  public var individuals = 16_384
  /// What is taken for the velocity, in the order in which it is looked for.
  private var usual: [QuantityCall] = []

  /// The correlation of velocities after a tenth of the time.
  public init() {}

  /// The word in a call.
  public static let name = "velocity_autocorrelation"
  /// What it is.
  public static let about = "how long individuals keep their velocities: <v(t).v(t + lag)>"
  /// What it computes.
  public static let formula = "<v(t).v(t + lag)>, normalized: over <v^2>"
  /// A squared speed.
  public static let unit = EntropyUnit.squaredSpeed
  /// Its range.
  public static let bounds = "-<v^2> to <v^2>; normalized: -1 to 1"
  /// Where it is defined.
  public static let source = "Green 1954; Kubo 1957; Frenkel and Smit 2002"
  /// Those of the quantity.
  public static let quantities = ["velocity"]
  /// Drift velocities stand in, and another quantity may be asked for.
  public static let needs =
    "velocity, or else self_propulsion and force; what the quantity needs that of names"
  /// One number, and one for each lag, of all frames.
  public static let isOfWholeSeries = true
  /// The parameters of the call.
  public static let keys: [Key<VelocityAutocorrelation>] = [
    Key(
      "of", \.of,
      about: "a vector of every individual; velocity, or else drift_velocity, when left out"),
    Key(
      "lag", \.lag, in: .nonNegative, unit: "time",
      about: "the lag of the value; a tenth of the time of the frames when left out"),
    Key("normalized", \.normalized, about: "whether the value is divided by that at lag 0"),
    .followed(\.individuals),
  ]

  /// Understands the quantity, of which there must be one an individual.
  public mutating func understand(in catalog: DiagnosticCatalog) throws(Problems) {
    let place = SourcePosition(source: Self.name, line: 1, column: 1)
    usual = try ["velocity", DriftVelocity.description.name].map { name throws(Problems) in
      var call = try QuantityCall(
        from: Node(.scalar(text: name, isQuoted: false), at: place), as: .text)
      try call.understand(in: catalog)
      return call
    }
    try of?.understand(in: catalog)
    if let of, of.quantity?.places == .one {
      throw of.problem("\(of.text) is one vector, the mean needs one an individual")
    }
  }

  /// The quantity of the call, or the first of the usual ones that these frames allow.
  public func fitted(to contents: FrameContents) throws(DiagnosticError) -> any FrameMeasure {
    var fitted = self
    if of == nil {
      fitted.of =
        usual.first { call in
          (try? call.quantity?.check(quantities: contents.names, context: contents.context)) != nil
        } ?? usual.first
    }
    try fitted.of?.fit(to: contents)
    return fitted
  }

  /// What the quantity needs.
  public var quantities: [String] { of?.quantity?.needed ?? Self.quantities }

  /// A pure number where it is normalized, or the vector has no unit.
  public var unit: EntropyUnit {
    normalized || of?.quantity?.unit == "1" ? .dimensionless : Self.unit
  }

  /// It ends in a table of lags.
  public var hasTable: Bool { true }

  /// Refuses frames without the quantity.
  public func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    if let quantity = of?.quantity {
      try quantity.check(quantities: quantities, context: context)
      if let named = quantity as? NamedQuantity, let axes = named.description?.axes,
        axes.last != .space
      {
        throw DiagnosticError(
          "\(Self.name): \(named.text) is a number, the correlation is that of a vector",
          advice: "of: velocity, or another vector of every individual")
      }
    } else if !quantities.contains("velocity") {
      throw .missing("velocity")
    }
  }

  /// Refuses frames without the quantity.
  public func check(context: FrameContext, box: Box) throws(DiagnosticError) {
    try of?.quantity?.check(context: context, box: box)
    guard context.individuals > 0 else {
      throw DiagnosticError("\(Self.name): the frames have no individuals")
    }
  }

  /// Undefined: the value belongs to all frames.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    Estimate(undefined: .wholeSeries, unit: unit, samples: 1)
  }

  /// Follows the individuals.
  public func makeRecord(for context: FrameContext) -> (any SeriesRecord)? {
    guard let quantity = (of ?? usual.first)?.quantity else { return nil }
    let wanted = lag.flatMap { $0 > 0 ? $0 : nil }
    return AutocorrelationRecord(
      lags: LagRecord(
        .quantity(quantity), .scalarProduct, individuals: individuals, wanted: wanted),
      isAtOnce: lag == 0, isNormalized: normalized, unit: unit)
  }
}

/// The velocities of individuals, frame by frame.
struct AutocorrelationRecord: SeriesRecord {
  var lags: LagRecord
  /// Whether the value is that at lag 0.
  let isAtOnce: Bool
  let isNormalized: Bool
  let unit: EntropyUnit

  mutating func add(_ frame: AnalyzedFrame) throws(DiagnosticError) { try lags.add(frame) }

  /// <v^2>.
  private var square: LaggedMeans.Lag? { lags.lag(frames: 0) }

  mutating func settle() throws(DiagnosticError) -> Estimate? {
    let estimate = lags.estimate(unit: unit, bounds: .unbounded, isAtOnce: isAtOnce)
    guard isNormalized, let lag = isAtOnce ? square : lags.lagOfValue else { return estimate }
    guard let ratio = square.flatMap(lag.ratio(to:)) else {
      return Estimate(undefined: .noMotion, unit: unit, samples: estimate.samples)
    }
    var normalized = Estimate(
      ratio.value, unit: unit, samples: estimate.samples, standardError: ratio.error,
      bounds: Bounds(-1, 1))
    if ratio.error == nil {
      normalized.missingError = .tooFewSamples(found: lag.beginnings.count, needed: 8)
    }
    return normalized
  }

  var details: [JSON.Member] { isAtOnce ? [.init("lag", .number(0))] : lags.details }
  var notes: [String] { lags.notes }
  var warnings: [String] { lags.warnings }
  var table: RecordTable? {
    let square = square?.mean ?? .nan
    return lags.table(["velocity_autocorrelation", "normalized"]) { [$0.mean, $0.mean / square] }
  }
}
