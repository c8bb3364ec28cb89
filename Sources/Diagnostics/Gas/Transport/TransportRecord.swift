import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// Two Helfand moments, frame by frame, and the slope of the mean square of what they become.
struct TransportRecord: SeriesRecord {
  /// What the slope tells.
  enum Coefficient {
    /// Slope over 2 V kT.
    case viscosity
    /// Slope over 2 V (kT)^2.
    case conductivity

    var unit: EntropyUnit { self == .viscosity ? ShearViscosity.unit : ThermalConductivity.unit }
  }

  private let coefficient: Coefficient
  private let moments: [String]
  private let window: LagWindow
  private var clock = LagClock()
  private var means = LaggedMeans(.squaredDifference, plan: LagPlan(), width: 1)
  private var lastNumber = 0
  private var frames = 0
  private var area = Double.nan
  private var temperatures = 0.0
  private var collisionRate: Double?
  private var theory: EnskogTransport?

  /// Blocks of time whose scatter is the error.
  private static let blocks = 20
  /// Mean collision times between which lags lie.
  private static let usualLags = 5.0...15.0
  /// How far the slopes of both halves of the window may be from one another, in standard errors
  /// and as a share.
  private static let slack = (errors: 3.0, share: 0.1)

  init(_ coefficient: Coefficient, of moments: [String], window: LagWindow) {
    self.coefficient = coefficient
    self.moments = moments
    self.window = window
  }

  /// Refuses frames without the moments.
  static func check(_ names: [String], among carried: [String]) throws(DiagnosticError) {
    guard names.allSatisfy(carried.contains) else {
      throw DiagnosticError(
        "the frames carry no Helfand moments (\(names.joined(separator: ", ")))",
        advice:
          "run the gas in a box that is periodic in x and y, with the key helfand_moments: true")
    }
  }

  mutating func add(_ frame: AnalyzedFrame) throws(DiagnosticError) {
    let frame = frame.frame
    let number = try clock.number(of: frame)
    if frames == 0 { try begin(frame) }
    var values: [Double] = []
    for name in moments + ["temperature"] {
      guard let value = frame.observable(name)?.value else { throw .missing(name) }
      values.append(value)
    }
    temperatures += values.removeLast()
    if let rate = frame.observable("collision_rate")?.value, rate > 0 { collisionRate = rate }
    frames += 1
    lastNumber = max(lastNumber, number)
    means.add(values, frame: number)
  }

  /// Takes note of the space, in which nothing may end.
  private mutating func begin(_ frame: Frame) throws(DiagnosticError) {
    let sides = frame.space.periods.prefix(frame.space.spatialDimension)
    guard sides.allSatisfy({ $0 > 0 }) else {
      throw DiagnosticError(
        "the box has walls: the currents between them are bounded, and their integrals do not spread",
        advice: "run the gas in a box that is periodic in x and y")
    }
    area = sides.reduce(1, *)
    theory = EnskogTransport(frame.context, area: area)
  }

  /// kT, the mean over the frames.
  private var temperature: Double { temperatures / Double(max(1, frames)) }

  /// What turns a slope into the coefficient.
  private var scale: Double {
    let square = coefficient == .viscosity ? temperature : temperature * temperature
    return 1 / (2 * area * square)
  }

  private var step: Double { clock.step ?? 1 }

  /// The lags of the line.
  private var chosen: [LaggedMeans.Lag] {
    let total = Double(lastNumber) * step
    let unit = collisionRate.map { 1 / $0 } ?? total / 300
    let ends = window.ends(
      usual: Self.usualLags.lowerBound * unit...Self.usualLags.upperBound * unit)
    return means.lags.filter {
      let lag = Double($0.frames) * step
      return lag >= ends.lowerBound * (1 - 1e-9) && lag <= ends.upperBound * (1 + 1e-9)
    }
  }

