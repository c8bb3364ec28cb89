import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// The phases of active particles over the frames; keeps five numbers a frame.
struct DensityPhaseRecord: SeriesRecord {
  private let cell: Double
  private let rule: ContactRule
  private let givenWindow: Double?
  private var times: [Double] = []
  private var evidence: [DensityEvidence] = []

  /// A record that has seen no frame.
  ///
  /// - Parameters:
  ///   - cell: the side of the cells in mean diameters.
  ///   - rule: which particles are linked.
  ///   - window: over how long evidence is averaged, or `nil` for a fifth of what was seen.
  init(cell: Double, rule: ContactRule, window: Double?) {
    self.cell = cell
    self.rule = rule
    givenWindow = window
  }

  mutating func add(_ frame: AnalyzedFrame) throws(DiagnosticError) {
    let particles: Particles = try frame.view()
    evidence.append(try DensityEvidence(particles, cell: cell, rule: rule))
    times.append(frame.frame.time)
  }

  /// Over how long the evidence is averaged.
  var window: Double { givenWindow ?? ((times.last ?? 0) - (times.first ?? 0)) / 5 }

  /// The phase of each frame, by the mean evidence of the frames at most half a window away.
  var phases: [DensityPhase] {
    let half = window / 2 * (1 + 1e-9)
    var (first, end) = (0, 0)
    return times.map { time in
      while times[first] < time - half { first += 1 }
      while end < times.count, times[end] <= time + half { end += 1 }
      return DensityEvidence(meanOf: evidence[first..<end]).map(DensityPhaseRule.phase) ?? .uniform
    }
  }

  var names: [String]? { phases.map(\.rawValue) }

  /// `first`, `last`, `fractions`, `transitions`, `verdict` of all frames together, and the
  /// evidence with the thresholds that it was held against.
  var details: [JSON.Member] {
    let phases = phases
    let all = DensityEvidence(meanOf: evidence)
    return [
      .init("first", phases.first.map { .text($0.rawValue) } ?? .null),
      .init("last", phases.last.map { .text($0.rawValue) } ?? .null),
      .init("verdict", all.map { .text(DensityPhaseRule.phase($0).rawValue) } ?? .null),
      .init(
        "fractions",
        .object(DensityPhase.allCases.map { .init($0.rawValue, .number(share($0, phases))) })),
      .init("transitions", .list(transitions(phases))),
      .init("evidence", all.map(Self.json) ?? .null),
      .init("window", .number(window)), .init("cell", .number(cell)),
      .init("radius", rule.radius.map(JSON.number) ?? .null),
      .init("thresholds", DensityPhaseRule.json),
    ]
  }

  private static func json(_ evidence: DensityEvidence) -> JSON {
    [
      "variance": .number(evidence.variance), "low": .number(evidence.low),
      "high": .number(evidence.high), "spanning": .number(evidence.spanning),
      "largest_cluster": .number(evidence.largestCluster),
    ]
  }

  private func share(_ phase: DensityPhase, _ phases: [DensityPhase]) -> Double {
    phases.isEmpty ? 0 : Double(phases.count { $0 == phase }) / Double(phases.count)
  }

  private func transitions(_ phases: [DensityPhase]) -> [JSON] {
    phases.indices.dropFirst().filter { phases[$0] != phases[$0 - 1] }.map {
      [
        "time": .number(times[$0]), "from": .text(phases[$0 - 1].rawValue),
        "to": .text(phases[$0].rawValue),
      ]
    }
  }

  /// The shares of the phases, and the evidence.
  var notes: [String] {
    guard let mean = DensityEvidence(meanOf: evidence) else { return [] }
    let phases = phases
    let shares = DensityPhase.allCases.map { ($0, share($0, phases)) }.filter { $0.1 > 0 }
      .sorted { $0.1 > $1.1 }
    return [
      shares.map { "\($0.0.rawValue) in \((100 * $0.1).text(decimals: 3)) % of the frames" }
        .joined(separator: ", "),
      "packing of cells: variance \(mean.variance.text(decimals: 3)), \(mean.low.text(decimals: 3)) of them below "
        + "\(DensityPhaseRule.low), \(mean.high.text(decimals: 3)) above \(DensityPhaseRule.high); largest "
        + "cluster \(mean.largestCluster.text(decimals: 3))",
    ]
  }
}
