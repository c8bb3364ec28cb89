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
  }

  private let scenario: Scenario
  private var followed: [Followed] = []

  /// - Throws: `Problems` at the place of a call that cannot be computed from the frames of `system`.
  init(_ scenario: Scenario, _ system: any System) throws(Problems) {
    self.scenario = scenario
    let observables = Set(type(of: scenario.model).observables.map(\.name))
    func origin(_ call: DiagnosticCall) throws(Problems) -> Origin {
      if observables.contains(call.text) { return .observable(call.text) }
      let request = try DiagnosticCatalog.standard.request(call.text, at: call.position)
      if request.isOfWholeSeries {
        throw Problems(
          Problem(
            "\(call.text): one number belongs to the whole run, expectations are of values at frames",
            at: call.position))
      }
      try request.check(
        quantities: system.quantities.map(\.name), context: system.context, box: system.box)
      return .diagnostic(request)
    }
    for expectation in scenario.expectations {
      var divisor: Origin?
      if let call = expectation.relativeTo { divisor = try origin(call) }
      followed.append(
        Followed(
          expectation: expectation,
          range: expectation.window.range(duration: scenario.run.duration),
          origin: try origin(expectation.diagnostic), divisor: divisor))
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
    // Times are multiples of a step: rounding may put a frame beside the end of a window that is meant to hold it.
    let slack = 1e-9 * scenario.run.duration
    for k in followed.indices
    where followed[k].range.lowerBound - slack <= frame.time
      && frame.time <= followed[k].range.upperBound + slack
    {
      var (value, error) = try number(followed[k].origin, analyzed)
      if let divisor = followed[k].divisor {
        value /= try number(divisor, analyzed).value
        error = nil
      }
      followed[k].window.add(time: frame.time, value: value, standardError: error)
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

  /// What came out.
  var checks: [Check] {
    followed.map { entry in
      let expectation = entry.expectation
      let measured = entry.window.measure(
        expectation.statistic, threshold: expectation.threshold)
      let passed =
        measured.value.map {
          expectation.bound.isSatisfied(by: $0, standardError: measured.standardError)
        } ?? false
      return Check(
        scenario: scenario.name, name: expectation.name, expected: expectation.bound.inWords,
        measured: measured.value, standardError: measured.standardError, passed: passed,
        source: expectation.source ?? scenario.source,
        remark: measured.value == nil ? "undefined" : entry.window.warnings.first)
    }
  }
}

extension Expectation {
  /// The number in words: "mean of rotation, last_half".
  var name: String {
    var words = statistic.rawValue.replacing("_", with: " ") + " of " + diagnostic.text
    if let relativeTo { words += " / " + relativeTo.text }
    if let threshold { words += " through \(threshold.scenarioText)" }
    return words + ", " + window.scenarioText
  }
}
