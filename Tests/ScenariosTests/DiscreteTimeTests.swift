import ClausiusDeclarations
import ClausiusSimulationCore
import Testing

@testable import ClausiusScenarios

@Suite("Systems that move in steps of length 1")
struct DiscreteTimeTests {
  private func read(_ run: String, output: String = "") throws(Problems) -> Scenario {
    try Scenario.read(
      text: "system: logistic_map\nrun: {\(run)}\n\(output)", path: "s.yaml",
      systems: discreteCatalog, diagnostics: testDiagnostics)
  }

  private func problems(_ run: String, output: String = "") -> [String] {
    do {
      _ = try read(run, output: output)
      return []
    } catch {
      return error.all.map(\.description)
    }
  }

  @Test("No time step is needed; times count steps")
  func run() throws {
    let scenario = try read("duration: 12", output: "output: {every: 3}\n")
    #expect(scenario.grid.tickDuration == 1)
    #expect(scenario.grid.ticksPerFrame == 3)
    #expect(scenario.grid.frames == 5)
    #expect(scenario.run.timeStep == nil)
    final class Orbit: Observer {
      var times: [Double] = []
      var states: [Double] = []
      func observe(_ frame: borrowing Frame) {
        times.append(frame.time)
        states.append(frame.quantities[0].values[0])
      }
    }
    let orbit = Orbit()
    let settings = scenario.runSettings { _, _ in throw CancellationError() }
    let simulation = Simulation(
      system: try scenario.makeSystem(run: settings), grid: scenario.grid, quantities: ["x"],
      observers: [orbit])
    _ = try simulation.run()
    #expect(orbit.times == [0, 3, 6, 9, 12])
    var (x, expected) = (0.3, [0.3])
    for step in 1...12 {
      x = 4 * x * (1 - x)
      if step % 3 == 0 { expected.append(x) }
    }
    #expect(orbit.states == expected)
  }

  @Test("By default about 1000 frames, a whole number of steps apart")
  func defaultFrames() throws {
    #expect(try read("duration: 100").every == 1)
    #expect(try read("duration: 100000").every == 100)
    #expect(try read("duration: 0").every == 1)
  }

  @Test("A run ends at the last whole step")
  func parts() throws {
    let scenario = try read("duration: 10.5")
    #expect(scenario.grid.lastTick == 10)
    #expect(
      scenario.unreached.all.map(\.description) == [
        "s.yaml:2:7: 10.5 is not a whole number of steps: the run ends at 10 "
          + "(the nearest that is: 11)"
      ])
  }

  @Test("A time step is refused, and so are parts of steps")
  func refusals() {
    #expect(
      problems("duration: 10, time_step: 1") == [
        "s.yaml:2:21: 'logistic_map' has no time step: it moves in steps of length 1 "
          + "(remove 'time_step'; 'duration' and 'output.every' count steps)"
      ])
    #expect(
      problems("duration: 10", output: "output: {every: 0.5}\n") == [
        "s.yaml:3:10: 0.5 is not a whole number of steps (the nearest that is: 1)"
      ])
    #expect(
      problems("duration: 1e20") == [
        "s.yaml:2:7: 1e+20 is more than 2^53 steps (shorten it)"
      ])
  }

  @Test("It is described, and the schema allows no time step")
  func description() throws {
    let description = try #require(discreteCatalog.description(of: "logistic_map"))
    #expect(
      description.text.contains(
        "moves in steps of length 1; times are whole numbers of steps"))
    #expect(description.json["time"] == "discrete")
    guard case .list(let rules) = discreteCatalog.scenarioSchema["allOf"] else {
      Issue.record("no rules")
      return
    }
    #expect(
      rules.last?["then"]?["properties"]?["run"] == ["properties": ["time_step": false]])
  }
}
