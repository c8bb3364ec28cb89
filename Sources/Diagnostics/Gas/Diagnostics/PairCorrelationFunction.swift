import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// The pair correlation function g(r) of all frames; its number is the height of the highest peak.
///
/// In each of `bins` shells up to `range` g is the mean over frames of what ``PairCorrelation``
/// counts in one: pairs over those of an uncorrelated gas, N(N - 1)/2 times the exact share of the
/// shell. A table follows with the middle of each shell, g and its standard error, by blocking of
/// the frames; fewer than four frames tell none, nor do frames that are all alike. For particles of
/// one known radius their distance in contact is the edge of a shell, as in ``PairEntropy``. The
/// highest of many noisy shells reads high: state fewer `bins` where frames are few.
/// Source: Hansen and McDonald, Theory of Simple Liquids, section 2.5.
public struct PairCorrelationFunction: Diagnostic {
  /// The distance up to which pairs are counted, or `nil` for one that the first frame chooses.
  public var range: Double?
  /// The number of shells.
  public var bins = 100
  /// The lower ends of the region, or `nil` for those of the box.
  public var lower: [Double]?
  /// The upper ends of the region, or `nil` for those of the box.
  public var upper: [Double]?

  /// A hundred shells up to a distance that the first frame chooses.
  public init() {}

  /// The word in a call.
  public static let name = "pair_correlation_function"
  /// What it is.
  public static let about = "the pair correlation function g(r) of all frames, and its highest peak"
  /// What it computes.
  public static let formula =
    "max_k <g_k>, g_k = pairs in shell k/(N(N - 1)/2 times the share of the shell)"
  /// A pure number.
  public static let unit = EntropyUnit.dimensionless
  /// Its range.
  public static let bounds = "0 or more; 1 without correlations"
  /// Where it is defined.
  public static let source = "Hansen and McDonald, Theory of Simple Liquids"
  /// What a frame must carry.
  public static let quantities = ["position"]
  /// One number, and one for each shell, of all frames.
  public static let isOfWholeSeries = true
  /// The parameters of the call.
  public static let keys: [Key<PairCorrelationFunction>] = [
    Key(
      "range", \.range, as: .real(.positive), unit: "length",
      about:
        "the distance up to which pairs are counted; left out: that within which a particle of the uniform gas has 60 neighbors, at most what the box allows"
    ),
    Key("bins", \.bins, in: IntegerRange(1, 100_000), about: "the number of shells"),
    .lower(\.lower), .upper(\.upper),
  ]

  /// It ends in a table of shells.
  public var hasTable: Bool { true }

  /// Refuses open axes without explicit ranges, and ranges that reach beyond what the box allows.
  public func check(context: FrameContext, box: Box) throws(DiagnosticError) {
    _ = try region(box)
  }

  /// Undefined: the value belongs to all frames.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    Estimate(undefined: .wholeSeries, unit: Self.unit, samples: 1)
  }

  /// Counts the pairs of every frame.
  public func makeRecord(for context: FrameContext) -> (any SeriesRecord)? {
    PairCorrelationRecord(of: self)
  }

  fileprivate func region(_ box: Box) throws(DiagnosticError) -> GasRegion {
    let region = try GasRegion(box, lower: lower, upper: upper)
    if let range { try PairRange.check(range, called: "range", in: region) }
    return region
  }
}

/// g in each shell, frame by frame.
private struct PairCorrelationRecord: SeriesRecord {
  private let call: PairCorrelationFunction
  /// The shells, which the first frame chooses.
  private var bounds: ShellBounds?
  private var shells: [RunningSeries] = []
  /// The particles of all frames, and of the fullest one.
  private var (particles, most) = (0, 0)
  private var frames: Int { shells.first?.count ?? 0 }
  /// The fewest frames that tell an error.
  private static let fewest = 4

  init(of call: PairCorrelationFunction) { self.call = call }

  mutating func add(_ frame: AnalyzedFrame) throws(DiagnosticError) {
    let gas: Gas = try frame.view()
    let region = try call.region(frame.frame.space)
    let context = frame.frame.context
    let bounds =
      bounds
      ?? ShellBounds(
        to: call.range ?? PairRange.standard(for: context, in: region), shells: call.bins,
        contact: PairRange.contact(context))
    self.bounds = bounds
    try PairRange.check(bounds.outer, called: "range", in: region)
    let pairs = PairCounts(try gas.rows("position"), count: gas.count, in: region, shells: bounds)
    if shells.isEmpty { shells = Array(repeating: RunningSeries(), count: bounds.count) }
    most = max(most, pairs.particles)
    guard pairs.particles >= 2 else {
      for shell in shells.indices { shells[shell].addUndefined() }
      return
    }
    let values = PairShells(pairs, shells: ShellShares(edges: bounds.edges, in: region)).values
    for (shell, value) in values.enumerated() { shells[shell].add(value) }
    particles += pairs.particles
  }

  mutating func settle() throws(DiagnosticError) -> Estimate? {
    guard frames > 0, let peak else {
      return Estimate(
        undefined: .tooFewSamples(found: most, needed: 2), unit: PairCorrelationFunction.unit,
        samples: most, bounds: .nonNegative)
    }
    var estimate = Estimate(
      shells[peak].mean ?? 0, unit: PairCorrelationFunction.unit, samples: particles,
      standardError: error(peak), bounds: .nonNegative)
    if estimate.standardError == nil {
      estimate.missingError =
        frames < Self.fewest
        ? .because("\(frames) frames tell no error, at least \(Self.fewest) are needed")
        : .noScatter
    }
    return estimate
  }

  /// Which frames are left out, and what the frames of the peak say of the error that it states.
  var warnings: [String] {
    guard frames > 0, let peak else { return [] }
    return shells[peak].warnings.filter { warning in
      if case .shortSeries = warning { error(peak) != nil } else { true }
    }.map(\.description)
  }

  private var peak: Int? { shells.indices.max { shells[$0].mean ?? 0 < shells[$1].mean ?? 0 } }

  /// That of a shell; of few frames, and of frames that are all alike, there is none.
  private func error(_ shell: Int) -> StandardError? {
    guard frames >= Self.fewest, let error = shells[shell].standardError, error.value > 0 else {
      return nil
    }
    return error
  }

  private var middles: [Double] {
    let edges = bounds?.edges ?? []
    return zip(edges, edges.dropFirst()).map { ($0 + $1) / 2 }
  }

  var details: [JSON.Member] {
    [.init("distance", peak.map { .number(middles[$0]) } ?? .null)]
  }

  var table: RecordTable? {
    RecordTable(
      columns: ["distance", "pair_correlation", "standard_error"],
      rows: zip(middles, shells).enumerated().map { shell, row in
        [row.0, row.1.mean ?? .nan, error(shell)?.value ?? .nan].map(\.scenarioText)
      })
  }
}
