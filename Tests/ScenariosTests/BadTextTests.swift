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
          + "run, output, diagnostics, expect, beads)"
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
        "s.yaml:2:32: time_step: expected a real number above 0, found '0'",
        "s.yaml:2:41: seed: expected a whole number of at least 0, found '-3'",
        "s.yaml:2:54: threads: expected a whole number from 1 to 1024, found '0'",
      ])
    #expect(
      problems(good + "beads: [1]") == ["s.yaml:3:8: beads: expected a group of keys, found a list"]
    )
  }

  @Test("What must be given")
  func missingKeys() {
    #expect(
      problems("title: x") == [
        "s.yaml:1:1: 'system' is missing (the system; its own keys stand in a group of that name)",
        "s.yaml:1:1: 'run' is missing (how long, how fine, and on what)",
      ])
    #expect(
      problems("system: beads\nrun: {time_step: 0.5}\n") == [
        "s.yaml:2:6: 'duration' is missing "
          + "(simulated time from start to end, a whole number of time steps)"
      ])
    #expect(
      problems("system: beads\nrun: {duration: 1}\n") == [
        "s.yaml:2:1: 'time_step' is missing ('beads' moves in steps; give their length)"
      ])
    #expect(
      problems("system: clicks\nrun: {duration: 1, time_step: 1}\n") == [
        "s.yaml:1:9: 'count' is missing (number of counters)",
        "s.yaml:2:20: 'clicks' has no time step: it moves from event to event "
          + "(remove 'time_step'; 'output.every' sets the frames)",
      ])
  }

  @Test("Unknown systems and stray groups")
  func systems() {
    #expect(
      problems("system: beds\nbeds: {speed: 1}\nrun: {duration: 1}\n") == [
        "s.yaml:1:9: unknown system 'beds' (did you mean 'beads'?)"
      ])
    #expect(
      problems("system: gravity\nrun: {duration: 1}\n") == [
        "s.yaml:1:9: unknown system 'gravity' (known systems: beads, clicks)"
      ])
    #expect(
      problems(good + "clicks: {count: 3}\n") == [
        "s.yaml:3:1: the group 'clicks' belongs to another system than 'beads' "
          + "(remove it, or write 'system: clicks')"
      ])
  }

  @Test("Contradictions, at the place of the key")
  func contradictions() {
    #expect(
      problems(good + "beads:\n  wire:\n    radius: 1.5\n") == [
        "s.yaml:5:5: wires of radius 1.5 touch (keep it below spacing)"
      ])
    #expect(
      problems(good + "beads: {wire: {material: air}}\n") == [
        "s.yaml:3:16: air is no material for a wire"
      ])
    #expect(
      problems(good + "beads: {speed: 3}\n") == [
        "s.yaml:3:9: a bead jumps over its neighbor in one step"
      ])
    #expect(
      problems(good + "output: {every: 0.75}\n") == [
        "s.yaml:3:10: 0.75 is not a whole multiple of the time step, 0.5 (the nearest that is: 1)"
      ])
    #expect(
      problems("system: beads\nrun: {duration: 1.2, time_step: 0.5}\n") == [
        "s.yaml:2:7: 1.2 is not a whole multiple of the time step, 0.5 (the nearest that is: 1)"
      ])
    #expect(
      problems("system: beads\nrun: {duration: 1e300, time_step: 1e-300}\n") == [
        "s.yaml:2:7: 1e+300 is more than 2^53 times the time step, 1e-300 "
          + "(shorten it, or lengthen the time step)"
      ])
    #expect(
      problems("system: beads\nrun: {duration: 1, time_step: 0.5, precision: single}\n") == [
        "s.yaml:2:36: 'beads' does not compute in single precision (it offers double)"
      ])
  }

  @Test("Quantities and diagnostics that do not exist, or twice")
  func names() {
    #expect(
      problems(good + "diagnostics: [{a: 1}]\n") == [
        "s.yaml:3:15: diagnostics: expected the name of a diagnostic, found a mapping "
          + "(put a call with parameters in quotes: \"boltzmann_entropy(velocity: 0.25)\")"
      ])
    #expect(
      problems(
        good + "output: {quantities: [velocity, positon, spin, velocity]}\n"
          + "diagnostics: [polarisation, polarization, polarization, \"entrop(a: 1)\"]\n") == [
          "s.yaml:3:33: 'beads' has no quantity 'positon' (did you mean 'position'?)",
          "s.yaml:3:42: 'beads' has no quantity 'spin' (it has position, velocity)",
          "s.yaml:3:48: 'velocity' is listed twice",
          "s.yaml:4:15: unknown diagnostic 'polarisation' (did you mean 'polarization'?)",
          "s.yaml:4:43: 'polarization' is listed twice",
          "s.yaml:4:58: unknown diagnostic 'entrop' (did you mean 'entropy'?)",
        ])
  }

  @Test("Expectations that mean nothing")
  func expectations() {
    #expect(
      problems(
        good + """
          expect:
            - {diagnostic: polarization}
            - {diagnostic: polarization, mean: {}}
            - {diagnostic: polarization, mean: {above: 1, below: 0}}
            - {diagnostic: polarization, mean: {value: 1}}
            - {diagnostic: polarization, mean: {above: 1, between: [0, 1]}}
            - {diagnostic: polarization, mean: {between: [1, 0]}}
            - {diagnostic: polarization, mean: {above: 1}, final: {below: 2}}
            - {diagnostic: polarization, over: lasthalf, mean: {above: 1}}
            - {diagnostic: polarization, over: {from: 3, to: 1}, mean: {above: 1}}
            - {mean: {above: .inf}, medium: 3}
          """) == [
          "s.yaml:4:6: nothing is expected of 'polarization' "
            + "(give one of mean, minimum, maximum, standard_deviation, first, final)",
          "s.yaml:5:38: a bound is missing "
            + "(give {above, below}, {between: [a, b]} or {value, within})",
          "s.yaml:6:49: no number is above 1 and below 0",
          "s.yaml:7:38: 'value' and 'within' go together (give both)",
          "s.yaml:8:38: several bounds are given "
            + "(give {above, below}, {between: [a, b]} or {value, within})",
          "s.yaml:9:39: the first limit is larger than the second (swap them)",
          "s.yaml:10:50: 'final' is given beside 'mean' (write one expectation for each of "
            + "mean, minimum, maximum, standard_deviation, first, final)",
          "s.yaml:11:38: over: expected one of all, last_half, last_quarter, final, "
            + "found 'lasthalf' (did you mean 'last_half'?)",
          "s.yaml:12:48: the window ends before it begins",
          "s.yaml:13:5: 'diagnostic' is missing "
            + "(the diagnostic or observable that is measured)",
          "s.yaml:13:20: above: expected a real number, found '.inf'",
          "s.yaml:13:27: unknown key 'medium' (known keys: diagnostic, over, mean, minimum, "
            + "maximum, standard_deviation, first, final, source)",
        ])
    #expect(
      problems(good + "expect:\n  - {diagnostic: spin, over: {from: 3, to: 4}, mean: {above: 1}}\n")
        == [
          "s.yaml:4:18: unknown diagnostic 'spin'",
          "s.yaml:4:31: the window begins after the end of the run (the run ends at 1)",
        ])
  }

  @Test("Problems of all parts are reported together, in the order of the text")
  func several() {
    #expect(
      problems(
        "beads: {sped: 1}\nsystem: beads\nrun: {duration: 1, time_step: 0.3}\ndiagnostics: [x]\nfoo: 1\nfoo: 2\n"
      )
        == [
          "s.yaml:1:9: unknown key 'sped' (did you mean 'speed'?)",
          "s.yaml:3:7: 1 is not a whole multiple of the time step, 0.3 (the nearest that is: 0.9)",
          "s.yaml:4:15: unknown diagnostic 'x'",
          "s.yaml:5:1: unknown key 'foo' (known keys: title, source, description, system, run, "
            + "output, diagnostics, expect, beads)",
          "s.yaml:6:1: 'foo' is given twice",
        ])
  }
}
