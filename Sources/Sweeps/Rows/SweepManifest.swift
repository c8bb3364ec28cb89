import ClausiusDeclarations
import ClausiusRuns
import ClausiusScenarios
import ClausiusTrajectories
import Foundation

/// Which sweep a folder holds: every key of the scenario but those of the axes, and what is
/// measured. Rows of members of the same sweep stand beside each other, however it grows.
public struct SweepManifest: Sendable, Hashable {
  /// The paths of the keys that differ between members, sorted; the seed is always one.
  var axes: [String]
  /// Every other key that matters to the results, with its value.
  var keys: [String: String]
  /// The scenario file.
  var scenario: String
  /// The text of the scenario file.
  var text: String
  /// The program that wrote it.
  var program: String

  /// Keys that no result depends on.
  private static let irrelevant: Set = [
    "title", "source", "description", "expect", "suite", "diagnostics", "run.threads",
    "run.checkpoint", "run.durability",
  ]

  /// The sweep of `plan`.
  ///
  /// - Throws: what is wrong with the text that a system writes about itself.
  public init(_ plan: SweepPlan, program: Program) throws(Problems) {
    axes = Set(plan.axes.map(\.key) + [SweepAxis.seedKey]).sorted()
    scenario = plan.scenario.path
    text = plan.scenario.text
    self.program = program.inWords
    var keys: [String: String] = [:]
    Self.flatten(try plan.scenario.resolved(), "", into: &keys)
    keys["sweep.over"] = plan.keys.window.scenarioText
    keys["sweep.keep"] = plan.keys.keep.scenarioText
    if let condition = plan.keys.keepWhere {
      keys["sweep.keep_where"] = condition.scenarioText
    }
    keys["sweep.diagnostics"] = plan.calls.scenarioText
    let axes = axes
    self.keys = keys.filter { key, _ in
      !Self.irrelevant.contains(key)
        && !axes.contains { $0 == key || key.hasPrefix($0 + ".") }
    }
  }

  private static func flatten(_ json: JSON, _ path: String, into keys: inout [String: String]) {
    guard case .object(let members) = json, !irrelevant.contains(path) else {
      keys[path] = json.line
      return
    }
    for member in members {
      flatten(member.value, path.isEmpty ? member.key : path + "." + member.key, into: &keys)
    }
  }

  /// The hash of the keys: 16 hexadecimal digits.
  var hash: String {
    let lines = axes + keys.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    return String(SHA256.hexadecimal(of: lines.joined(separator: "\n")).prefix(16))
  }

  /// Refuses a folder that holds another sweep than this one.
  ///
  /// - Throws: ``SweepError`` that names the first key that differs.
  func requireSame(as stored: SweepManifest, in folder: SweepFolder) throws(SweepError) {
    let advice = "choose another folder with -o DIR"
    if let axis = axes.first(where: { !stored.axes.contains($0) }) {
      throw SweepError(
        .request,
        "\(folder.path) holds a sweep without the axis '\(axis)'; \(advice)")
    }
    if let axis = stored.axes.first(where: { !axes.contains($0) }) {
      throw SweepError(
        .request, "\(folder.path) holds a sweep with the axis '\(axis)'; \(advice)")
    }
    let all = Set(keys.keys).union(stored.keys.keys).sorted()
    guard let key = all.first(where: { keys[$0] != stored.keys[$0] }) else { return }
    throw SweepError(
      .request,
      "\(folder.path) holds a sweep with another value of '\(key)': "
        + "\(stored.keys[key] ?? "none") there, \(keys[key] ?? "none") in \(scenario); \(advice)")
  }
}

extension SweepManifest {
  /// The manifest of a folder; `nil` where the folder holds no sweep.
  ///
  /// - Throws: ``SweepError`` where it cannot be read.
  static func read(_ folder: SweepFolder) throws(SweepError) -> SweepManifest? {
    guard try SweepFolder.isThere(folder.manifest) else { return nil }
    guard let data = FileManager.default.contents(atPath: folder.manifest) else {
      throw SweepError(.storage, "\(folder.manifest) cannot be read")
    }
    let flat = Data(data.map { $0 == 0x0A ? 0x20 : $0 })
    guard let json = flat.withUnsafeBytes({ JSON(line: $0) }), let manifest = SweepManifest(json)
    else {
      throw SweepError(
        .request, "\(folder.manifest): does not say which sweep the folder holds")
    }
    return manifest
  }

  private init?(_ json: JSON) {
    guard case .list(let axes) = json["axes"], case .object(let keys) = json["keys"],
      let scenario = json["scenario"]?.string, let text = json["text"]?.string,
      let program = json["program"]?.string
    else { return nil }
    self.axes = axes.compactMap(\.string)
    self.keys = Dictionary(keys.map { ($0.key, $0.value.string ?? "") }) { $1 }
    (self.scenario, self.text, self.program) = (scenario, text, program)
  }

  /// The manifest as a document.
  var json: JSON {
    [
      "program": .text(program), "scenario": .text(scenario), "hash": .text(hash),
      "axes": .list(axes.map(JSON.text)),
      "keys": .object(keys.sorted { $0.key < $1.key }.map { .init($0.key, .text($0.value)) }),
      "text": .text(text),
    ]
  }

  /// Writes the manifest and the scenario into the folder.
  ///
  /// - Throws: ``SweepError`` of the disk.
  func write(to folder: SweepFolder) throws(SweepError) {
    try SweepFolder.makeFolder(of: folder.manifest)
    try WholeFile.write(text, to: folder.scenario)
    try WholeFile.write(json.text + "\n", to: folder.manifest)
  }
}
