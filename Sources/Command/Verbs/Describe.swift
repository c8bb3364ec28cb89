import ArgumentParser
import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusEntropyMeasures
import ClausiusScenarios
import ClausiusTracks

/// `clausius describe NAME`: everything about a system, a diagnostic or an estimator.
struct Describe: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Describe a system, a family, a diagnostic, an estimator, an observable, a quantity or a key: units, ranges, sources.",
    discussion:
      "'\(ProgramName.current) describe scenario' describes the keys that every scenario has.")

  @Argument(
    help: "A name that '\(ProgramName.current) list' shows, 'scenario', or a key of scenarios.",
    completion: .list(Self.names))
  var name: String

  @Option(help: "The form: \(RunFormat.allValueStrings.joined(separator: ", ")).")
  var format = RunFormat.table

  func run() throws {
    let catalogs = Catalogs.current
    guard let description = Self.description(of: name, catalogs) else {
      let nearest = Self.names.nearestName(to: name)
      throw Failure(
        .wrongInput,
        "nothing is called '\(name)'"
          + (nearest.map { "; did you mean '\($0)'?" } ?? "; see '\(ProgramName.current) list'"))
    }
    Terminal.output(format == .table ? description.text : description.json.text)
  }

  private static var names: [String] {
    let catalogs = Catalogs.current
    return catalogs.systems.describableNames + catalogs.diagnostics.names
      + catalogs.diagnostics.quantities.names + catalogs.diagnostics.estimators.entries.map(\.name)
      + catalogs.systems.writtenNames + [SavitzkyGolay.name]
      + catalogs.diagnostics.families.map(\.family.name) + catalogs.systems.keyNames
  }

  /// What has the name, and the keys of scenarios that have it too.
  private static func description(of name: String, _ catalogs: Catalogs) -> Description? {
    let keys = catalogs.systems.keys(called: name)
    return thing(called: name, catalogs)?.with("keys_of_scenarios", keys) ?? keys
  }

  /// Where a diagnostic is short for an estimator of the same name, both are reported; likewise for
  /// a quantity that systems write.
  private static func thing(called name: String, _ catalogs: Catalogs) -> Description? {
    if let system = catalogs.systems.description(of: name) { return system }
    if name == SavitzkyGolay.name { return SavitzkyGolay.description }
    let estimators = catalogs.diagnostics.estimators
    var estimator = estimators.entry(named: name)?.description
    if let use = TrajectoryUse(name, in: estimators) { estimator?.parts.append(use.description) }
    if let diagnostic = catalogs.diagnostics.entry(named: name) {
      return diagnostic.description.with("estimator", estimator)
    }
    let written = catalogs.systems.written(name)
    if let quantity = catalogs.diagnostics.quantities.entry(named: name) {
      return quantity.descriptionOfCall.with("written", written)
    }
    return estimator ?? written ?? family(name, catalogs)
  }

  private static func family(_ name: String, _ catalogs: Catalogs) -> Description? {
    catalogs.diagnostics.families.first { $0.family.name == name }.map { family in
      family.description(
        of: catalogs.systems.models.filter { $0.family == family.family }.map { $0.name })
    }
  }
}
