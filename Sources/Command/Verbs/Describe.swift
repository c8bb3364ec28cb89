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
    discussion: "'clausius describe scenario' describes the keys that every scenario has.")

  @Argument(
    help: "A name that 'clausius list' shows, or 'scenario'.",
    completion: .list(Self.names))
  var name: String

  @Option(help: "The form: \(RunFormat.allValueStrings.joined(separator: ", ")).")
  var format = RunFormat.table

  func run() throws {
    let catalogs = Catalogs.current
    guard let description = Self.description(of: name, catalogs) else {
      let nearest = nearestName(to: name, among: Self.names)
      throw Failure(
        .wrongInput,
        "nothing is called '\(name)'"
          + (nearest.map { "; did you mean '\($0)'?" } ?? "; see 'clausius list'"))
    }
    Terminal.output(format == .table ? description.text : description.json.text)
  }

  private static var names: [String] {
    let catalogs = Catalogs.current
    return catalogs.systems.describableNames + catalogs.diagnostics.names + QuantityCatalog.names
      + catalogs.diagnostics.estimators.entries.map(\.name) + catalogs.systems.writtenNames
  }

  private static func description(
    of name: String, _ catalogs: Catalogs
  ) -> (text: String, json: JSON)? {
    if let group = catalogs.systems.description(of: name) { return (group.text, group.json) }
    let estimators = catalogs.diagnostics.estimators
    let use = TrajectoryUse(name, in: estimators)
    let estimator = estimators.entry(named: name).map { ($0.text(use), $0.json(use)) }
    if let diagnostic = catalogs.diagnostics.entry(named: name) {
      // Where a diagnostic is short for an estimator of the same name, both are described.
      return (
        ([diagnostic.text] + [estimator?.0].compactMap { $0 }).joined(separator: "\n\n"),
        estimator.map { diagnostic.json.adding("estimator", $0.1) } ?? diagnostic.json
      )
    }
    let written = catalogs.systems.written(name)
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
  fileprivate func text(_ use: TrajectoryUse?) -> String {
    let lines = facts.map { "  " + $0.name.padded(to: 8) + "  " + $0.value }
    let keys = parameters.map { "  \($0.name) (\($0.range)): \($0.about)" }
    let use = use?.text ?? []
    return ([name + ": " + about] + lines + (keys.isEmpty ? [] : ["parameters"] + keys) + use)
      .joined(separator: "\n")
  }

  /// The entry for scripts.
  fileprivate func json(_ use: TrajectoryUse?) -> JSON {
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
        ] + (use.map { [.init("on_trajectories", $0.json)] } ?? []))
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
