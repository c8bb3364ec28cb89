import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusEntropyMeasures
import ClausiusSimulationCore
import Testing

@testable import ClausiusScenarios

/// Names every frame "calm" or "wild".
private struct Mood: Diagnostic {
  static let name = "mood"
  static let about = "how the beads are"
  static let formula = "by eye"
  static let unit = EntropyUnit.dimensionless
  static let bounds = "calm or wild"
  static let source = "a test"
  static let quantities: [String] = []
  static let keys: [Key<Mood>] = []
  static let names = ["calm", "wild"]

  func evaluate(_ frame: AnalyzedFrame) -> Estimate { Estimate(0, unit: Self.unit, samples: 1) }
}

@Suite("What names phases is for the family to say")
struct ClassifierTests {
  private static let catalog = DiagnosticCatalog(
    [Polarization.self, Phase.self, Mood.self],
    families: [
      DiagnosticFamily(SystemFamily("beads"), about: "beads", phase: Mood.name) { _ in [] },
      DiagnosticFamily(.school, about: "schools", phase: Phase.name) { _ in [] },
    ])

  private func read(_ expectation: String) throws(Problems) -> Scenario {
    try Scenario.read(
      text: "system: beads\nrun: {duration: 1, time_step: 0.5}\nexpect:\n  - \(expectation)\n",
      path: "s.yaml", systems: testCatalog, diagnostics: Self.catalog)
  }

  @Test("A phase is named by the diagnostic of the family where none is given")
  func usual() throws {
    let expectation = try read("{phase: calm}").expectations[0]
    #expect(expectation.diagnostic.text == "mood")
    #expect(!expectation.hasOwnClassifier)
    #expect(try read("{phase: torus, diagnostic: phase}").expectations[0].hasOwnClassifier)
    let wrong = #expect(throws: Problems.self) { try read("{phase: torus}") }
    #expect(
      wrong?.description == "s.yaml:4:13: phase: expected one of calm, wild, found 'torus'")
  }

  @Test("Whatever names frames is no number, by what it gives and not by its name")
  func names() {
    let bound = #expect(throws: Problems.self) { try read("{diagnostic: mood, mean: {above: 1}}") }
    #expect(
      bound?.description == "s.yaml:4:24: 'mood' names frames, of which there is no mean "
        + "(write 'phase: calm' beside it, and no bound)")
    let divisor = #expect(throws: Problems.self) {
      try read("{diagnostic: polarization, relative_to: mood, mean: {above: 1}}")
    }
    #expect(
      divisor?.description == "s.yaml:4:32: 'mood' names frames and divides nothing "
        + "(give a diagnostic that is a number)")
  }
}
