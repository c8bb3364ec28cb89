import ClausiusDeclarations
import Foundation

/// The checks of all scenarios as table, JSON and JUnit.
public struct ValidationReport: Sendable {
  /// The checks, scenario by scenario.
  public var checks: [Check]

  /// A report of `checks`.
  public init(_ checks: [Check]) { self.checks = checks }

  /// How many checks passed.
  public var passed: Int { checks.count { $0.passed } }
  /// How many did not.
  public var failed: Int { checks.count - passed }

  /// "12 passed, 0 failed"
  public var summary: String { "\(passed) passed, \(failed) failed" }

  /// A check as a line or two of text.
  public static func line(_ check: Check) -> String {
    // Where the error is known more digits than it allows would only be in the way.
    let digits = check.standardError == nil ? 9 : 6
    let measured = check.measured.map { String(format: "%.\(digits)g", $0) } ?? "undefined"
    let error = check.standardError.map { " +- " + String(format: "%.2g", $0) } ?? ""
    var lines = [
      "\(check.passed ? "pass" : "FAIL")  \(check.scenario): \(check.name) = \(measured)\(error), expected \(check.expected)"
    ]
    if let source = check.source { lines.append("      \(source)") }
    if let note = check.note { lines.append("      \(note)") }
    if let remark = check.remark { lines.append("      note: \(remark)") }
    return lines.joined(separator: "\n")
  }

  /// `{"passed", "failed", "checks": [...]}`
  public var json: JSON {
    .object([
      .init("passed", .integer(passed)), .init("failed", .integer(failed)),
      .init(
        "checks",
        .list(
          checks.map { check in
            .object([
              .init("scenario", .text(check.scenario)), .init("check", .text(check.name)),
              .init("expected", .text(check.expected)),
              .init("measured", check.measured.map(JSON.number) ?? .null),
              .init("standard_error", check.standardError.map(JSON.number) ?? .null),
              .init("passed", .boolean(check.passed)),
              .init("source", check.source.map(JSON.text) ?? .null),
              .init("note", check.note.map(JSON.text) ?? .null),
              .init("remark", check.remark.map(JSON.text) ?? .null),
            ])
          })),
    ])
  }

  /// The XML that test reporters of continuous integration read, a suite for each scenario.
  public var junit: String {
    var lines = [
      #"<?xml version="1.0" encoding="UTF-8"?>"#,
      "<testsuites name=\"\(ProgramName.current) validate\" tests=\"\(checks.count)\" failures=\"\(failed)\">",
    ]
    var names: [String] = []
    for check in checks where !names.contains(check.scenario) { names.append(check.scenario) }
    for name in names {
      let own = checks.filter { $0.scenario == name }
      lines.append(
        "  <testsuite name=\"\(name.forXML)\" tests=\"\(own.count)\" failures=\"\(own.count { !$0.passed })\">"
      )
      for check in own {
        let head = "    <testcase classname=\"\(name.forXML)\" name=\"\(check.name.forXML)\""
        if check.passed {
          lines.append(head + "/>")
        } else {
          lines.append(head + ">")
          lines.append("      <failure message=\"\(Self.line(check).forXML)\"/>")
          lines.append("    </testcase>")
        }
      }
      lines.append("  </testsuite>")
    }
    return (lines + ["</testsuites>"]).joined(separator: "\n")
  }
}

extension String {
  /// The text with XML's special characters replaced.
  fileprivate var forXML: String {
    replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;").replacing("\n", with: "&#10;")
  }
}
