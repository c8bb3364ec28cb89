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
    let quantities = system.quantities.map(\.name) + system.observables().map(\.name)
    func origin(_ call: DiagnosticCall) throws(Problems) -> Origin {
      guard let request = scenario.request(for: call) else { return .observable(call.text) }
      if request.isOfWholeSeries {
        throw Problems(
          Problem(
            "\(call.text): one number belongs to the whole run, expectations are of values at frames",
            at: call.position))
      }
      try request.check(quantities: quantities, context: system.context, box: system.box ?? .open())
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
        entry.phases = try PhaseWindow(
          phase, expectation.diagnostic, scenario.request(for: expectation.diagnostic),
          system.context)
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
    var known: [String: (value: Double, error: Double?)] = [:]
    for k in followed.indices {
      let range = followed[k].range
      let isInside =
        range.lowerBound - slack <= frame.time && frame.time <= range.upperBound + slack
      if followed[k].phases != nil {
        try followed[k].phases?.add(analyzed, counts: isInside)
      } else if isInside, isNeeded(followed[k], at: frame.time) {
        var (value, error) = try number(followed[k].origin, analyzed, &known)
        if let divisor = followed[k].divisor {
          value /= try number(divisor, analyzed, &known).value
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

  /// A number of a frame; `known` keeps what expectations of the same frame share.
  private func number(
    _ origin: Origin, _ frame: AnalyzedFrame,
    _ known: inout [String: (value: Double, error: Double?)]
  ) throws -> (value: Double, error: Double?) {
    switch origin {
    case .observable(let name):
      return (frame.frame.observables.first { $0.name == name }?.value ?? .nan, nil)
    case .diagnostic(let request):
      if let number = known[request.text] { return number }
      let estimate = try request.evaluate(frame)
      let number = (value: estimate.value ?? .nan, error: estimate.standardError?.value)
      known[request.text] = number
      return number
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
