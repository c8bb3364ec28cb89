import ClausiusDeclarations
import Testing

@testable import ClausiusScenarios

/// A scenario that is right as far as it goes, on two lines.
private let good = "system: beads\nrun: {duration: 1, time_step: 0.5}\n"

@Suite("Scenarios that are wrong")
struct BadTextTests {
  @Test("A text that is not a mapping")
  func roots() {
    #expect(
      problems("hello") == [
        "s.yaml:1:1: expected keys such as 'system' and 'run', found 'hello' "
          + "(write 'key: value' with a space after the colon)"
      ])
    #expect(
      problems("- a\n- b\n") == [
        "s.yaml:1:1: expected keys such as 'system' and 'run', found a list "
          + "(write 'key: value' with a space after the colon)"
      ])
  }

  @Test("Syntax errors, with what to do")
  func syntax() {
    #expect(
      problems(good + "beads: [1") == [
        "s.yaml:3:8: this is not valid YAML: the text ends while parsing a flow sequence "
          + "(check brackets, quotes, commas and indentation above this place)"
      ])
    #expect(
      problems(good + "title: \"abc\nbeads: {}\n") == [
        "s.yaml:3:8: this is not valid YAML: the text ends while scanning a quoted scalar"
      ])
    #expect(
      problems(good + "beads: [1, }\n") == [
        "s.yaml:3:12: this is not valid YAML: did not find expected node content while parsing "
          + "a flow node (check brackets, quotes, commas and indentation above this place)"
      ])
    #expect(
      problems(good + "beads:\n\tspeed: 1\n") == [
        "s.yaml:4:1: this is not valid YAML: found character that cannot start any token while "
          + "scanning for the next token (indent with spaces, not with tabs)"
      ])
    #expect(
      problems(good + "title: a: b\n") == [
        "s.yaml:3:9: this is not valid YAML: mapping values are not allowed in this context "
          + "(put text that contains ': ' in quotes, and give every key its own line)"
      ])
    #expect(
      problems(good + "title: *nothing\n") == [
        "s.yaml:3:8: this is not valid YAML: found undefined alias (put text that begins with "
          + "'*' in quotes; an alias needs an anchor '&name' before it)"
      ])
    #expect(
      problems(good + "diagnostics:\n  - entropy(cells: [1, 2], order: 2)\n") == [
        "s.yaml:4:26: this is not valid YAML: did not find expected key while parsing a block "
          + "mapping that begins at s.yaml:4:5 (put a call with parameters in quotes: "
          + "\"boltzmann_entropy(velocity: 0.25)\")"
      ])
    #expect(
      problems(good + "title: " + String(repeating: "[", count: 2000)) == [
        "s.yaml:3:9: this is nested too deeply"
      ])
  }

  @Test("A second document")
  func documents() {
    #expect(
      problems(good + "---\nsystem: beads\n") == [
        "s.yaml:4:1: a second YAML document begins here "
          + "(write one scenario a file, without a line '---' inside)"
      ])
  }

  @Test(
    "Repeated keys, at each further place",
    arguments: [
      ("beads: {speed: 1, speed: 2, speed: 3}", ["3:19: 'speed'", "3:29: 'speed'"]),
      ("beads:\r\n  speed: 1\r\n  \"speed\": 2", ["5:3: 'speed'"]),
      (
        "beads:\n  spacing: 1\n  'spacing': 2\n  speed: 1\n  speed: 1",
        ["5:3: 'spacing'", "7:3: 'speed'"]
      ),
      (
        "beads: {wire: {radius: 0.1, radius: 0.2}, motion: back}\nrun: {}",
        ["3:29: 'radius'", "4:1: 'run'"]
      ),
      ("beads: {é: 1, é: 2}", ["3:9: unknown key 'é'", "3:15: 'é'"]),
    ])
  func repeatedKeys(text: String, expected: [String]) {
    let found = problems(good + text)
    #expect(found.count == expected.count)
    for (problem, start) in zip(found, expected) {
      #expect(problem.hasPrefix("s.yaml:" + start))
      #expect(problem.hasSuffix("is given twice") || start.contains("unknown"))
    }
  }

  @Test("Keys that cannot be renamed are still refused")
  func oddRepeatedKeys() {
    #expect(problems(good + "&a title: 1\ntitle: 2\n") == ["s.yaml:3:1: 'title' is given twice"])
    #expect(problems(good + "\"\": 1\n\"\": 2\n") == ["s.yaml:3:1: '' is given twice"])
    #expect(problems(good + "? [1]\n: 2\n") == ["s.yaml:3:3: a key must be one word"])
  }

  @Test("Unknown keys, with the nearest known one or all of them")
  func unknownKeys() {
    #expect(
      problems(good + "beads:\n  sped: 1\n  wire: {radios: 1}\n  colour: red\n") == [
        "s.yaml:4:3: unknown key 'sped' (did you mean 'speed'?)",
        "s.yaml:5:10: unknown key 'radios' (did you mean 'radius'?)",
        "s.yaml:6:3: unknown key 'colour' "
          + "(known keys: individuals, spacing, speed, box, motion, wire)",
      ])
    #expect(
      problems(good + "bead: {}\n") == ["s.yaml:3:1: unknown key 'bead' (did you mean 'beads'?)"])
    #expect(
      problems("title: x\n" + good + "durration: 3\n") == [
        "s.yaml:4:1: unknown key 'durration' (known keys: title, source, description, system, "
          + "units, run, output, diagnostics, expect, suite, sweep, set, beads)"
      ])
  }

  @Test("Wrong types and values out of range")
  func values() {
    #expect(
      problems(
        good + """
          beads:
            individuals: 0
            spacing: .nan
            speed: -1
            box: [1]
            motion: forward
            wire: 3
          """) == [
          "s.yaml:4:16: individuals: expected a whole number of at least 1, found '0'",
          "s.yaml:5:12: spacing: expected a real number above 0, found '.nan'",
          "s.yaml:6:10: speed: expected a real number at least 0, found '-1'",
          "s.yaml:7:8: box: expected a list of 2 to 3, each a real number above 0, found 1",
          "s.yaml:8:11: motion: expected one of straight, back, found 'forward'",
          "s.yaml:9:9: wire: expected a group {radius, material}, found '3'",
        ])
    #expect(
      problems(good + "beads: {individuals: 2.5, spacing: \"1\", speed: inf, box: [1, x, -2]}") == [
        "s.yaml:3:22: individuals: expected a whole number of at least 1, found '2.5'",
        "s.yaml:3:36: spacing: expected a real number above 0, found the text \"1\"",
        "s.yaml:3:48: speed: expected a real number at least 0, found 'inf'",
        "s.yaml:3:62: box: expected a real number above 0, found 'x'",
        "s.yaml:3:65: box: expected a real number above 0, found '-2'",
      ])
    #expect(
      problems("system: beads\nrun: {duration: -1, time_step: 0, seed: -3, threads: 0}\n") == [
        "s.yaml:2:17: duration: expected a real number at least 0, found '-1'",
        "s.yaml:2:32: time_step: expected a real number above 0, or auto, found '0'",
        "s.yaml:2:41: seed: expected a whole number of at least 0, found '-3'",
        "s.yaml:2:54: threads: expected a whole number from 1 to 1024, found '0'",
      ])
    #expect(
      problems(good + "beads: [1]") == ["s.yaml:3:8: beads: expected a group of keys, found a list"]
    )
  }
}
