import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusScenarios
import ClausiusSimulationCore

extension PreparedScenario {
  /// The diagnostics of the scenario, to be computed while it runs from what the system has,
  /// whether or not it is written.
  ///
  /// - Throws: `Problems` at the place of a call whose diagnostic cannot be computed from the
  ///   frames of this run.
  func liveAnalysis() throws(Problems) -> Analysis {
    let contents = system.contents
    var problems = Problems()
    for request in scenario.diagnostics {
      _ = problems.collect { () throws(Problems) in
        try request.requireValueAtEachFrame(
          advice: "compute it afterwards: clausius analyze --diagnostics")
        try request.check(contents)
      }
    }
    try problems.throwIfAny()
    return Analysis(scenario.diagnostics)
  }
}
