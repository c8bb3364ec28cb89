import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusScenarios
import ClausiusSimulationCore

extension PreparedScenario {
  /// The diagnostics of the scenario, computed while it runs.
  ///
  /// - Throws: `Problems` at the place of a call whose diagnostic cannot be computed from the
  ///   frames of this run.
  func liveDiagnostics() throws(Problems) -> LiveDiagnostics {
    let names = scenario.quantities.map(\.name) + system.observables().map(\.name)
    var problems = Problems()
    for request in scenario.diagnostics {
      _ = problems.collect { () throws(Problems) in
        try Self.refuseWholeSeries(request)
        try request.check(
          quantities: names, context: system.context, box: system.box ?? .open())
      }
    }
    try problems.throwIfAny()
    return LiveDiagnostics(scenario.diagnostics)
  }

  private static func refuseWholeSeries(_ request: DiagnosticRequest) throws(Problems) {
    guard request.isOfWholeSeries else { return }
    throw Problems(
      Problem(
        "\(request.text): one number belongs to the whole run, not to each of its frames",
        at: request.position,
        advice: "compute it afterwards: clausius analyze --diagnostics"))
  }
}
