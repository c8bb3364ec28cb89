import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusScenarios
import ClausiusSimulationCore
import Testing

@testable import ClausiusValidation

@Suite("Scenarios held against what they expect")
struct ScenarioValidationTests {
  private func checks(_ text: String) throws -> [Check] {
    let scenario = try Scenario.read(text: text, path: "test.yaml", overrides: [.threads(1)])
    return try #require(try ScenarioValidation(scenario).run())
  }

  private static let oscillator = """
    title: One wave of the free field
    source: the scenario's own
    system: klein_gordon
    klein_gordon:
      potential: linear
      points: 16
      x_min: 0
      length: 10
      scheme: stormer_verlet
      start: {kind: standing_wave, mode: 1, amplitude: 1}
    run: {duration: 4, time_step: 0.1, threads: 1}
    output: {every: 0.1, quantities: [phi, pi]}
    expect:

    """

  @Test("A time step, its half and its quarter show the order")
  func order() throws {
    let checks = try checks(
      Self.oscillator + """
          - {diagnostic: "probe_field(at: 0)", convergence_order: {value: 2, within: 0.05}, source: "Verlet", note: "of a wave"}
          - {diagnostic: "probe_field(at: 0)", set: [klein_gordon.scheme=yoshida_4], convergence_order: {value: 2, within: 0.05}}
          - {diagnostic: "probe_field(at: 0)", set: [klein_gordon.scheme=exponential_splitting], convergence_order: {above: 0}}
        """)
    #expect(checks.map(\.passed) == [true, false, false])
    #expect(checks[0].source == "Verlet")
    #expect(checks[0].note == "of a wave")
    #expect(checks[1].source == "the scenario's own")
    #expect(abs(try #require(checks[1].measured) - 4) < 0.05)
    #expect(
      checks[1].name
        == "convergence order of probe_field(at: 0), all, with klein_gordon.scheme=yoshida_4")
    // Exact at any step: what differs is rounding, or nothing.
    #expect(abs(checks[2].measured ?? 0) < 4)
  }

  @Test("One number of all frames is that of the frames of the window, and has a mean alone")
  func wholeSeries() throws {
    let call = #""permutation_entropy(of: probe_field(at: 0), order: 3)""#
    let found = try checks(
      Self.oscillator + """
          - {diagnostic: \(call), mean: {value: 0.726911, within: 1e-6}}
          - {diagnostic: \(call), over: {from: 0, to: 1}, mean: {value: 0, within: 1e-12}}
        """)
    #expect(found.map(\.passed) == [true, true])
    #expect(found[0].name == "mean of permutation_entropy(of: probe_field(at: 0), order: 3), all")
    for wrong in ["first: {above: 0}", "relative_to: energy, mean: {above: 0}"] {
      let error = #expect(throws: Problems.self) {
        try checks(Self.oscillator + "  - {diagnostic: \(call), \(wrong)}\n")
      }
      #expect(error?.description.contains("expect its mean") == true, "\(error as Any)")
    }
  }

  @Test("Settings of an expectation belong to its run alone, in any order")
  func settings() throws {
    let checks = try checks(
      Self.oscillator + """
          - {diagnostic: "probe_field(at: 0)", set: [klein_gordon.start.amplitude=3], first: {value: 3, within: 1e-12}}
          - {diagnostic: "probe_field(at: 0)", first: {value: 1, within: 1e-12}}
          - {diagnostic: energy, set: [klein_gordon.start.amplitude=3], relative_to: energy, mean: {value: 1, within: 0}}
          - {diagnostic: energy, over: {from: 1, to: 2}, change: {value: 0, within: 0.1}}
          - {diagnostic: energy, over: {from: 1, to: 2}, final: {between: [0, 100]}}
        """)
    #expect(checks.map(\.passed) == [true, true, true, true, true])
    #expect(
      checks[0].name == "first of probe_field(at: 0), all, with klein_gordon.start.amplitude=3")
  }

  @Test("Settings that cannot be are reported")
  func badSettings() throws {
    let refused = #expect(throws: Problems.self) {
      try checks(
        Self.oscillator
          + "  - {diagnostic: energy, set: [klein_gordon.schema=yoshida_4], mean: {above: 0}}\n")
    }
    #expect(
      refused?.description.hasPrefix(
        "test.yaml:14:45: unknown key 'schema'")
        == true, "\(refused?.description ?? "")")
  }

  @Test("A name that is missing is missing in the file")
  func missingGroup() throws {
    let refused = #expect(throws: Problems.self) {
      try checks("system: klein_gordon\nexpect: [{diagnostic: energy, mean: {above: 0}}]\n")
    }
    #expect(
      refused?.description.contains("test.yaml:1:1: 'duration' is missing") == true,
      "\(refused?.description ?? "")")
  }

  @Test("Checks that could never pass are refused")
  func neverPassing() throws {
    for (entry, message) in [
      ("{diagnostic: phase, mean: {above: 1}}", "'phase' names frames, of which there is no mean"),
      (
        "{diagnostic: rotation, maximum: {value: 1, standard_errors: 2}}",
        "no standard error is known of 'maximum'"
      ),
      (
        "{diagnostic: rotation, relative_to: polarization, final: {value: 1, standard_errors: 2}}",
        "no standard error is known of 'final' of a ratio"
      ),
    ] {
      let refused = #expect(throws: Problems.self) { try checks(Self.school("  - " + entry)) }
      #expect(refused?.description.contains(message) == true, "\(refused?.description ?? "")")
    }
  }

  @Test("Scenarios of the same name are told apart by their folders")
  func labels() {
    let labels = ScenarioLabels(["a/mine.yaml", "/x/b/mine.yaml", "equilibrium-0.5.yaml"])
    #expect(labels["a/mine.yaml"] == "a/mine")
    #expect(labels["/x/b/mine.yaml"] == "b/mine")
    #expect(labels["equilibrium-0.5.yaml"] == "equilibrium-0.5")
    #expect(ScenarioLabels(["mine.yaml", "./mine.yaml"])["mine.yaml"] == "mine")
  }

  private static func school(_ expectations: String) -> String {
    """
    title: A school of thirty
    source: a test
    system: couzin
    couzin: {individuals: 30, orientation_width: 8, attraction_width: 14}
    run: {duration: 100, time_step: 0.1, seed: 1}
    output: {every: 1}
    expect:
    \(expectations)
    """
  }

  @Test("The share of the frames in a phase is checked")
  func phases() throws {
    let checks = try checks(
      Self.school(
        """
          - {phase: highly_parallel, over: last_half}
          - {phase: torus, over: last_half}
          - {phase: highly_parallel, diagnostic: "phase(window: 0, dwell: 0)", over: last_quarter}
        """))
    #expect(checks.map(\.passed) == [true, false, true])
    #expect(checks.map(\.measured) == [1, 0, 1])
    #expect(checks[0].name == "share of phase highly_parallel, last_half")
    #expect(checks[0].expected == "at least 0.9 of the frames")
    #expect(checks[1].remark == "highly_parallel 1")
    #expect(checks[2].name.contains("by phase(window: 0, dwell: 0)"))
  }

  @Test("A phase is that of a school, named by the diagnostic that does so")
  func wrongPhases() throws {
    let field = #expect(throws: Problems.self) {
      try checks(Self.oscillator + "  - {phase: torus}\n")
    }
    #expect(field?.description.contains("the frames carry no position") == true)
    let number = #expect(throws: Problems.self) {
      try checks(Self.school("  - {phase: torus, diagnostic: polarization}"))
    }
    #expect(
      number?.description
        == "test.yaml:8:13: 'polarization' names no phase "
        + "(leave 'diagnostic' out, or call 'phase' with other parameters)")
  }

  @Test("A run that breaks down passes no check")
  func brokenRun() throws {
    let scenario = try Scenario.read(
      text: Self.oscillator + "  - {diagnostic: energy, mean: {above: 0}}\n", path: "test.yaml")
    let validation = ScenarioValidation(scenario)
    let failed = validation.failedChecks("the run failed: energy is nan")
    #expect(failed.map(\.passed) == [false])
    #expect(failed[0].remark == "the run failed: energy is nan")
    #expect(ExpectedChecks([scenario]).table.hasSuffix("1 checks in 1 scenarios"))
    #expect(ExpectedChecks([scenario]).json["checks"] != nil)
  }
}
