import ClausiusDeclarations
import ClausiusScenarios

/// What scenarios expect, before anything is run.
public struct ExpectedChecks {
  private let scenarios: [Scenario]
  private let labels: ScenarioLabels

  /// The expectations of `scenarios`.
  public init(_ scenarios: [Scenario]) {
    self.scenarios = scenarios
    labels = ScenarioLabels(scenarios.map(\.path))
  }

  /// A line or two for each check.
  public var table: String {
    let lines = scenarios.flatMap { scenario in
      scenario.expectations.flatMap { expectation in
        [
          "\(labels[scenario.path]): \(expectation.name), expected \(expectation.expected)",
          (expectation.source ?? scenario.source).map { "      \($0)" },
          expectation.note.map { "      \($0)" },
        ].compactMap { $0 }
      }
    }
    let count = scenarios.reduce(0) { $0 + $1.expectations.count }
    return (lines + ["\(count) checks in \(scenarios.count) scenarios"]).joined(separator: "\n")
  }

  /// `{"checks": [{...}]}` with the members "system", "scenario", "title", "path", "suite",
  /// "check", "expected", "source" and "note".
  public var json: JSON {
    let checks = scenarios.flatMap { scenario in
      scenario.expectations.map { expectation -> JSON in
        let source = expectation.source ?? scenario.source
        return [
          "system": .text(scenario.systemName), "scenario": .text(labels[scenario.path]),
          "title": .text(scenario.title), "path": .text(scenario.path),
          "suite": .text(scenario.suite.rawValue), "check": .text(expectation.name),
          "expected": .text(expectation.expected),
          "source": source.map(JSON.text) ?? .null,
          "note": expectation.note.map(JSON.text) ?? .null,
        ]
      }
    }
    return ["checks": .list(checks)]
  }
}
