import ClausiusDeclarations
import ClausiusSimulationCore
import Foundation

extension ScenarioReader {
  /// The time between frames of a run that is shorter than that: the whole run, in whole steps.
  mutating func fitFrames(into keys: inout ScenarioKeys, timeStep: Double?, root: Node) {
    let duration = keys.run.duration
    guard let every = keys.output.every, duration > 0, every > duration else { return }
    let whole = timeStep.map { (duration / $0 + 1e-9).rounded(.down) * $0 } ?? duration
    guard whole > 0 else { return }
    keys.output.every = whole
    unreached.append(
      Contradiction(
        at: "output.every",
        "the run ends at \(duration.scenarioText), before the second frame at \(every.scenarioText): frames are written at its start and its end",
        advice: "set 'output.every' to see more of it"
      ).problem(in: root))
  }

  /// The grid of a run that ends at the last whole step, or frame of an event-driven system, within
  /// `run.duration`.
  mutating func timeGrid(
    _ run: inout RunKeys, every: Double, model: any SystemModel.Type, root: Node
  ) -> TimeGrid? {
    do throws(ContradictionError) {
      return try Self.timeGrid(run, every: every, kind: model.timeKind)
    } catch {
      let problem = error.contradiction.problem(in: root)
      let tick = model.timeKind.step(given: run.timeStep?.length) ?? every
      let ticks = (run.duration / tick).rounded(.down)
      var shorter = run
      // A product of decimals, without what rounding has added to it.
      shorter.duration = Double(String(format: "%.12g", ticks * tick)) ?? ticks * tick
      guard error.contradiction.key == "run.duration", ticks >= 1,
        let grid = try? Self.timeGrid(shorter, every: every, kind: model.timeKind)
      else {
        problems.append(problem)
        return nil
      }
      run = shorter
      unreached.append(
        Problem(
          problem.message + ": the run ends at \(shorter.duration.scenarioText)",
          at: problem.position, advice: problem.advice))
      return grid
    }
  }

  private static func timeGrid(
    _ run: RunKeys, every: Double, kind: TimeKind
  ) throws(ContradictionError) -> TimeGrid? {
    switch (kind, run.timeStep?.length) {
    case (.fixedStep, let timeStep?):
      try TimeGrid(timeStep: timeStep, duration: run.duration, every: every)
    case (.fixedStep, nil): nil
    case (.discrete, _): try TimeGrid(steps: run.duration, every: every)
    case (.eventDriven, _): try TimeGrid(duration: run.duration, every: every)
    }
  }

  /// Notes what is set for times after the end of the run: a reversal, windows of expectations.
  mutating func noteWhatComesAfter(_ keys: ScenarioKeys, root: Node) {
    let end = keys.run.duration
    if let reverseAt = keys.run.reverseAt, reverseAt > end {
      unreached.append(
        Contradiction(
          at: "run.reverse_at",
          "the run ends at \(end.scenarioText), before its velocities are turned around at \(reverseAt.scenarioText)",
          advice: "turn around earlier, or lengthen run.duration"
        ).problem(in: root))
    }
    guard case .list(let entries) = root["expect"]?.content else { return }
    for (expectation, entry) in zip(keys.expect, entries) {
      guard case .times(let times) = expectation.window, times.from > end else { continue }
      unreached.append(
        Contradiction(
          at: "over.from", "the window begins after the end of the run",
          advice: "the run ends at \(end.scenarioText)"
        ).problem(in: entry))
    }
  }
}
