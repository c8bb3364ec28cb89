import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// The mean squared displacement <|r(t + lag) - r(t)|^2> of individuals after a lag.
///
/// The mean is over individuals and beginnings t, without the jumps through periodic boxes: by the
/// images where frames carry them, or else by the shortest displacement from frame to frame, with a
/// warning where those are long. A table follows with a lag for each frame up to 16 and eight for
/// every factor of two beyond. Without `lag`, a tenth of the time between the first and the last
/// frame is taken. At most `individuals` are followed, evenly chosen. The standard error is the
/// larger one of the scatter of the individuals and, by blocking, of the beginnings.
/// Source: Einstein 1905; Frenkel and Smit, Understanding Molecular Simulation, section 4.4.
public struct MeanSquaredDisplacement: Diagnostic {
  /// The lag of the value, or `nil` for a tenth of the time.
  public var lag: Double?
  /// The individuals that are followed at most.
  public var individuals = 16_384

  /// The mean squared displacement after a tenth of the time.
  public init() {}

  /// The word in a call.
  public static let name = "mean_squared_displacement"
  /// What it is.
  public static let about = "how far individuals get in a time: the mean square of displacements"
  /// What it computes.
  public static let formula = "<|r(t + lag) - r(t)|^2>"
  /// A squared length.
  public static let unit = EntropyUnit.squaredLength
  /// Its range.
  public static let bounds = "0 and above"
  /// Where it is defined.
  public static let source = "Einstein 1905; Frenkel and Smit 2002"
  /// What a frame must carry.
  public static let quantities = ["position"]
  /// One number, and one for each lag, of all frames.
  public static let isOfWholeSeries = true
  /// The parameters of the call.
  public static let keys: [Key<MeanSquaredDisplacement>] = [
    Key(
      "lag", \.lag, in: .positive, unit: "time",
      about: "the lag of the value; a tenth of the time of the frames when left out"),
    .followed(\.individuals),
  ]

  /// It ends in a table of lags.
  public var hasTable: Bool { true }

  /// Undefined: the value belongs to all frames.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    Estimate(undefined: .wholeSeries, unit: Self.unit, samples: 1)
  }

  /// Follows the individuals.
  public func makeRecord(for context: FrameContext) -> (any SeriesRecord)? {
    DisplacementRecord(
      lags: LagRecord(.places, .squaredDifference, individuals: individuals, wanted: lag))
  }
}

extension Key {
  /// The key `individuals`.
  static func followed(_ path: WritableKeyPath<Root, Int> & Sendable) -> Key {
    Key(
      "individuals", path, in: IntegerRange(1, 10_000_000),
      about: "the individuals that are followed at most, evenly chosen where there are more")
  }
}

/// The displacements of individuals, frame by frame.
struct DisplacementRecord: SeriesRecord {
  var lags: LagRecord

  mutating func add(_ frame: AnalyzedFrame) throws(DiagnosticError) { try lags.add(frame) }

  mutating func settle() throws(DiagnosticError) -> Estimate? {
    lags.estimate(unit: .squaredLength, bounds: .nonNegative)
  }

  var details: [JSON.Member] { lags.details }
  var notes: [String] { lags.notes }
  var warnings: [String] { lags.warnings }
  var table: RecordTable? { lags.table(["mean_squared_displacement"]) { [$0.mean] } }
}

extension LagRecord {
  /// The lag of the value: the wanted one, or that next to a tenth of the time; `nil` where it has
  /// no value.
  var lagOfValue: LaggedMeans.Lag? {
    if let wantedFrames { return lag(frames: wantedFrames) }
    let tenth = Double(lastNumber) / 10
    return lags.filter { $0.frames > 0 }.min {
      abs(Double($0.frames) - tenth) < abs(Double($1.frames) - tenth)
    }
  }

  /// The mean at the lag of the value; undefined where no two frames are that far apart.
  ///
  /// - Parameters:
  ///   - unit: that of the mean.
  ///   - bounds: those of the mean.
  ///   - isAtOnce: whether the mean at lag 0 is meant.
  func estimate(unit: EntropyUnit, bounds: Bounds, isAtOnce: Bool = false) -> Estimate {
    guard let lag = isAtOnce ? lag(frames: 0) : lagOfValue else {
      return Estimate(
        undefined: .tooFewSamples(found: frames, needed: max(2, (wantedFrames ?? 1) + 1)),
        unit: unit, samples: frames, bounds: bounds)
    }
    var estimate = Estimate(
      lag.mean, unit: unit, samples: lag.counts.reduce(0, +), standardError: lag.standardError,
      bounds: bounds)
    if estimate.standardError == nil {
      estimate.missingError = .tooFewSamples(found: lag.beginnings.count, needed: 8)
    }
    return estimate
  }

  /// The lag of the value, in units of time.
  var details: [JSON.Member] {
    [.init("lag", lagOfValue.map { .number(Double($0.frames) * step) } ?? .null)]
  }
}
