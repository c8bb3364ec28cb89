import ClausiusDeclarations
import Testing

@testable import ClausiusScenarios

private let text = "system: beads\nrun: {duration: 10, time_step: 0.5}\n"

@Suite("Keys set from outside the file")
struct OverrideTests {
  @Test("Overrides change keys, add keys and make groups; the last one wins")
  func overriding() throws {
    let scenario = try read(
      text, .set("beads.speed=1.5"), .set("beads.wire.radius=0.25"), .set("run.duration=20"),
      .set("output.quantities=[position]"), .set("title=\"a: b\""), .seed(3), .seed(9),
      .threads(2), .set("expect=[{diagnostic: polarization, mean: {above: 0.5}}]"))
    let beads = try #require(scenario.model as? Beads)
    #expect(beads.speed == 1.5)
    #expect(beads.wire.radius == 0.25)
    #expect(scenario.run.duration == 20)
    #expect(scenario.run.timeStep == .fixed(0.5))
    #expect(scenario.output.quantities == ["position"])
    #expect(scenario.title == "a: b")
    #expect(scenario.run.seed == 9)
    #expect(scenario.threads == 2)
    #expect(scenario.expectations.first?.bound.above == 0.5)
  }

  @Test(
    "The value null takes a key out, so that its default holds; one that is not there does no harm")
  func null() throws {
    let text = "system: beads\nbeads: {individuals: 7}\nrun: {duration: 1, time_step: 0.5}\n"
    for word in ["null", "~"] {
      let scenario = try read(text, .set("beads.individuals=\(word)"), .set("beads.speed=\(word)"))
      let beads = try #require(scenario.model as? Beads)
      #expect(beads.individuals == 10)
      #expect(beads.speed == 2)
    }
  }

  @Test("A longer run keeps the rest")
  func until() throws {
    let scenario = try read(text, .until(1e6))
    #expect(scenario.grid.lastTick == 2_000_000)
  }

  @Test("A system can be replaced")
  func otherSystem() throws {
    let scenario = try read(
      "system: beads\nrun: {duration: 10}\n", .set("system=clicks"), .set("clicks={count: 4}"))
    #expect((scenario.model as? Clicks)?.count == 4)
  }

  @Test(
    "The same checks, with the option and the column",
    arguments: [
      ("beads.speed=-1", "1:13: speed: expected a real number at least 0, found '-1'"),
      ("beads.sped=1", "1:7: unknown key 'sped' (did you mean 'speed'?)"),
      ("beads.speed=", "1:13: speed: expected a real number at least 0, found nothing"),
      ("beads.box=[1, -2]", "1:15: box: expected a real number above 0, found '-2'"),
      ("beads={speed: 1, speed: 2}", "1:18: 'speed' is given twice"),
      ("bead.speed=1", "1:1: unknown key 'bead' (did you mean 'beads'?)"),
      ("beads.speed=3", "1:7: a bead jumps over its neighbor in one step"),
      (
        "output.every=0.75",
        "1:8: 0.75 is not a whole multiple of the time step, 0.5 (the nearest that is: 1)"
      ),
      (
        "diagnostics=[\"entrop(a: 1)\"]",
        "1:15: unknown diagnostic 'entrop' (did you mean 'entropy'?)"
      ),
      ("beads", "1:6: '=' is missing (write --set KEY=VALUE, such as --set run.seed=7)"),
      ("=3", "1:1: a name is missing (write the path of the key, such as run.seed)"),
      ("run..seed=3", "1:5: a name is missing (write the path of the key, such as run.seed)"),
      ("run.duration.x=3", "1:14: 'x' cannot be set in '10' (the keys before it must name groups)"),
      (
        "title=[a",
        "1:7: this is not valid YAML: the text ends while parsing a flow sequence (check brackets, quotes, commas and indentation above this place)"
      ),
      ("title=a: b", "1:7: title: expected text, found a mapping"),
    ])
  func checks(assignment: String, expected: String) {
    #expect(problems(text, .set(assignment)) == ["--set \(assignment):\(expected)"])
  }

  @Test("Problems of the file come with those of the options")
  func both() {
    #expect(
      problems(text + "beads: {spacing: 0}\n", .set("beads.speed=x"), .seed(-1)) == [
        "--seed -1:1:10: seed: expected a whole number of at least 0, found '-1'",
        "s.yaml:3:18: spacing: expected a real number above 0, found '0'",
        "--set beads.speed=x:1:13: speed: expected a real number at least 0, found 'x'",
      ])
  }
}
