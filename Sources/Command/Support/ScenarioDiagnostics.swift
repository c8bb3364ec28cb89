import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusScenarios
import ClausiusSimulationCore

/// The diagnostics that a scenario names: checked when it is read, computed while it runs.
enum ScenarioDiagnostics {
  /// Checks that a call names a diagnostic and that its parameters are right.
  static let check: DiagnosticCheck = { call, position throws(Problems) in
    _ = try DiagnosticCatalog.standard.request(call, at: position)
  }

  /// The diagnostics of `scenario` for a run of `system`.
  ///
  /// - Throws: `Problems` at the place of a call whose diagnostic cannot be computed from the
  ///   frames of this run.
  static func live(_ scenario: Scenario, _ system: any System) throws(Problems) -> LiveDiagnostics {
    var problems = Problems()
    let requests = scenario.diagnostics.compactMap { call in
      problems.collect { () throws(Problems) in
        let request = try DiagnosticCatalog.standard.request(call.text, at: call.position)
        if request.isOfWholeSeries {
          throw Problems(
            Problem(
              "\(call.text): one number belongs to the whole run, not to each of its frames",
              at: call.position, advice: "compute it afterwards: clausius analyze --diagnostics"))
        }
        let names = scenario.quantities.map(\.name) + system.observables().map(\.name)
        try request.check(quantities: names, context: system.context, box: system.box ?? .open())
        return request
      }
    }
    try problems.throwIfAny()
    return LiveDiagnostics(requests)
  }
}
