import ArgumentParser
import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusEntropyMeasures
import ClausiusScenarios

/// `clausius describe NAME`: everything about a system, a diagnostic or an estimator.
struct Describe: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Describe a system, a diagnostic, an estimator, an observable or a quantity: keys, units, ranges, sources.",
    discussion: "'clausius describe scenario' tells the keys that every scenario has.")

  @Argument(
    help: "A name that 'clausius list' shows, or 'scenario'.",
    completion: .list(Self.names))
  var name: String

  @Option(help: "The form: \(RunFormat.allValueStrings.joined(separator: ", ")).")
  var format = RunFormat.table

  func run() throws {
    guard let description = Self.description(of: name) else {
      let nearest = nearestName(to: name, among: Self.names)
      throw Failure(
        .wrongInput,
        "nothing is called '\(name)'"
          + (nearest.map { "; did you mean '\($0)'?" } ?? "; see 'clausius list'"))
    }
    Terminal.output(format == .table ? description.text : description.json.text)
  }

  private static var names: [String] {
    SystemCatalog.standard.describableNames + DiagnosticCatalog.standard.entries.map(\.name)
      + QuantityCatalog.names + EstimatorCatalog.entries.map(\.name)
      + SystemCatalog.standard.writtenNames
  }

  private static func description(of name: String) -> (text: String, json: JSON)? {
    if let group = SystemCatalog.standard.description(of: name) { return (group.text, group.json) }
    let estimator = EstimatorCatalog.entry(named: name).map { ($0.text, $0.json) }
    if let diagnostic = DiagnosticCatalog.standard.entry(named: name) {
      // Where a diagnostic is short for an estimator of the same name, both are told.
      return (
        ([diagnostic.text] + [estimator?.0].compactMap { $0 }).joined(separator: "\n\n"),
        estimator.map { diagnostic.json.adding("estimator", $0.1) } ?? diagnostic.json
      )
    }
    let written = SystemCatalog.standard.written(name)
    if let quantity = QuantityCatalog.entry(named: name) {
      return (
        ([quantity.text] + [written?.text].compactMap { $0 }).joined(separator: "\n\n"),
        written.map { quantity.json.adding("written", $0.json) } ?? quantity.json
      )
    }
    return estimator ?? written.map { ($0.text, $0.json) }
  }
}

extension CatalogEntry {
  private var facts: [(name: String, value: String)] {
    [
      ("role", role.rawValue), ("input", input ?? "none"), ("formula", formula), ("unit", unit),
      ("bounds", bounds),
      ("bias", bias), ("source", source),
    ]
  }

  /// The entry for people.
  fileprivate var text: String {
    let lines = facts.map { "  " + $0.name.padded(to: 8) + "  " + $0.value }
    let keys = parameters.map { "  \($0.name) (\($0.range)): \($0.about)" }
    let use = TrajectoryUse(name)?.text ?? []
    return ([name + ": " + about] + lines + (keys.isEmpty ? [] : ["parameters"] + keys) + use)
      .joined(separator: "\n")
  }

  /// The entry for scripts.
  fileprivate var json: JSON {
    .object(
      [.init("name", .text(name)), .init("about", .text(about))]
        + facts.map { .init($0.name, .text($0.value)) }
        + [
          .init(
            "parameters",
            .list(
              parameters.map {
                ["name": .text($0.name), "range": .text($0.range), "about": .text($0.about)]
              }))
        ] + (TrajectoryUse(name).map { [.init("on_trajectories", $0.json)] } ?? []))
  }
}

extension DiagnosticEntry {
  private var facts: [(name: String, value: String)] {
    [
      ("formula", formula), ("unit", unit.rawValue), ("bounds", bounds), ("source", source),
      ("needs", quantities.joined(separator: ", ")),
    ]
  }

  /// The entry for people.
  fileprivate var text: String {
    let lines = facts.map { "  " + $0.name.padded(to: 8) + "  " + $0.value }
    let keys = parameters.map { key in
      "  \(key.name) (\(key.kind.inWords); default \(key.defaultText ?? "none")): \(key.about)"
    }
    return ([name + ": " + about] + lines + (keys.isEmpty ? [] : ["parameters"] + keys))
      .joined(separator: "\n")
  }

  /// The entry for scripts.
  fileprivate var json: JSON {
    .object(
      [.init("name", .text(name)), .init("about", .text(about))]
        + facts.map { .init($0.name, .text($0.value)) }
        + [
          .init(
            "parameters",
            .list(
              parameters.map {
                [
                  "name": .text($0.name), "range": .text($0.kind.inWords), "unit": .text($0.unit),
                  "default": $0.defaultText.map(JSON.text) ?? .null, "about": .text($0.about),
                ]
              }))
        ])
  }
}
