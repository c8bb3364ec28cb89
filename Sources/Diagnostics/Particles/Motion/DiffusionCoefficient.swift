import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore
import RealModule

/// The diffusion coefficient by Einstein's relation: the slope of the mean squared displacement
/// against the lag, over 2 d.
///
/// D = slope/(2 d) of the straight line through the lags between `from` and `to`, by least squares;
/// d is the dimension. A slope, unlike a ratio, leaves out what persistence or cages add at short
/// lags. Without them lags are between a twentieth and a tenth of the time of the frames. Where the
/// displacements do not grow in proportion to the lag, a warning gives the exponent. The standard
/// error is the larger one of the scatter of the slopes of individuals and of ten blocks of time.
/// Source: Einstein 1905; Frenkel and Smit, Understanding Molecular Simulation, section 4.4.
public struct DiffusionCoefficient: Diagnostic {
  /// The shortest lag, or `nil` for a twentieth of the time.
  public var from: Double?
  /// The longest lag, or `nil` for a tenth of the time.
  public var to: Double?
  /// The individuals that are followed at most.
  public var individuals = 16_384

  /// The slope between a twentieth and a tenth of the time.
  public init() {}

  /// The word in a call.
  public static let name = "diffusion_coefficient"
  /// What it is.
  public static let about = "how fast individuals spread, by Einstein's relation"
  /// What it computes.
  public static let formula = "D = slope of <|r(t + lag) - r(t)|^2> against the lag, over 2 d"
  /// A squared length a time.
  public static let unit = EntropyUnit.diffusivity
  /// Its range.
  public static let bounds = "0 and above"
  /// Where it is defined.
  public static let source = "Einstein 1905; Frenkel and Smit 2002"
  /// What a frame must carry.
  public static let quantities = ["position"]
  /// One number of all frames.
  public static let isOfWholeSeries = true
  /// The parameters of the call.
  public static let keys: [Key<DiffusionCoefficient>] = [
    Key(
      "from", \.from, in: .positive, unit: "time",
      about: "the shortest lag; a twentieth of the time of the frames when left out"),
    Key(
      "to", \.to, in: .positive, unit: "time",
      about: "the longest lag; a tenth of the time of the frames when left out"),
    .followed(\.individuals),
  ]

  /// Refuses an empty range of lags.
  public func contradictions() -> [Contradiction] {
    guard let from, let to, from >= to else { return [] }
    return [Contradiction(at: "to", "there is no lag between \(from) and \(to)")]
  }

  /// It ends in a table of lags.
  public var hasTable: Bool { true }

  /// Undefined: the value belongs to all frames.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    Estimate(undefined: .wholeSeries, unit: Self.unit, samples: 1)
  }

  /// Follows the individuals.
  public func makeRecord(for context: FrameContext) -> (any SeriesRecord)? {
    DiffusionRecord(
      lags: LagRecord(.places, .squaredDifference, individuals: individuals, wanted: nil),
      from: from, to: to)
  }
}

/// The displacements of individuals, frame by frame, and the slope of their squares.
struct DiffusionRecord: SeriesRecord {
  var lags: LagRecord
  let from: Double?
  let to: Double?
  private var dimension = 1

  init(lags: LagRecord, from: Double?, to: Double?) {
    self.lags = lags
    self.from = from
    self.to = to
  }

  /// Blocks of time whose scatter is an error.
  private static let blocks = 10
  /// How far the exponent may be from 1.
  private static let slack = 0.1

  mutating func add(_ frame: AnalyzedFrame) throws(DiagnosticError) {
    dimension = frame.frame.space.spatialDimension
    try lags.add(frame)
  }

  /// The lags of the line.
  private var chosen: [LaggedMeans.Lag] {
    let total = Double(lags.lastNumber) * lags.step
    let low = from ?? to.map { $0 / 2 } ?? total / 20
    let high = to ?? max(total / 10, 2 * low)
    return lags.lags.filter {
      let lag = Double($0.frames) * lags.step
      return lag >= low * (1 - 1e-9) && lag <= high * (1 + 1e-9)
    }
  }

