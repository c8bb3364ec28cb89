import ClausiusDeclarations
import ClausiusSimulationCore
import Testing

@testable import ClausiusScenarios

@Suite("Scenarios that are right")
struct ScenarioTests {
  @Test("The shortest scenario gets every default")
  func defaults() throws {
    let scenario = try read("system: beads\nrun: {duration: 10, time_step: 0.5}\n")
    #expect(scenario.title == "s")
    #expect(scenario.name == "s")
    #expect(scenario.systemName == "beads")
    #expect(scenario.run.seed == 1)
    #expect(scenario.run.threads == nil)
    #expect(scenario.threads == ThreadPool.availableThreads)
    #expect(scenario.run.checkpoint == 30)
    #expect(scenario.run.precision == .double)
    #expect(scenario.output.every == 0.5)
    #expect(scenario.output.quantities == ["position", "velocity"])
    #expect(scenario.output.compression == .gzip)
    #expect(scenario.diagnostics.isEmpty)
    #expect(scenario.expectations.isEmpty)
    #expect(scenario.grid.lastTick == 20)
    #expect(scenario.grid.frames == 21)
    let beads = try #require(scenario.model as? Beads)
    #expect(beads.individuals == 10)
  }

  @Test("Every key is read")
  func everything() throws {
    let scenario = try read(
      """
      title: A row of beads
      source: Newton 1687
      description: They move
      system: beads
      beads:
        individuals: 1_000
        spacing: 1
        speed: 1e-1
        box: [4, 5.5]
        motion: back
        wire: {radius: 0.25, material: "gold: 750"}
      run: {duration: 100, time_step: 0.1, seed: 7, threads: 2, precision: double, checkpoint: 0}
      output: {every: 2.5, quantities: [velocity], compression: none}
      diagnostics: [polarization, "entropy(order: 2)"]
      expect:
        - {diagnostic: polarization, over: last_half, mean: {above: 0.65}, source: by eye}
        - {diagnostic: polarization, over: {from: 3, to: 5}, final: {value: 1, within: 0.1}}
        - {diagnostic: "entropy(order: 2)", standard_deviation: {between: [0, 2]}}
      """)
    let beads = try #require(scenario.model as? Beads)
    #expect(scenario.title == "A row of beads")
    #expect(scenario.source == "Newton 1687")
    #expect(scenario.description == "They move")
    #expect(beads.individuals == 1000)
    #expect(beads.speed == 0.1)
    #expect(beads.box == [4, 5.5])
    #expect(beads.motion == .back)
    #expect(beads.wire.radius == 0.25)
    #expect(beads.wire.material == "gold: 750")
    #expect(scenario.run.seed == 7)
    #expect(scenario.threads == 2)
    #expect(scenario.run.checkpoint == 0)
    #expect(scenario.grid.ticksPerFrame == 25)
    #expect(scenario.grid.lastTick == 1000)
    #expect(scenario.quantities == [.velocity])
    #expect(scenario.output.compression == .none)
    #expect(scenario.diagnostics.map(\.text) == ["polarization", "entropy(order: 2)"])
    #expect(
      scenario.diagnostics[1].position == SourcePosition(source: "s.yaml", line: 14, column: 30))

    let expected = scenario.expectations
    #expect(expected.map(\.statistic) == [.mean, .final, .standardDeviation])
    #expect(expected[0].bound.above == 0.65)
    #expect(expected[0].window == .part(.lastHalf))
    #expect(expected[0].window.range(duration: 100) == 50...100)
    #expect(expected[0].source == "by eye")
    #expect(expected[1].window.range(duration: 100) == 3...5)
    #expect(expected[1].bound.inWords == "1 within 0.1")
    #expect(expected[2].window == .all)
    #expect(expected[2].bound.between == [0, 2])
  }
}
