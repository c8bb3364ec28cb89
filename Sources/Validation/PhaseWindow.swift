import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusScenarios
import ClausiusSimulationCore

/// The share of the frames of a window in which a school is in a phase.
///
/// All frames are seen, since those before and after decide with a frame what it is called; those
/// of the window count.
struct PhaseWindow {
  /// The share of the frames that must be in the phase.
  static let needed = 0.9

  private let phase: SchoolPhase
  private var record: any SeriesRecord
  private var counts: [Bool] = []

  /// No frame yet.
  ///
  /// - Throws: `Problems` when the call is not one that names phases.
  init(
    _ phase: SchoolPhase, _ call: DiagnosticCall, _ request: DiagnosticRequest?,
    _ context: FrameContext
  ) throws(Problems) {
    guard let request, request.names.contains(phase.rawValue),
      let record = request.diagnostic.makeRecord(for: context)
    else {
      throw Problems(
        Problem(
          "'\(call.text)' names no phase", at: call.position,
          advice: "leave 'diagnostic' out, or write \"phase(window: 20)\""))
    }
    self.phase = phase
    self.record = record
  }

  /// Takes the next frame, which counts when it lies in the window.
  mutating func add(_ frame: AnalyzedFrame, counts isInside: Bool) throws(DiagnosticError) {
    try record.add(frame)
    counts.append(isInside)
  }

  /// The share, and all shares in words.
  var outcome: ExpectationOutcome {
    let names = zip(record.names ?? [], counts).compactMap { $1 ? $0 : nil }
    guard !names.isEmpty else { return ExpectationOutcome(remark: "no frame lies in the window") }
    let shares = SchoolPhase.allCases.compactMap { phase -> (SchoolPhase, Double)? in
      let count = names.count { $0 == phase.rawValue }
      return count == 0 ? nil : (phase, Double(count) / Double(names.count))
    }
    let words = shares.sorted { $0.1 > $1.1 }
      .map { "\($0.0.rawValue) \((($0.1 * 1000).rounded() / 1000).scenarioText)" }
    let remarks = (shares.count == 1 && shares[0].0 == phase ? [] : words) + record.warnings
    return ExpectationOutcome(
      value: shares.first { $0.0 == phase }?.1 ?? 0,
      remark: remarks.isEmpty ? nil : remarks.joined(separator: ", "))
  }
}
