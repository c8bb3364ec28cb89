import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusRuns
import ClausiusScenarios
import ClausiusSimulationCore

/// Runs a scenario without writing a trajectory and holds its expectations against what comes out.
///
/// Expectations with settings of their own are held against a run of their own; for an order of
/// convergence the run is repeated with half and with a quarter of the time step.
public struct ScenarioValidation {
  /// What is run.
  public let scenario: Scenario

  /// Prepares the runs of a scenario, with what it expects.
  public init(_ scenario: Scenario) { self.scenario = scenario }

  /// The checks of the scenario, in the order of its `expect`.
  ///
  /// - Parameter shouldStop: asked before every step.
  /// - Returns: `nil` when a run was stopped.
  /// - Throws: `Problems` when the scenario cannot be run, its run is too short for what it
  ///   expects, or an expectation cannot be measured, unless keys were set from outside, which
  ///   fails the checks of that run; `BrokenInvariant` when a run fails.
  public func run(shouldStop: @escaping () -> Bool = { false }) throws -> [Check]? {
    let expectations = scenario.expectations
    var checks = [Check?](repeating: nil, count: expectations.count)
    var done: Set<[String]> = []
    for settings in expectations.map(\.settings) where done.insert(settings.map(\.text)).inserted {
      let own = expectations.indices.filter {
        expectations[$0].settings.map(\.text) == settings.map(\.text)
      }
      let outcomes: [ExpectationOutcome]
      do {
        guard
          let found = try self.outcomes(
            own.map { expectations[$0] }, settings: settings, shouldStop: shouldStop)
        else { return nil }
        outcomes = found
      } catch let problems as Problems where isSetFromOutside {
        let remark = "cannot be run: \(problems)"
        outcomes = own.map { _ in ExpectationOutcome(remark: remark) }
      }
      for (k, outcome) in zip(own, outcomes) {
        checks[k] = expectations[k].check(outcome, of: scenario)
      }
    }
    return checks.compactMap { $0 }
  }

  /// Whether the file is not run as it stands: what it expects may then be impossible to run.
  private var isSetFromOutside: Bool {
    scenario.overrides.contains { $0.option.hasPrefix("--set ") }
  }

  /// The checks of a scenario whose run broke down: none passes.
  public func failedChecks(_ remark: String) -> [Check] {
    scenario.expectations.map { $0.check(ExpectationOutcome(remark: remark), of: scenario) }
  }

  /// What comes out of the runs with `settings`.
  private func outcomes(
    _ expectations: [Expectation], settings: [ExpectationSetting], shouldStop: @escaping () -> Bool
  ) throws -> [ExpectationOutcome]? {
    guard
      var outcomes = try outcomes(
        expectations, with: settings, refinedBy: 1, shouldStop: shouldStop)
    else { return nil }
    let refined = expectations.indices.filter { expectations[$0].statistic == .convergenceOrder }
    guard !refined.isEmpty else { return outcomes }
    var values = refined.map { [outcomes[$0].value] }
    for factor in [2, 4] {
      guard
        let finer = try self.outcomes(
          refined.map { expectations[$0] }, with: settings, refinedBy: factor,
          shouldStop: shouldStop)
      else { return nil }
      for (k, outcome) in finer.enumerated() { values[k].append(outcome.value) }
    }
    for (k, own) in zip(refined, values) { outcomes[k] = .order(own.compactMap { $0 }) }
    return outcomes
  }

  /// What comes out of one run, whose time step is a fraction of the scenario's.
  private func outcomes(
    _ expectations: [Expectation], with settings: [ExpectationSetting], refinedBy factor: Int,
    shouldStop: @escaping () -> Bool
  ) throws -> [ExpectationOutcome]? {
    let scenario = try variant(settings, refinedBy: factor)
    try scenario.unreached.throwIfAny()
    let system = try PreparedScenario(scenario).system
    let contents = system.contents
    let series = try expectations.map { expectation throws(Problems) in
      try ExpectedSeries(expectation, of: scenario, contents)
    }
    let pass = LivePass(series)
    let simulation = Simulation(
      system: system, grid: scenario.grid, quantities: pass.quantities.sorted(),
      observers: [pass])
    let outcome = try simulation.run(Simulation.Control(shouldStop: shouldStop))
    guard outcome == .finished else { return nil }
    try pass.finish()
    return series.map(\.outcome)
  }

  /// The scenario with more settings.
  private func variant(
    _ settings: [ExpectationSetting], refinedBy factor: Int
  ) throws(Problems) -> Scenario {
    guard !settings.isEmpty || factor > 1 else { return scenario }
    var overrides = settings.map { ScenarioOverride.expectation($0.text) }
    if factor > 1 {
      let step = try variant(settings, refinedBy: 1).grid.tickDuration / Double(factor)
      overrides.append(.expectation("run.time_step=\(step.scenarioText)"))
    }
    do {
      return try scenario.setting(overrides)
    } catch {
      throw Problems(
        error.all.map { problem in settings.reduce(problem) { $1.placed($0) } }
      ).inOrder
    }
  }
}
