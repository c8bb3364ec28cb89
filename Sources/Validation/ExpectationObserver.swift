import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusScenarios
import ClausiusSimulationCore

/// Follows a run and gathers what its expectations are about; keeps numbers, not frames.
final class ExpectationObserver: Observer {
  private struct Followed {
    var expectation: Expectation
    var range: ClosedRange<Double>
    var request: DiagnosticRequest
    var divisor: DiagnosticRequest?
    var window = MeasuredWindow()
    /// Where the frames are named rather than measured.
    var phases: PhaseWindow?
  }

  private let slack: Double
  private let every: Double
  private var followed: [Followed] = []

  /// Follows `expectations` in a run of `scenario`.
  ///
  /// - Throws: `Problems` at the place of a call that cannot be computed from the frames of
  ///   `system`.
  init(
    _ expectations: [Expectation], of scenario: Scenario, _ system: any System
  ) throws(Problems) {
    // Times are multiples of a step: rounding may put a frame beside the end of a window that is
    // meant to hold it.
    slack = 1e-9 * scenario.run.duration
    every = scenario.every
    let contents = system.contents
    func request(_ call: DiagnosticCall) throws(Problems) -> DiagnosticRequest {
      let request =
        scenario.request(for: call)
        ?? .observable(call.text, unit: contents.units[call.text] ?? "1", at: call.position)
      let fitted = try request.fitted(to: contents)
      try fitted.requireValueAtEachFrame(advice: "expectations are of values at frames")
      return fitted
    }
    for expectation in expectations {
      var divisor: DiagnosticRequest?
      if let call = expectation.relativeTo {
        divisor = try request(call)
        try divisor?.requireNumberAtEachFrame()
      }
      var entry = Followed(
        expectation: expectation,
        range: expectation.window.range(duration: scenario.run.duration),
        request: try request(expectation.diagnostic), divisor: divisor)
      if let phase = expectation.phase {
        entry.phases = PhaseWindow(phase.text, entry.request)
      } else {
        try entry.request.requireNumberAtEachFrame()
      }
      followed.append(entry)
    }
  }

  /// The quantities that frames must carry.
  var quantities: Set<String> {
    Set(followed.flatMap { $0.request.quantities + ($0.divisor?.quantities ?? []) })
  }

  func observe(_ frame: borrowing Frame) throws {
    let analyzed = AnalyzedFrame(copy frame)
    for k in followed.indices {
      let range = followed[k].range
      let isInside =
        range.lowerBound - slack <= frame.time && frame.time <= range.upperBound + slack
      if followed[k].phases != nil {
        try followed[k].phases?.add(analyzed, counts: isInside)
      } else if isInside, isNeeded(followed[k], at: frame.time) {
        let estimate = try followed[k].request.evaluate(analyzed)
        var value = estimate.value ?? .nan
        var error = estimate.standardError?.value
        if let divisor = followed[k].divisor {
          value /= try divisor.evaluate(analyzed).value ?? .nan
          error = nil
        }
        followed[k].window.add(time: frame.time, value: value, standardError: error)
      }
    }
  }

  /// Whether the statistic of an expectation depends on this frame of its window; entropies take
  /// their time.
  private func isNeeded(_ entry: Followed, at time: Double) -> Bool {
    let isLast = time + every > entry.range.upperBound + slack
    switch entry.expectation.statistic {
    case .first: return entry.window.isEmpty
    case .final, .convergenceOrder: return isLast
    case .change: return entry.window.isEmpty || isLast
    default: return true
    }
  }

  /// What came out, in the order of the expectations.
  ///
  /// - Throws: `DiagnosticError` when the frames together do not suit a call.
  func outcomes() throws -> [ExpectationOutcome] {
    try followed.map { entry in
      if var phases = entry.phases { return try phases.outcome() }
      let measured = entry.window.measure(
        entry.expectation.statistic, threshold: entry.expectation.threshold)
      return ExpectationOutcome(
        value: measured.value, standardError: measured.standardError,
        remark: measured.value == nil
          ? entry.window.reason(
            entry.expectation.statistic, threshold: entry.expectation.threshold)
          : entry.expectation.statistic == .mean ? entry.window.warnings.first : nil)
    }
  }
}

/// What came out for one expectation in one run.
struct ExpectationOutcome {
  /// The number, `nil` where it is undefined.
  var value: Double?
  /// Its standard error, `nil` where none is known.
  var standardError: Double?
  /// Why there is no number, or what casts doubt on it.
  var remark: String?
}
