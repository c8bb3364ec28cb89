import ClausiusScenarios
import ClausiusSimulationCore

/// Runs a scenario without writing a trajectory and holds its expectations against what comes out.
public struct ScenarioValidation {
  /// What is run.
  public let scenario: Scenario
  private let settings: RunSettings

  /// Prepares the run of a scenario.
  ///
  /// - Parameters:
  ///   - scenario: what is run, with what it expects.
  ///   - loadFrame: reads a frame of a trajectory, for scenarios that start from a file.
  public init(
    _ scenario: Scenario,
    loadFrame: @escaping @Sendable (_ path: String, _ frame: Int) throws -> Frame
  ) {
    self.scenario = scenario
    settings = scenario.runSettings(loadFrame: loadFrame)
  }

  /// The checks of the scenario, in the order of its `expect`.
  ///
  /// - Parameter shouldStop: asked before every step.
  /// - Returns: `nil` when the run was stopped.
  /// - Throws: `Problems` when the scenario cannot be run or an expectation not be measured; `BrokenInvariant` when the run fails.
  public func run(shouldStop: @escaping () -> Bool = { false }) throws -> [Check]? {
    let system = try scenario.makeSystem(run: settings)
    let observer = try ExpectationObserver(scenario, system)
    let simulation = Simulation(
      system: system, grid: scenario.grid, quantities: observer.quantities.sorted(),
      observers: [observer])
    let outcome = try simulation.run(Simulation.Control(shouldStop: shouldStop))
    return outcome == .finished ? observer.checks : nil
  }
}
