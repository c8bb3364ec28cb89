import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusScenarios
import ClausiusSimulationCore

extension PreparedScenario {
  /// The diagnostics of the scenario, to be computed while it runs from what the system has,
  /// whether or not it is written. Observables among them are written anyway.
  ///
  /// - Throws: `Problems` at the place of a call whose diagnostic cannot be computed from the
  ///   frames of this run.
  func liveAnalysis() throws(Problems) -> Analysis {
    let contents = system.contents
    var problems = Problems()
    let observables = Set(contents.observables)
    let computed = scenario.diagnostics.filter { !observables.contains($0.text) }
    let requests = computed.compactMap { request in
      problems.collect { () throws(Problems) in
        let fitted = try request.fitted(to: contents)
        try fitted.requireValueAtEachFrame(
          advice: "compute it afterwards: \(ProgramName.current) analyze --diagnostics")
        return fitted
      }
    }
    try problems.throwIfAny()
    return Analysis(requests)
  }
}
