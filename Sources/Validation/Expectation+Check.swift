import ClausiusDeclarations
import ClausiusScenarios

extension Expectation {
  /// What came out, held against what was expected.
  func check(_ outcome: ExpectationOutcome, of scenario: Scenario) -> Check {
    let passed =
      outcome.value.map { value in
        phase == nil
          ? bound.isSatisfied(by: value, standardError: outcome.standardError)
          : value >= ExpectationOutcome.neededShare
      } ?? false
    return Check(
      scenario: scenario.name, name: name, expected: expected, measured: outcome.value,
      standardError: outcome.standardError, passed: passed, source: source ?? scenario.source,
      remark: outcome.remark ?? missingError(outcome), note: note)
  }

  /// Why a value that is known cannot pass.
  private func missingError(_ outcome: ExpectationOutcome) -> String? {
    guard phase == nil, bound.standardErrors != nil, outcome.value != nil,
      outcome.standardError == nil
    else { return nil }
    return "no standard error of it is known: give 'within' instead of 'standard_errors'"
  }

  /// The bound in words.
  var expected: String {
    phase == nil
      ? bound.inWords : "at least \(ExpectationOutcome.neededShare.scenarioText) of the frames"
  }

  /// The number in words: "mean of rotation, last_half".
  var name: String {
    var words: String
    if let phase {
      words = "share of phase \(phase.text)"
      if hasOwnClassifier { words += " by " + diagnostic.text }
    } else {
      words = statistic.rawValue.replacing("_", with: " ") + " of " + diagnostic.text
    }
    if let relativeTo { words += " / " + relativeTo.text }
    if let threshold { words += " through \(threshold.scenarioText)" }
    words += ", " + window.scenarioText
    if !settings.isEmpty { words += ", with " + settings.map(\.text).joined(separator: ", ") }
    return words
  }
}