  mutating func settle() throws(DiagnosticError) -> Estimate? {
    let chosen = chosen
    guard chosen.count >= 2 else {
      return Estimate(
        undefined: .tooFewSamples(found: lags.frames, needed: 41), unit: .diffusivity,
        samples: lags.frames)
    }
    let line = SlopeWeights(chosen.map { Double($0.frames) * lags.step })
    let scale = 1 / (2 * Double(dimension))
    let slope = line.slope(of: chosen.map(\.mean))
    let errors = [errorOverIndividuals(chosen, line), errorOverTime(chosen, line)]
    let error = errors.compactMap { $0 }.max { $0.value < $1.value }
    var estimate = Estimate(
      slope * scale, unit: .diffusivity, samples: chosen[0].counts.reduce(0, +),
      standardError: error.map { StandardError($0.value * scale, by: $0.method) },
      bounds: .nonNegative)
    if error == nil {
      estimate.missingError = .tooFewSamples(found: chosen[0].beginnings.count, needed: 8)
    }
    if let exponent = exponent(chosen), abs(exponent - 1) > Self.slack {
      estimate.warn(.notDiffusive(exponent: exponent))
    }
    return estimate
  }

  /// d ln MSD/d ln lag from the first to the last lag.
  private func exponent(_ chosen: [LaggedMeans.Lag]) -> Double? {
    guard let first = chosen.first, let last = chosen.last, first.mean > 0, last.mean > 0 else {
      return nil
    }
    return Double.log(last.mean / first.mean)
      / Double.log(Double(last.frames) / Double(first.frames))
  }

  private func errorOverIndividuals(
    _ chosen: [LaggedMeans.Lag], _ line: SlopeWeights
  ) -> StandardError? {
    let means = chosen.map(\.individualMeans)
    let slopes = means[0].indices.compactMap { individual -> Double? in
      let own = means.compactMap { $0[individual] }
      return own.count == means.count ? line.slope(of: own) : nil
    }
    return LaggedScatter.error(of: slopes)
  }

  private func errorOverTime(
    _ chosen: [LaggedMeans.Lag], _ line: SlopeWeights
  ) -> StandardError? {
    let last = chosen.map { $0.places.last ?? 0 }.min() ?? 0
    let slopes = (0..<Self.blocks).compactMap { block -> Double? in
      let range = block * (last + 1) / Self.blocks..<(block + 1) * (last + 1) / Self.blocks
      let means = chosen.compactMap { lag -> Double? in
        let own = zip(lag.places, lag.beginnings).filter { range.contains($0.0) }.map(\.1)
        return own.isEmpty ? nil : own.reduce(0, +) / Double(own.count)
      }
      return means.count == chosen.count ? line.slope(of: means) : nil
    }
    guard slopes.count == Self.blocks else { return nil }
    return LaggedScatter.error(of: slopes).map { StandardError($0.value, by: .subseries) }
  }

  var details: [JSON.Member] {
    let times = chosen.map { Double($0.frames) * lags.step }
    return [
      .init("from", times.first.map(JSON.number) ?? .null),
      .init("to", times.last.map(JSON.number) ?? .null),
      .init("exponent", exponent(chosen).map(JSON.number) ?? .null),
    ]
  }

  var notes: [String] { lags.notes }
  var warnings: [String] { lags.warnings }
  var table: RecordTable? { lags.table(["mean_squared_displacement"]) { [$0.mean] } }
}

/// The slope of the straight line through points by least squares, a weighted sum of their values.
struct SlopeWeights {
  private let weights: [Double]

  /// The line over `places`, at least two of which differ.
  init(_ places: [Double]) {
    let mean = places.reduce(0, +) / Double(places.count)
    let square = places.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    weights = places.map { ($0 - mean) / square }
  }

  /// The slope of the line through `values`, one at each place.
  func slope(of values: [Double]) -> Double { zip(weights, values).reduce(0) { $0 + $1.0 * $1.1 } }
}