  mutating func settle() throws(DiagnosticError) -> Estimate? {
    let chosen = chosen
    guard chosen.count >= 2 else {
      return Estimate(
        undefined: .tooFewSamples(found: chosen.count, needed: 2), unit: coefficient.unit,
        samples: frames)
    }
    let error = error(chosen)
    var estimate = Estimate(
      slope(chosen) * scale, unit: coefficient.unit, samples: chosen[0].beginnings.count,
      standardError: error.map { StandardError($0 * scale, by: .subseries) }, bounds: .nonNegative)
    if error == nil {
      estimate.missingError = .tooFewSamples(found: chosen[0].beginnings.count, needed: Self.blocks)
    }
    return estimate
  }

  private func slope(_ lags: [LaggedMeans.Lag]) -> Double {
    SlopeWeights(lags.map { Double($0.frames) * step }).slope(of: lags.map(\.mean))
  }

  /// The standard error of the slope from those of blocks of time.
  private func error(_ chosen: [LaggedMeans.Lag]) -> Double? {
    let last = chosen.map { $0.places.last ?? 0 }.min() ?? 0
    let line = SlopeWeights(chosen.map { Double($0.frames) * step })
    let sums = chosen.map { lag -> [(sum: Double, count: Int)] in
      var sums = [(sum: Double, count: Int)](repeating: (0, 0), count: Self.blocks)
      for (place, value) in zip(lag.places, lag.beginnings) where place <= last {
        let block = min(Self.blocks - 1, place * Self.blocks / (last + 1))
        sums[block].sum += value
        sums[block].count += 1
      }
      return sums
    }
    let slopes = (0..<Self.blocks).compactMap { block -> Double? in
      let own = sums.compactMap {
        $0[block].count > 0 ? $0[block].sum / Double($0[block].count) : nil
      }
      return own.count == chosen.count ? line.slope(of: own) : nil
    }
    guard slopes.count == Self.blocks else { return nil }
    return LaggedScatter.error(of: slopes)?.value
  }

  /// What Enskog's theory says of the gas.
  private var expected: Double? {
    switch coefficient {
    case .viscosity: theory?.viscosity(temperature: temperature)
    case .conductivity: theory?.conductivity(temperature: temperature)
    }
  }

  private var lagEnds: (from: Double, to: Double)? {
    guard let first = chosen.first, let last = chosen.last else { return nil }
    return (Double(first.frames) * step, Double(last.frames) * step)
  }

  var details: [JSON.Member] {
    [
      .init("from", (lagEnds?.from).map(JSON.number) ?? .null),
      .init("to", (lagEnds?.to).map(JSON.number) ?? .null),
      .init("enskog", expected.map(JSON.number) ?? .null),
    ]
  }

  var notes: [String] {
    guard let ends = lagEnds else { return [] }
    let collisions = collisionRate.map {
      ", \(rounded(ends.from * $0)) to \(rounded(ends.to * $0)) mean collision times"
    }
    let theory = expected.map { "; Enskog's theory says \(rounded($0))" }
    return [
      "lags from \(rounded(ends.from)) to \(rounded(ends.to))\(collisions ?? "")\(theory ?? "")"
    ]
  }

  /// That the squares do not grow in proportion to the lag: the two halves of the window differ.
  var warnings: [String] {
    let chosen = chosen
    guard chosen.count >= 4, let error = error(chosen), error > 0 else { return [] }
    let halves = (
      slope(Array(chosen[...(chosen.count / 2)])), slope(Array(chosen[(chosen.count / 2)...]))
    )
    // The slope of half the window scatters at least as much as that of all of it.
    let apart = abs(halves.1 - halves.0)
    guard apart > Self.slack.errors * 2 * error, apart > Self.slack.share * abs(slope(chosen))
    else { return [] }
    return [
      "the slope of the first half of the lags is \(rounded(halves.0 * scale)), that of the second \(rounded(halves.1 * scale)): take other lags, from and to"
    ]
  }

  private func rounded(_ value: Double) -> String { value.shortText }

  var table: RecordTable? {
    RecordTable(
      columns: ["lag", "mean_square", "standard_error", "beginnings"],
      rows: means.lags.map { lag in
        [Double(lag.frames) * step, lag.mean, lag.standardError?.value ?? .nan].map(\.scenarioText)
          + ["\(lag.beginnings.count)"]
      })
  }
}
