import ClausiusDeclarations
import Testing

@testable import ClausiusScenarios

@Suite("Runs that are too short for their scenario")
struct EndingTests {
  private func read(_ text: String) throws -> Scenario {
    try Scenario.read(
      text: text, path: "s.yaml", systems: testCatalog, diagnostics: testDiagnostics)
  }

  @Test("Nothing is unreached where everything fits")
  func fits() throws {
    let scenario = try read(
      "system: beads\nrun: {duration: 1, time_step: 0.5}\noutput: {every: 0.5}\n")
    #expect(scenario.unreached.isEmpty)
    #expect(scenario.grid.lastTick == 2)
  }

  @Test("A run ends at its last whole step")
  func wholeSteps() throws {
    let scenario = try read(
      "system: beads\nrun: {duration: 1.7, time_step: 0.5}\noutput: {every: 0.5}\n")
    #expect(
      scenario.unreached.all.map(\.description) == [
        "s.yaml:2:7: 1.7 is not a whole multiple of the time step, 0.5: the run ends at 1.5 "
          + "(the nearest that is: 1.5)"
      ])
    #expect(scenario.grid.lastTick == 3)
    #expect(scenario.run.duration == 1.5)
  }

  @Test("An event-driven run ends at its last frame")
  func wholeFrames() throws {
    let scenario = try read(
      "system: clicks\nclicks: {count: 1}\nrun: {duration: 5}\noutput: {every: 0.0635}\n")
    #expect(
      scenario.unreached.all.map(\.description) == [
        "s.yaml:3:7: 5 is not a whole multiple of output.every, 0.0635: the run ends at 4.953 "
          + "(the nearest that is: 5.0165)"
      ])
    #expect(scenario.grid.lastTick == 78)
    #expect(scenario.run.duration == 4.953)
  }

  @Test("A run that is shorter than the time between frames has one at its end")
  func fewFrames() throws {
    let beads = try read(
      "system: beads\nrun: {duration: 1.7, time_step: 0.5}\noutput: {every: 4}\n")
    #expect(beads.every == 1.5)
    #expect(beads.grid.frames == 2)
    #expect(
      beads.unreached.all.last?.description
        == "s.yaml:3:10: the run ends at 1.7, before the second frame at 4: frames are written at "
        + "its start and its end (set 'output.every' to see more of it)")
    let clicks = try read(
      "system: clicks\nclicks: {count: 1}\nrun: {duration: 0.3}\noutput: {every: 4}\n")
    #expect(clicks.every == 0.3)
    #expect(clicks.grid.frames == 2)
    #expect(
      try read("system: beads\nrun: {duration: 0, time_step: 0.5}\noutput: {every: 4}\n").every == 4
    )
  }

  @Test("Windows that begin after the end are noted at their place")
  func windows() throws {
    let scenario = try read(
      """
      system: beads
      run: {duration: 1, time_step: 0.5}
      expect:
        - {diagnostic: polarization, over: {from: 0, to: 4}, mean: {above: 1}}
        - {diagnostic: polarization, over: {from: 3, to: 4}, mean: {above: 1}}
      """)
    #expect(
      scenario.unreached.all.map(\.description) == [
        "s.yaml:5:39: the window begins after the end of the run (the run ends at 1)"
      ])
    #expect(scenario.warnings == scenario.unreached.all)
  }

  @Test("The key 'set' is set over the rest of the file, and options over it")
  func ownSettings() throws {
    let text =
      "system: beads\nrun: {duration: 1, time_step: 0.5}\nset: [run.duration=3, run.seed=4]\n"
    let scenario = try Scenario.read(
      text: text, path: "s.yaml", overrides: [.seed(9)], systems: testCatalog,
      diagnostics: testDiagnostics)
    #expect(scenario.run.duration == 3)
    #expect(scenario.run.seed == 9)
    #expect(try !scenario.resolvedText().contains("\"set\""))
    #expect(
      problems("system: beads\nrun: {duration: 1, time_step: 0.5}\nset: [run.sed=4]\n") == [
        "set: run.sed=4:1:5: unknown key 'sed' (did you mean 'seed'?)"
      ])
    #expect(
      problems("system: beads\nrun: {duration: 1, time_step: 0.5}\n", .set("set=[run.seed=1]")) == [
        "--set set=[run.seed=1]:1:5: 'set' cannot be set itself (set the keys one by one)"
      ])
  }

  @Test("A transcript is the author's text and what was set over it")
  func transcript() throws {
    let text = "# Mine.\nsystem: beads\nrun: {duration: 1, time_step: 0.5}  # short\n"
    #expect(try Scenario.transcript(of: text, setting: []) == text)
    let set = try Scenario.transcript(of: text, setting: ["run.seed=7", "title='a: b'"])
    #expect(set.hasPrefix(text + "\n# Set by options"))
    #expect(set.hasSuffix("set:\n  - \"run.seed=7\"\n  - \"title='a: b'\"\n"))
    let more = try Scenario.transcript(of: set, setting: ["run.seed=8"])
    #expect(more.hasSuffix("\"title='a: b'\"\n  - \"run.seed=8\"\n"))
    #expect(more.components(separatedBy: "set:").count == 2)
    #expect(try read(more).run.seed == 8)
    let first = try Scenario.transcript(
      of: "set: [run.seed=1]\nsystem: beads\nrun: {duration: 1, time_step: 0.5}\n",
      setting: ["run.duration=2"])
    #expect(try read(first).run.seed == 1)
    #expect(try read(first).run.duration == 2)
    let indented = try Scenario.transcript(
      of: "  system: beads\n  run: {duration: 1, time_step: 0.5}\n...\n", setting: ["run.seed=5"])
    #expect(try read(indented).run.seed == 5)
    let braces = try Scenario.transcript(
      of: "{\"system\": \"beads\", \"run\": {\"duration\": 1, \"time_step\": 0.5}}",
      setting: ["run.seed=3"])
    #expect(try read(braces).run.seed == 3)
  }
}
