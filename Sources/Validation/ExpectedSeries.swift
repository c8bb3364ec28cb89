import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusScenarios
import ClausiusSimulationCore

/// The series that one expectation is about, over the frames of a run: an ``Analysis`` of its call,
/// and of the call that divides it.
///
/// A statistic of numbers is of the frames of the window; a name is settled by the frames before
/// and after it too. Of a call that is one number for all frames together the number is that of the
/// frames of the window, and its mean. Numbers are kept, not frames.
final class ExpectedSeries: FrameFollower {
  private let expectation: Expectation
  private let window: ClosedRange<Double>
  /// The time between two frames.
  private let every: Double
  private let analysis: Analysis

  /// The series of `expectation` in a run of `scenario`, before its first frame.
  ///
  /// - Parameter contents: what the frames of the run can carry.
  /// - Throws: `Problems` at the place of a call that cannot be computed from such frames, or has
  ///   no number, or no name, at each.
  init(
    _ expectation: Expectation, of scenario: Scenario, _ contents: FrameContents
  ) throws(Problems) {
    func request(_ call: DiagnosticCall) throws(Problems) -> DiagnosticRequest {
      let request =
        scenario.request(for: call)
        ?? .observable(call.text, of: contents, at: call.position)
      return try request.fitted(to: contents)
    }
    self.expectation = expectation
    every = scenario.every
    // Times are multiples of a step: rounding may put a frame beside the end of a window that is
    // meant to hold it.
    let slack = 1e-9 * scenario.run.duration
    let range = expectation.window.range(duration: scenario.run.duration)
    window = range.lowerBound - slack...range.upperBound + slack
    let divisor = try expectation.relativeTo.map { call throws(Problems) in
      let divisor = try request(call)
      try divisor.requireNumberAtEachFrame()
      return divisor
    }
    let measured = try request(expectation.diagnostic)
    let isMean = expectation.phase == nil && expectation.statistic == .mean && divisor == nil
    if !isMean { try measured.requireValueAtEachFrame(advice: "expect its mean") }
    if expectation.phase == nil, measured.kind != .whole { try measured.requireNumberAtEachFrame() }
    analysis = Analysis([measured] + (divisor.map { [$0] } ?? []), keepsValues: true)
  }

  var requests: [DiagnosticRequest] { analysis.requests }

  func add(_ frame: AnalyzedFrame) throws {
    if isNeeded(at: frame.frame.time) { try analysis.add(frame) }
  }

  func finish() throws { try analysis.finish() }

  /// Whether the outcome depends on a frame; entropies take their time.
  private func isNeeded(at time: Double) -> Bool {
    if expectation.phase != nil { return true }
    guard window.contains(time) else { return false }
    let isLast = time + every > window.upperBound
    switch expectation.statistic {
    case .first: return values.allSatisfy { !$0.isFinite }
    case .final, .convergenceOrder: return isLast
    case .change: return isLast || values.allSatisfy { !$0.isFinite }
    default: return true
    }
  }

  /// The values of the frames so far, divided where they are to be.
  private var values: [Double] {
    let series = analysis.series.map(\.values)
    return series.count == 1 ? series[0] : zip(series[0], series[1]).map { $0 / $1 }
  }

  /// What came out, after the last frame.
  var outcome: ExpectationOutcome {
    if let phase = expectation.phase { return share(of: phase.text) }
    if requests[0].kind == .whole { return whole }
    let window = measuredWindow
    let measured = window.measure(expectation.statistic, threshold: expectation.threshold)
    return ExpectationOutcome(
      value: measured.value, standardError: measured.standardError,
      remark: measured.value == nil
        ? window.reason(expectation.statistic, threshold: expectation.threshold)
        : expectation.statistic == .mean ? window.warnings.first : nil)
  }

  /// The number of the frames of the window together.
  private var whole: ExpectationOutcome {
    let result = analysis.results[0]
    let estimate = result.whole
    return ExpectationOutcome(
      value: estimate?.value, standardError: estimate?.standardError?.value,
      remark: estimate.map { $0.undefined?.description ?? result.warnings.first }
        ?? "no frame lies in the window")
  }

  private var measuredWindow: MeasuredWindow {
    let series = analysis.series
    return series.count == 1
      ? MeasuredWindow(series[0], times: analysis.times)
      : MeasuredWindow(times: analysis.times, values: values)
  }

  /// The share of the frames of the window that are called `name`, and all shares in words.
  private func share(of name: String) -> ExpectationOutcome {
    let all = analysis.results[0]
    var inside = all
    inside.names = zip(all.names ?? [], analysis.times).compactMap {
      window.contains($1) ? $0 : nil
    }
    let shares = inside.shares
    guard !shares.isEmpty else { return ExpectationOutcome(remark: "no frame lies in the window") }
    let words = shares.map { "\($0.name) \((($0.share * 1000).rounded() / 1000).scenarioText)" }
    let isAlone = shares.count == 1 && shares[0].name == name
    let remarks = (isAlone ? [] : words) + all.warnings
    return ExpectationOutcome(
      value: shares.first { $0.name == name }?.share ?? 0,
      remark: remarks.isEmpty ? nil : remarks.joined(separator: ", "))
  }
}
