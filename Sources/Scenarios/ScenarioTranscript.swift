import ClausiusDeclarations
import Foundation

extension Scenario {
  /// The line above the settings in a ``transcript(of:setting:)``.
  private static let remark = "# Set by options of the command line when the scenario was run."

  /// The text of a scenario file in the words of its author, with what was set from outside below
  /// it, as the key `set`: a scenario that runs the same again.
  ///
  /// - Parameters:
  ///   - text: the scenario file.
  ///   - assignments: what was set, one `key=value` each, in order; with none, `text` comes back
  ///     as it is.
  /// - Throws: syntax errors of YAML.
  public static func transcript(
    of text: String, setting assignments: [String]
  ) throws(Problems) -> String {
    guard !assignments.isEmpty else { return text }
    let entries = try YAMLReader.read(text, source: "scenario").node?.entries ?? []
    let list = entries.first { $0.key == "set" }
    var settings = assignments
    if let own = list?.value {
      settings = try [String](from: own, as: ScenarioKeys.settingsKind) + assignments
    }
    if text.first(where: { !$0.isWhitespace }) == "{" {
      return try inBraces(text, settings)
    }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if let first = list?.position.line {
      let next = entries.map(\.position.line).filter { $0 > first }.min() ?? lines.count + 1
      lines.removeSubrange(first - 1..<next - 1)
      lines.removeAll { $0 == remark }
    }
    while let last = lines.last?.trimmingCharacters(in: .whitespaces), ["", "..."].contains(last) {
      lines.removeLast()
    }
    // The key stands where the other keys of the file stand.
    let indent = String(repeating: " ", count: max(0, (entries.first?.position.column ?? 1) - 1))
    lines += ["", remark, indent + "set:"] + settings.map { indent + "  - " + JSON.text($0).text }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The same for a scenario that is written as JSON.
  private static func inBraces(
    _ text: String, _ settings: [String]
  ) throws(Problems) -> String {
    guard case .object(let members) = try JSON(scenarioText: text) else { return text }
    let list = JSON.Member("set", .list(settings.map(JSON.text)))
    return JSON.object(members.filter { $0.key != "set" } + [list]).text + "\n"
  }
}
