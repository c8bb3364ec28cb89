import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusScenarios

/// The share of the frames of a window that have a name, such as a phase.
///
/// All frames are seen, since those before and after decide with a frame what it is called; those
/// of the window count.
struct PhaseWindow {
  /// The share of the frames that must be in the phase.
  static let needed = 0.9

  private let phase: String
  private var series: TrackedSeries
  private var counts: [Bool] = []

  /// No frame yet of what `request` names, one name of which is `phase`.
  init(_ phase: String, _ request: DiagnosticRequest) {
    self.phase = phase
    series = TrackedSeries(request)
  }

  /// Takes the next frame, which counts when it lies in the window.
  mutating func add(_ frame: AnalyzedFrame, counts isInside: Bool) throws(DiagnosticError) {
    try series.add(frame)
    counts.append(isInside)
  }

  /// The share, and all shares in words, after the last frame.
  mutating func outcome() throws(DiagnosticError) -> ExpectationOutcome {
    try series.finish()
    let all = series.result
    var inside = all
    inside.names = zip(all.names ?? [], counts).compactMap { $1 ? $0 : nil }
    let shares = inside.shares
    guard !shares.isEmpty else { return ExpectationOutcome(remark: "no frame lies in the window") }
    let words = shares.map { "\($0.name) \((($0.share * 1000).rounded() / 1000).scenarioText)" }
    let isAlone = shares.count == 1 && shares[0].name == phase
    let remarks = (isAlone ? [] : words) + all.warnings
    return ExpectationOutcome(
      value: shares.first { $0.name == phase }?.share ?? 0,
      remark: remarks.isEmpty ? nil : remarks.joined(separator: ", "))
  }
}
