import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// Which of two coexisting phases.
public enum CoexistingPhase: String, DeclaredChoice {
  /// The one of lower packing.
  case dilute
  /// The one of higher packing.
  case dense

  /// What the phase is.
  public var about: String {
    switch self {
    case .dilute: "the phase of lower packing"
    case .dense: "the phase of higher packing"
    }
  }
}

/// The packing fraction of one of two coexisting phases, from the peaks of the histogram of the
/// local packing over space and all frames.
///
/// The packing at the points of a grid of one diameter, weighted by a Gaussian of standard
/// deviation `width` mean diameters, is counted in bins of 0.01. Two peaks count as two phases
/// where they are 0.2 or more apart, the valley between them is below 0.8 of the lower peak and at
/// least 0.03 of the box lies on either side; or else the value is undefined: one phase. The
/// Gaussian blurs the peaks: a width of 1 to 2 diameters keeps them where they are, as long as the
/// phases are wider than about eight diameters. The standard error is that over ten blocks of
/// frames. Both packings, the verdict and the histogram are reported with either.
/// Source: Redner, Hagan and Baskaran, Phys. Rev. Lett. 110 (2013) 055701; Solon et al., New J.
/// Phys. 20 (2018) 075001.
public struct Binodal: Diagnostic {
  /// The phase whose packing is the value.
  public var phase = CoexistingPhase.dense
  /// The standard deviation of the Gaussian in mean diameters.
  public var width = 1.5

  /// The packing of the dense phase.
  public init() {}

  /// The word in a call.
  public static let name = "binodal"
  /// What it is.
  public static let about = "the packing fraction of one of two coexisting phases, or one phase"
  /// What it computes.
  public static let formula = "the place of a peak of the histogram of the local packing"
  /// A pure number.
  public static let unit = EntropyUnit.dimensionless
  /// Its range.
  public static let bounds = "0 and above; undefined where there is one phase"
  /// Where it is defined.
  public static let source = "Redner, Hagan and Baskaran 2013; Solon et al. 2018"
  /// What a frame must carry.
  public static let quantities = ["position"]
  /// Positions and sizes.
  public static let needs = "position and the radii of the particles"
  /// How several kinds count.
  public static let mixtures: String? = "all kinds together, each by its own size"
  /// One number of all frames.
  public static let isOfWholeSeries = true
  /// The parameters of the call.
  public static let keys: [Key<Binodal>] = [
    Key("phase", \.phase, about: "the phase whose packing is the value"), .packingWidth(\.width),
  ]

  /// It ends in the histogram.
  public var hasTable: Bool { true }

  /// Refuses particles without a size.
  public func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    guard quantities.contains("position") else { throw .missing("position") }
    _ = try ParticleSizes(context: context)
  }

  /// Refuses open axes, whose points no grid holds.
  public func check(context: FrameContext, box: Box) throws(DiagnosticError) {
    _ = try GasRegion(box, lower: nil, upper: nil)
  }

  /// Undefined: the value belongs to all frames.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    Estimate(undefined: .wholeSeries, unit: Self.unit, samples: 1)
  }

  /// Collects the histograms of the frames.
  public func makeRecord(for context: FrameContext) -> (any SeriesRecord)? {
    BinodalRecord(phase: phase, width: width)
  }
}

/// The histograms of the local packing, frame by frame.
struct BinodalRecord: SeriesRecord {
  private let phase: CoexistingPhase
  private let width: Double
  private var frames: [PackingHistogram] = []

  /// Blocks of frames whose scatter is the error.
  private static let blocks = 10
  /// The distance of the points of the grid in mean diameters.
  private static let spacing = 1.0

  init(phase: CoexistingPhase, width: Double) {
    self.phase = phase
    self.width = width
  }

  mutating func add(_ frame: AnalyzedFrame) throws(DiagnosticError) {
    let particles: Particles = try frame.view()
    let field = try PackingField(particles, width: width, spacing: Self.spacing)
    frames.append(PackingHistogram(field.values))
  }

  private func whole(_ frames: some Sequence<PackingHistogram>) -> PackingHistogram {
    frames.reduce(into: PackingHistogram()) { $0.add($1) }
  }

  /// The packings of the phases of each block of frames that has two.
  private var blocks: [PackingHistogram.Binodals] {
    let count = min(Self.blocks, frames.count)
    return (0..<count).compactMap { block in
      whole(frames[block * frames.count / count..<(block + 1) * frames.count / count]).binodals
    }
  }

  private func value(_ binodals: PackingHistogram.Binodals, _ phase: CoexistingPhase) -> Double {
    phase == .dilute ? binodals.dilute : binodals.dense
  }

  /// The packing of a phase; undefined where there is one phase.
  private func estimate(of phase: CoexistingPhase) -> Estimate {
    guard let found = whole(frames).binodals else {
      return Estimate(undefined: .onePhase, unit: .dimensionless, samples: frames.count)
    }
    let parts = blocks.map { value($0, phase) }
    var error: StandardError?
    if parts.count > 1 {
      let mean = parts.reduce(0, +) / Double(parts.count)
      let square = parts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      error = StandardError(
        (square / Double(parts.count - 1) / Double(parts.count)).squareRoot(), by: .subseries)
    }
    var estimate = Estimate(
      value(found, phase), unit: .dimensionless, samples: frames.count, standardError: error,
      bounds: .nonNegative)
    if error == nil { estimate.missingError = .tooFewSamples(found: frames.count, needed: 2) }
    return estimate
  }

  mutating func settle() throws(DiagnosticError) -> Estimate? { estimate(of: phase) }

  var details: [JSON.Member] {
    let both = [CoexistingPhase.dilute, .dense].map { ($0, estimate(of: $0)) }
    return [.init("verdict", .text(both[0].1.value == nil ? "one phase" : "two phases"))]
      + both.map { phase, estimate in
        .init(
          phase.word,
          [
            "packing": estimate.value.map(JSON.number) ?? .null,
            "standard_error": estimate.standardError.map { .number($0.value) } ?? .null,
          ])
      }
  }

  var notes: [String] {
    let both = [CoexistingPhase.dilute, .dense].map { estimate(of: $0) }
    guard let dilute = both[0].value, let dense = both[1].value else { return ["one phase"] }
    return ["two phases, of packings \(dilute.text(decimals: 3)) and \(dense.text(decimals: 3))"]
  }

  var table: RecordTable? {
    RecordTable(
      columns: ["packing", "probability_density"],
      rows: whole(frames).density.enumerated().map { bin, density in
        [PackingHistogram.packing(bin).scenarioText, density.scenarioText]
      })
  }
}
