import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusScenarios
import ClausiusSimulationCore

/// Follows a run and gathers what its expectations are about; keeps numbers, not frames.
final class ExpectationObserver: Observer {
  /// Where a number comes from.
  private enum Origin {
    case diagnostic(DiagnosticRequest)
    case observable(String)
  }

  private struct Followed {
    var expectation: Expectation
    var range: ClosedRange<Double>
    var origin: Origin
    var divisor: Origin?
    var window = MeasuredWindow()
    /// Where the frames are named rather than measured.
    var phases: PhaseWindow?
  }

  private let slack: Double
  private var followed: [Followed] = []

  /// Follows `expectations` in a run of `scenario`.
  ///
  /// - Throws: `Problems` at the place of a call that cannot be computed from the frames of `system`.
  init(
    _ expectations: [Expectation], of scenario: Scenario, _ system: any System
  ) throws(Problems) {
    // Times are multiples of a step: rounding may put a frame beside the end of a window that is meant to hold it.
    slack = 1e-9 * scenario.run.duration
    let observables = Set(type(of: scenario.model).observables.map(\.name))
    let quantities = system.quantities.map(\.name) + system.observables().map(\.name)
    func origin(_ call: DiagnosticCall) throws(Problems) -> Origin {
      if observables.contains(call.text) { return .observable(call.text) }
      let request = try DiagnosticCatalog.standard.request(call.text, at: call.position)
      try request.check(quantities: quantities, context: system.context, box: system.box)
      return .diagnostic(request)
    }
    for expectation in expectations {
      var divisor: Origin?
      if let call = expectation.relativeTo { divisor = try origin(call) }
      var entry = Followed(
        expectation: expectation,
        range: expectation.window.range(duration: scenario.run.duration),
        origin: try origin(expectation.diagnostic), divisor: divisor)
      if let phase = expectation.phase {
        entry.phases = try PhaseWindow(phase, expectation.diagnostic, system.context)
      }
      followed.append(entry)
    }
  }

  /// The quantities that frames must carry.
  var quantities: Set<String> {
    Set(
      followed.flatMap { entry in
        [entry.origin, entry.divisor].flatMap { origin -> [String] in
          guard case .diagnostic(let request)? = origin else { return [] }
          return request.quantities
        }
      })
  }

  func observe(_ frame: borrowing Frame) throws {
    let analyzed = AnalyzedFrame(copy frame)
    for k in followed.indices {
      let range = followed[k].range
      let isInside = range.lowerBound - slack <= frame.time && frame.time <= range.upperBound + slack
      if followed[k].phases != nil {
        try followed[k].phases?.add(analyzed, counts: isInside)
      } else if isInside {
        var (value, error) = try number(followed[k].origin, analyzed)
        if let divisor = followed[k].divisor {
          value /= try number(divisor, analyzed).value
          error = nil
        }
        followed[k].window.add(time: frame.time, value: value, standardError: error)
      }
    }
  }

  private func number(
    _ origin: Origin, _ frame: AnalyzedFrame
  ) throws -> (value: Double, error: Double?) {
    switch origin {
    case .observable(let name):
      return (frame.frame.observables.first { $0.name == name }?.value ?? .nan, nil)
    case .diagnostic(let request):
      let estimate = try request.evaluate(frame)
      return (estimate.value ?? .nan, estimate.standardError?.value)
    }
  }

  /// What came out, in the order of the expectations.
  var outcomes: [ExpectationOutcome] {
    followed.map { entry in
      if let phases = entry.phases { return phases.outcome }
      let measured = entry.window.measure(
        entry.expectation.statistic, threshold: entry.expectation.threshold)
      return ExpectationOutcome(
        value: measured.value, standardError: measured.standardError,
        remark: measured.value == nil ? "undefined" : entry.window.warnings.first)
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
