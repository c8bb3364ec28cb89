import ClausiusDeclarations
import Foundation
import Testing

@testable import ClausiusValidation

@Suite("The report of a validation")
struct ValidationReportTests {
  private static let report = ValidationReport([
    Check(
      scenario: "torus", name: "mean of rotation, last_half", expected: "above 0.65",
      measured: 0.74, standardError: 0.01, passed: true, source: "Couzin et al. 2002"),
    Check(
      scenario: "swarm", name: "a < b & \"c\"", expected: "below 1", measured: nil,
      standardError: nil, passed: false, source: nil, remark: "undefined"),
  ])

  @Test("Passed and failed checks are counted")
  func counts() {
    #expect(Self.report.summary == "1 passed, 1 failed")
    #expect(
      ValidationReport.line(Self.report.checks[0])
        == "pass  torus: mean of rotation, last_half = 0.74 +- 0.01, expected above 0.65\n      Couzin et al. 2002"
    )
    #expect(ValidationReport.line(Self.report.checks[1]).hasPrefix("FAIL  swarm: "))
  }

  @Test("JSON has a list of checks, null where there is no number")
  func json() throws {
    let parsed = try JSONSerialization.jsonObject(with: Data(Self.report.json.text.utf8))
    let root = try #require(parsed as? [String: Any])
    #expect(root["passed"] as? Int == 1)
    #expect(root["failed"] as? Int == 1)
    let checks = try #require(root["checks"] as? [[String: Any]])
    #expect(checks[0]["measured"] as? Double == 0.74)
    #expect(checks[1]["measured"] is NSNull)
  }

  @Test("JUnit is well-formed XML with a suite for each scenario")
  func junit() throws {
    let text = Self.report.junit
    #expect(text.contains("<testsuites name=\"clausius validate\" tests=\"2\" failures=\"1\">"))
    #expect(text.contains("a &lt; b &amp; &quot;c&quot;"))
    #expect(text.components(separatedBy: "<testsuite ").count == 3)
    #expect(text.components(separatedBy: "<failure ").count == 2)
  }
}
