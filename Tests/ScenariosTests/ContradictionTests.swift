import ClausiusDeclarations
import Testing

@testable import ClausiusScenarios

/// A scenario that is right as far as it goes, on two lines.
private let good = "system: beads\nrun: {duration: 1, time_step: 0.5}\n"

@Suite("Scenarios whose parts do not fit together")
struct ContradictionTests {
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
      problems("system: beads\nrun: {duration: 0.2, time_step: 0.5}\n") == [
        "s.yaml:2:7: 0.2 is not a whole multiple of the time step, 0.5 (the nearest that is: 0.5)"
      ])
    #expect(
      problems("system: beads\nrun: {duration: 1e300, time_step: 1e-300}\n") == [
        "s.yaml:2:7: 1e+300 is more than 2^53 times the time step, 1e-300 "
          + "(shorten it, or lengthen the time step)"
      ])
    #expect(
      problems("system: beads\nrun: {duration: 1, time_step: 0.5, precision: single}\n") == [
        "s.yaml:2:47: precision: expected double, found 'single'"
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
            - {diagnostic: polarization, crossing_time: {above: 1}}
            - {diagnostic: polarization, threshold: 1, mean: {above: 1}}
          """) == [
          "s.yaml:4:6: nothing is expected of 'polarization' "
            + "(give one of mean, minimum, maximum, standard_deviation, first, final, "
            + "change, slope, crossing_time, convergence_order)",
          "s.yaml:5:38: a bound is missing "
            + "(give {above, below}, {between: [a, b]}, {value, within} or {value, standard_errors})",
          "s.yaml:6:49: no number is above 1 and below 0",
          "s.yaml:7:38: 'value' goes with 'within' or 'standard_errors' (give both)",
          "s.yaml:8:38: several bounds are given "
            + "(give {above, below}, {between: [a, b]}, {value, within} or {value, standard_errors})",
          "s.yaml:9:39: the first limit is larger than the second (swap them)",
          "s.yaml:10:50: 'final' is given beside 'mean' (write one expectation for each of "
            + "mean, minimum, maximum, standard_deviation, first, final, "
            + "change, slope, crossing_time, convergence_order)",
          "s.yaml:11:38: over: expected one of all, last_half, last_quarter, final, "
            + "found 'lasthalf' (did you mean 'last_half'?)",
          "s.yaml:12:48: the window ends before it begins",
          "s.yaml:13:20: above: expected a real number, found '.inf'",
          "s.yaml:13:27: unknown key 'medium' (known keys: diagnostic, phase, set, relative_to, threshold, "
            + "over, mean, minimum, maximum, standard_deviation, first, final, change, slope, "
            + "crossing_time, convergence_order, source, note)",
          "s.yaml:14:32: 'threshold' and 'crossing_time' go together (give both or neither)",
          "s.yaml:15:32: 'threshold' and 'crossing_time' go together (give both or neither)",
        ])
    #expect(
      problems(good + "expect:\n  - {diagnostic: spin, over: {from: 3, to: 4}, mean: {above: 1}}\n")
        == [
          "s.yaml:4:18: unknown diagnostic 'spin' (known diagnostics: polarization, entropy, phase; "
            + "any estimator is one too: 'clausius list estimators')"
        ])
  }

  @Test("Phases that do not exist, or beside numbers")
  func phases() {
    #expect(
      problems(good + "expect:\n  - {phase: toris}\n") == [
        "s.yaml:4:13: phase: expected one of intermediate, swarm, torus, dynamic_parallel, "
          + "highly_parallel, fragmented, found 'toris' (did you mean 'torus'?)"
      ])
    #expect(
      problems(
        good + """
          expect:
            - {mean: {above: 1}}
            - {diagnostic: polarization, phase: torus, mean: {above: 1}, relative_to: polarization}
          """) == [
          "s.yaml:4:5: nothing is measured (give 'diagnostic' with a bound, or 'phase')",
          "s.yaml:5:46: 'mean' is given beside 'phase' (write two expectations)",
          "s.yaml:5:64: 'relative_to' is given beside 'phase' (write two expectations)",
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
          "s.yaml:4:15: unknown diagnostic 'x' (known diagnostics: polarization, entropy, phase; "
            + "any estimator is one too: 'clausius list estimators')",
          "s.yaml:5:1: unknown key 'foo' (known keys: title, source, description, system, "
            + "units, run, output, diagnostics, expect, suite, sweep, set, beads)",
          "s.yaml:6:1: 'foo' is given twice",
        ])
  }
}
