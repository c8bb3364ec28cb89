import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore
import RealModule

/// The turning rate of individuals: the mean angle between headings of successive frames over the
/// time between them.
///
/// `signed: true` is for the plane: turns to the left count above 0, to the right below, so that
/// what turns both ways reads 0. One value for all frames; the table has the mean over individuals
/// for each step between frames. The standard error is that of the steps, which may be correlated.
/// Frames far apart read too little: a turn of more than half a circle is taken the shorter way
/// round, and a warning tells when turns are on average longer than an eighth of a circle.
public struct TurningRate: Diagnostic {
  /// Whether turns to the left and to the right cancel.
  public var signed = false
  /// The species that is meant, or `nil` for all individuals.
  public var species: Int?

  /// The rate of all individuals, whichever way they turn.
  public init() {}

  /// The word in a call.
  public static let name = "turning_rate"
  /// What it is.
  public static let about = "how fast individuals turn: the angle between headings over the time"
  /// What it computes.
  public static let formula = "<arccos(e_i(t).e_i(t + dt))>/dt, e_i the unit heading"
  /// An angle per time.
  public static let unit = EntropyUnit.angularSpeed
  /// Its range.
  public static let bounds = "0 and above, up to pi/dt; signed: any number"
  /// Where it is defined.
  public static let source = "as the name says"
  /// What a frame must carry.
  public static let quantities = ["velocity"]
  /// One number of all frames.
  public static let isOfWholeSeries = true
  /// The parameters of the call.
  public static let keys: [Key<TurningRate>] = [
    Key("signed", \.signed, about: "whether turns to the left and to the right cancel"),
    .onlySpecies(\.species),
  ]

  /// It ends in a table of steps.
  public var hasTable: Bool { true }

  /// Refuses signs in space, and a species that is not there.
  public func check(context: FrameContext, box: Box) throws(DiagnosticError) {
    guard !signed || box.spatialDimension == 2 else {
      throw DiagnosticError(
        "turning_rate: in space a turn is neither left nor right", advice: "leave 'signed' out")
    }
    try species.check(in: context, of: Self.name)
  }

  /// Undefined: the value belongs to all frames.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    Estimate(undefined: .wholeSeries, unit: Self.unit, samples: 1)
  }

  /// Follows the headings.
  public func makeRecord(for context: FrameContext) -> (any SeriesRecord)? {
    TurningRecord(isSigned: signed, species: species)
  }
}

/// The turns of individuals from frame to frame.
struct TurningRecord: SeriesRecord {
  let isSigned: Bool
  let species: Int?

  /// The headings of a frame by the numbers of the individuals, and its time.
  private struct Headings {
    let segment: Int
    let time: Double
    var known: [Int: SIMD3<Double>] = [:]
  }

  /// The mean turn of a step.
  private struct Step {
    let time: Double
    let rate: Double
    let angle: Double
    let individuals: Int
  }

  private var last: Headings?
  private var steps: [Step] = []

  init(isSigned: Bool, species: Int?) { (self.isSigned, self.species) = (isSigned, species) }

  mutating func add(_ frame: AnalyzedFrame) throws(DiagnosticError) {
    let part = try frame.only(species: species)
    let school: School = try part.view()
    var now = Headings(segment: frame.frame.segment, time: frame.frame.time)
    for (row, heading) in try school.headings().enumerated() where heading != .zero {
      now.known[part.frame.context.attendance?.numbers[row] ?? row] = heading
    }
    if let last, last.segment == now.segment, now.time > last.time { add(from: last, to: now) }
    last = now
  }

  private mutating func add(from last: Headings, to now: Headings) {
    var (sum, absolute, count) = (0.0, 0.0, 0)
    // In the order of the individuals, so that the sum is the same every time.
    for individual in now.known.keys.sorted() {
      guard let before = last.known[individual], let after = now.known[individual] else { continue }
      let across = before.cross(after)
      let angle = Double.atan2(y: across.length, x: before.dot(after))
      sum += isSigned && across.z < 0 ? -angle : angle
      absolute += angle
      count += 1
    }
    guard count > 0 else { return }
    steps.append(
      Step(
        time: (last.time + now.time) / 2, rate: sum / Double(count) / (now.time - last.time),
        angle: absolute / Double(count), individuals: count))
  }

  mutating func settle() throws(DiagnosticError) -> Estimate? {
    var series = RunningSeries()
    for step in steps { series.add(step.rate) }
    guard let mean = series.mean else {
      return Estimate(
        undefined: .tooFewSamples(found: 0, needed: 1), unit: TurningRate.unit, samples: 0)
    }
    var estimate = Estimate(
      mean, unit: TurningRate.unit, samples: steps.count, standardError: series.standardError,
      bounds: isSigned ? .unbounded : .nonNegative, warnings: series.warnings)
    if estimate.standardError == nil {
      estimate.missingError = .tooFewSamples(found: steps.count, needed: 2)
    }
    return estimate
  }

  var warnings: [String] {
    let mean = steps.reduce(0) { $0 + $1.angle } / Double(max(1, steps.count))
    guard mean > Double.pi / 4 else { return [] }
    return [
      "headings turn by \(Int((mean * 180 / Double.pi).rounded())) degrees from frame to frame: "
        + "the rate reads too little; write frames more often"
    ]
  }

  var table: RecordTable? {
    RecordTable(
      columns: ["time", "turning_rate", "individuals"],
      rows: steps.map { [$0.time.scenarioText, $0.rate.scenarioText, "\($0.individuals)"] })
  }
}
