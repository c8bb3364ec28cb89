import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusScenarios
import ClausiusSimulationCore

extension SweepPlan {
  /// The texts of the calls that are measured, in the order of their columns.
  public var calls: [String] {
    keys.diagnostics.isEmpty
      ? scenario.diagnostics.map(\.text) : keys.diagnostics.map(\.text)
  }

  /// The calls for frames with these contents.
  ///
  /// - Throws: `Problems` at the place of a call that such frames do not suit.
  func requests(for contents: FrameContents) throws(Problems) -> [DiagnosticRequest] {
    let all =
      keys.diagnostics.isEmpty
      ? scenario.diagnostics
      : keys.diagnostics.map { call in
        scenario.request(for: call)
          ?? .observable(call.text, of: contents, at: call.position)
      }
    return try all.map { (request) throws(Problems) in try request.fitted(to: contents) }
  }

  /// Refuses a sweep that measures nothing.
  func requireCalls() throws(Problems) {
    guard calls.isEmpty else { return try requireMeasured() }
    throw Problems(
      Problem(
        "\(scenario.path): the sweep measures nothing",
        advice: "give 'sweep: {diagnostics: [...]}', or 'diagnostics'"))
  }
}
