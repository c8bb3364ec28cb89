import ClausiusDeclarations
import Testing

@testable import ClausiusScenarios

@Suite("Resolved scenarios")
struct ResolvedTests {
  @Test("Every default is written out, in the order of the declarations")
  func defaults() throws {
    let scenario = try read("system: beads\nrun: {duration: 4000, time_step: 0.5}\n")
    let expected: JSON = [
      "title": "s", "system": "beads",
      "beads": [
        "individuals": 10, "spacing": 1, "speed": 2, "motion": "straight",
        "wire": ["radius": .number(0.5), "material": "steel"],
      ],
      "run": [
        "duration": 4000, "time_step": .number(0.5), "seed": 1, "precision": "double",
        "checkpoint": 30, "durability": "kill",
      ],
      "output": ["every": 4, "quantities": ["position", "velocity"], "compression": "gzip"],
      "diagnostics": [], "expect": [], "suite": "canonical",
    ]
    #expect(try scenario.resolved() == expected)
  }

  @Test("The resolved text is a scenario that gives the same run, and resolves to itself")
  func roundTrip() throws {
    let scenario = try read(
      """
      title: "yes: 'no' \\"é\\" \\u2028"
      source: "2002"
      description: |
        Two lines,
          # not a comment
      system: beads
      beads: {individuals: 7, spacing: 1e-7, speed: 1e-17, box: [1e300, 0.1], wire: {radius: 1.0e-8, material: "none"}}
      run: {duration: 1, time_step: 0.1, seed: 9007199254740993}
      diagnostics: ["entropy(a: [1, 2], b: 0.25)", polarization]
      expect:
        - {diagnostic: "entropy(a: [1])", over: {from: 0, to: 0.5}, mean: {value: -0.1, within: 1e-12, standard_errors: 3}, source: x}
        - {diagnostic: polarization, over: final, final: {above: 0.1, below: 0.2}}
        - {diagnostic: polarization, relative_to: "entropy(a: [1])", threshold: 2, crossing_time: {value: 1, within: 3}}
      suite: quick
      """, .set("beads.motion=back"))
    let text = try scenario.resolvedText()
    let again = try read(text)
    #expect(again.title == "yes: 'no' \"é\" \u{2028}")
    #expect(again.source == "2002")
    #expect(again.description == "Two lines,\n  # not a comment\n")
    #expect(again.run.seed == 9_007_199_254_740_993)
    #expect(again.grid == scenario.grid)
    let beads = try #require(again.model as? Beads)
    #expect(beads.spacing == 1e-7)
    #expect(beads.speed == 1e-17)
    #expect(beads.box == [1e300, 0.1])
    #expect(beads.motion == .back)
    #expect(beads.wire.material == "none")
    #expect(again.diagnostics.map(\.text) == ["entropy(a: [1, 2], b: 0.25)", "polarization"])
    #expect(again.expectations[0].bound == scenario.expectations[0].bound)
    #expect(again.expectations[1].window == .part(.final))
    #expect(again.expectations[2].relativeTo?.text == "entropy(a: [1])")
    #expect(again.expectations[0].bound.standardErrors == 3)
    #expect(again.suite == .quick)
    #expect(try again.resolvedText() == text)
  }

  @Test("The original text with its overrides gives the same run again")
  func fromText() throws {
    let scenario = try read(
      "system: beads\nrun: {duration: 1, time_step: 0.1}\n", .set("beads.speed=1"), .seed(4))
    let again = try Scenario.read(
      text: scenario.text, path: scenario.path, overrides: scenario.overrides,
      systems: testCatalog, diagnostics: testDiagnostics)
    #expect(try again.resolved() == scenario.resolved())
  }

  @Test("A run that goes on keeps its defaults: frames stay where they were when it gets longer")
  func resuming() throws {
    let scenario = try read(
      "system: beads\nrun: {duration: 1000, time_step: 0.1}\n", .set("beads.speed=1"))
    #expect(scenario.grid.ticksPerFrame == 10)
    let longer = try Scenario.resume(
      configuration: scenario.resolvedText(), text: scenario.text, path: scenario.path,
      overrides: scenario.overrides, changes: [.until(50_000), .threads(2)], systems: testCatalog,
      diagnostics: testDiagnostics)
    #expect(longer.grid.ticksPerFrame == 10)
    #expect(longer.grid.lastTick == 500_000)
    #expect(longer.text == scenario.text)
    #expect(longer.threads == 2)
    #expect((longer.model as? Beads)?.speed == 1)
    #expect(
      longer.overrides.map(\.assignment)
        == ["beads.speed=1", "run.duration=50000", "run.threads=2"])
  }

  @Test("A system of other quantities writes its own")
  func otherQuantities() throws {
    let scenario = try read("system: clicks\nclicks: {count: 2}\nrun: {duration: 10}\n")
    #expect(scenario.output.quantities == ["clicks"])
    #expect(scenario.output.every == 0.01)
    #expect(scenario.grid.frames == 1001)
  }

  @Test(
    "About 1000 frames, the last one at the end where a divisor allows it",
    arguments: [
      (steps: 10, every: 1), (1499, 1), (2000, 2), (10_000, 10), (1_000_000, 1000), (6_000, 6),
      (7_000_000, 7000), (999_983, 1000), (13 * 1009, 13), (11_300, 10),
    ])
  func defaultEvery(steps: Int, every: Int) {
    let found = OutputKeys.defaultEvery(duration: Double(steps) * 0.25, timeStep: 0.25)
    #expect(found == Double(every) * 0.25)
  }
}
