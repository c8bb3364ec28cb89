import ClausiusDeclarations
import ClausiusScenarios
import ClausiusSimulationCore

/// The bytes of a scenario file.
struct ScenarioInput {
  private let text: String

  init(_ input: [UInt8]) { text = String(decoding: input, as: UTF8.self) }

  /// Reads the scenario; one that is accepted is the same again from its resolved text.
  func read() {
    do throws(Problems) {
      let scenario = try Scenario.read(text: text, path: "fuzz.yaml")
      try check(scenario)
    } catch {
      precondition(!error.description.isEmpty, "a refusal says why")
    }
  }

  private func check(_ scenario: Scenario) throws(Problems) {
    let resolved = try scenario.resolvedText()
    let again: Scenario
    do throws(Problems) {
      again = try Scenario.resume(
        configuration: resolved, text: text, path: "fuzz.yaml", overrides: [], changes: [])
    } catch {
      preconditionFailure("the resolved text is refused: \(error.description)\n\(resolved)")
    }
    let text = try again.resolvedText()
    precondition(text == resolved, "the resolved text changes:\n\(resolved)\n\(text)")
    _ = try Scenario.transcript(of: self.text, setting: ["run.seed=3"])
    let settings = scenario.runSettings { path, _ in throw Problems(Problem(path)) }
    try scenario.checkFits(run: settings, availableMemory: 1e9, availableDisk: 1e9)
  }
}
