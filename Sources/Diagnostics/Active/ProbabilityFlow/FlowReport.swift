import ClausiusDeclarations
import ClausiusEntropyMeasures

/// A learned flow as a document, a table and words.
struct FlowReport {
  private let flow: LearnedFlow
  private let last: FlowFrame?

  /// The report of a flow; `last` is the frame whose velocities the table is to hold.
  init(_ flow: LearnedFlow, last: FlowFrame?) {
    self.flow = flow
    self.last = last
  }

  private var rates: FlowRates { flow.flow.rates }

  /// One of the numbers.
  func estimate(of field: ProbabilityFlow.Field) -> Estimate {
    switch field {
    case .bound: return estimate(rates.bound, .natPerTime)
    case .plug: return estimate(rates.plug, .natPerTime)
    case .knownRate: return estimate(rates.known, .natPerTime)
    case .gap:
      guard let gap = flow.gap else {
        return Estimate(undefined: .noRate, unit: .dimensionless, samples: rates.samples)
      }
      return estimate(gap, .dimensionless)
    }
  }

  private func estimate(_ mean: BlockMean, _ unit: EntropyUnit) -> Estimate {
    Estimate(
      mean.value, unit: unit, samples: rates.samples,
      standardError: mean.standardError.map { StandardError($0, by: .blocking) },
      bounds: .nonNegative)
  }

  private var scores: [LearnedScore] { flow.flow.scores }

  var details: [JSON.Member] {
    [
      .init("quantity", .text(flow.quantity)),
      .init("parity", .text(flow.motion.movesPositions ? "even" : "none")),
      .init("per", .text("particle")), .init("frames", .integer(flow.frames)),
      .init("blocks", .integer(flow.flow.blocks)),
      .init("folds", .integer(scores.count)),
    ] + members("bound", rates.bound) + members("plug", rates.plug)
      + members("known_rate", rates.known) + members("squared_error", rates.shortfall)
      + members("gap", flow.gap) + [
        .init("ridges", .list(scores.map { .number($0.ridge) })),
        .init("features_left_out", .integer(scores.map(\.leftOut).max() ?? 0)),
        .init("features", .list(flow.features.flatMap(\.names).map(JSON.text))),
        .init("coefficients", .list(coefficients.map(JSON.number))),
        .init("classes", .list(classes.map { .object($0.members) })),
      ]
  }

  private func members(_ name: String, _ mean: BlockMean?) -> [JSON.Member] {
    [
      .init(name, mean.map { .number($0.value) } ?? .null),
      .init("\(name)_standard_error", mean?.standardError.map(JSON.number) ?? .null),
    ]
  }

  /// The means over the stretches.
  private var coefficients: [Double] {
    (scores.first?.coefficients ?? []).indices.map { k in
      scores.reduce(0) { $0 + $1.coefficients[k] } / Double(scores.count)
    }
  }

  /// The features that no score uses, since too few samples decide them, or none.
  private var leftOut: [String] {
    flow.features.flatMap(\.names).enumerated().compactMap { k, name in
      scores.allSatisfy { $0.coefficients[k] == 0 } ? name : nil
    }
  }

  private var leftOutNote: [String] {
    let names = leftOut
    guard !names.isEmpty else { return [] }
    let listed = names.prefix(4).joined(separator: ", ") + (names.count > 4 ? " ..." : "")
    return [
      "left out, decided by fewer than \(Int(LearnedScore.fewestSamples)) samples: \(listed)"
    ]
  }

  private var classes: [FlowClass] {
    flow.flow.classes.enumerated().compactMap { place, rates in
      rates.map {
        FlowClass(
          from: place > 0 ? flow.densities[place - 1] : nil,
          to: place < flow.densities.count ? flow.densities[place] : nil,
          share: Double($0.samples) / Double(self.rates.samples), rates: $0)
      }
    }
  }

  var notes: [String] {
    let count = flow.features.reduce(0) { $0 + $1.names.count }
    let known = flow.motion.movesPositions ? "entropy production (u even)" : "contraction"
    return [
      "\(count) features of \(flow.particles) particles in \(flow.frames) frames, \(flow.flow.blocks) blocks; "
        + "held out, per particle and time: bound \(rates.bound.inWords), plug \(rates.plug.inWords)",
      "\(known) without learning: \(rates.known.inWords)"
        + (flow.gap.map { "; squared error of the learned current \($0.inWords) of it" } ?? ""),
    ] + leftOutNote
  }

  var warnings: [String] {
    var warnings: [String] = []
    if flow.blockTime < flow.motion.persistenceTime, flow.motion.turning != .none {
      warnings.append(
        "blocks of \(flow.blockTime.inWords) are shorter than the persistence time "
          + "\(flow.motion.persistenceTime.inWords): standard errors are lower limits")
    }
    if let gap = flow.gap, gap.value > 0.5 {
      warnings.append(
        "the features explain less than half of the rate: ask for others, or write more frames")
    }
    return warnings
  }

  var table: RecordTable {
    if let last { return RecordTable(last, flow) }
    return RecordTable(columns: FlowClass.columns, rows: classes.map(\.row))
  }
}

extension BlockMean {
  /// "11.2 +- 0.1".
  fileprivate var inWords: String {
    value.inWords + (standardError.map { " +- \($0.inWords)" } ?? "")
  }
}

extension Double {
  /// The number to four digits behind the point.
  fileprivate var inWords: String { ((self * 1e4).rounded() / 1e4).scenarioText }
}
