import ClausiusDeclarations
import ClausiusScenarios
import ClausiusSimulationCore

/// What a run will need, by its first steps.
public struct RunEstimate: Sendable, Hashable {
  /// Seconds that it will take at the pace of the steps that were tried, with the diagnostics that
  /// it computes and without packing and writing frames; `nil` where not one step could be tried.
  public var seconds: Double?
  /// Memory, and the file before it is packed.
  public var needs: ResourceEstimate

  /// Runs the first of a scenario, and writes nothing.
  ///
  /// - Parameters:
  ///   - scenario: what would be run.
  ///   - time: how long steps are tried; a shorter run is run to its end.
  ///   - shouldStop: asked before every step; `true` ends the trial.
  /// - Throws: `Problems` when the scenario cannot be run here; ``RunError`` when it breaks down.
  public init(
    _ scenario: Scenario, trying time: Duration = .seconds(1),
    shouldStop: @escaping () -> Bool = { false }
  ) throws {
    let prepared = try PreparedScenario(scenario)
    needs = prepared.scenario.estimate(run: prepared.settings)
    let simulation = Simulation(
      system: prepared.system, grid: scenario.grid, quantities: scenario.quantities.map(\.name),
      diagnostics: LiveDiagnostics(try prepared.liveAnalysis(), keeping: []), observers: [])
    let start = ContinuousClock.now
    var control = Simulation.Control(
      shouldStop: { shouldStop() || ContinuousClock.now - start > time })
    control.patience = .milliseconds(1)
    _ = try simulation.run(control)
    let elapsed = (ContinuousClock.now - start) / .seconds(1)
    seconds =
      simulation.clock.tick > 0
      ? elapsed * Double(scenario.grid.lastTick) / Double(simulation.clock.tick) : nil
  }
}
