import ArgumentParser
import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusPlots
import ClausiusScenarios
import Foundation

/// `clausius list [systems|families|scenarios|diagnostics|quantities|estimators|figures]`: what
/// there is, a line each.
struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List systems, families, scenarios, diagnostics, quantities, estimators and figures.",
    discussion: """
      '\(ProgramName.current) describe NAME' describes each of them but scenarios and figures. Every estimator that can be called on data is a \
      diagnostic too, applied to a quantity: '\(ProgramName.current) analyze FILE --diagnostics "sample_entropy(of: polarization)"'. \
      Quantities are those listed, every diagnostic with a value at each frame, and every observable that a file holds.
      """)

  /// What can be listed.
  enum Subject: String, CaseIterable, ExpressibleByArgument {
    case systems, families, scenarios, diagnostics, quantities, estimators, figures
  }

  @Argument(
    help: "What to list: \(Subject.allValueStrings.joined(separator: ", ")); all without it.")
  var subject: Subject?

  @Option(help: "The form: \(RunFormat.allValueStrings.joined(separator: ", ")).")
  var format = RunFormat.table

  func run() throws {
    let subjects = subject.map { [$0] } ?? Subject.allCases
    let catalogs = Catalogs.current
    let lists = subjects.map { (subject: $0, items: Self.items($0, catalogs)) }
    switch format {
    case .table: Terminal.output(lists.map(Self.text).joined(separator: "\n\n"))
    case .json:
      let members = lists.map { list in
        JSON.Member(
          list.subject.rawValue,
          .list(list.items.map { ["name": .text($0.name), "about": .text($0.about)] }))
      }
      Terminal.output(JSON.object(members).text)
    }
  }

  private typealias Item = (name: String, about: String)

  private static func items(_ subject: Subject, _ catalogs: Catalogs) -> [Item] {
    switch subject {
    case .systems: catalogs.systems.models.map { ($0.name, $0.about) }
    case .families: catalogs.diagnostics.families.map { ($0.family.name, $0.about) }
    case .scenarios: ScenarioFolder.found(catalogs)
    case .diagnostics: catalogs.diagnostics.entries.map { ($0.name, $0.about) }
    case .quantities: quantities(catalogs.diagnostics)
    case .estimators: catalogs.diagnostics.estimators.entries.map { ($0.name, $0.about) }
    case .figures: figures(catalogs.figures)
    }
  }

  private static func quantities(_ catalog: DiagnosticCatalog) -> [Item] {
    catalog.quantities.entries.map { ($0.name, "\($0.about): \($0.holds)") }
  }

  /// The figures of all families; one that several families share is named once.
  private static func figures(_ catalog: FigureCatalog) -> [Item] {
    var items: [Item] = []
    for family in catalog.families {
      for kind in family.kinds where !items.contains(where: { $0 == (kind.name, kind.about) }) {
        items.append((kind.name, kind.about))
      }
    }
    return items
  }

  private static func text(_ list: (subject: Subject, items: [Item])) -> String {
    let width = list.items.map(\.name.count).max() ?? 0
    let lines = list.items.map { "  " + $0.name.padded(to: width) + "  " + $0.about }
    let empty = ["  none found here"]
    return ([list.subject.rawValue] + (lines.isEmpty ? empty : lines)).joined(separator: "\n")
  }
}

/// The scenario files that a user can run by path.
enum ScenarioFolder {
  /// Path and title of every scenario in `./scenarios`, or in the folder that was installed with
  /// the command.
  static func found(_ catalogs: Catalogs) -> [(name: String, about: String)] {
    let installed = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
      .deletingLastPathComponent().appending(path: "../share/clausius/scenarios").standardized
    for folder in ["scenarios", installed.path(percentEncoded: false)] {
      let files = files(in: folder)
      if !files.isEmpty { return files.map { ($0, title(of: $0, catalogs)) } }
    }
    return []
  }

  private static func files(in folder: String) -> [String] {
    let contents =
      FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return contents.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted()
      .map { folder + "/" + $0 }
  }

  /// The title that the file gives itself, or what is wrong with the file.
  private static func title(of path: String, _ catalogs: Catalogs) -> String {
    do throws(Problems) {
      return try Scenario.read(
        path: path, systems: catalogs.systems, diagnostics: catalogs.diagnostics
      ).title
    } catch {
      return "not valid: \(error.all.first?.description ?? "")"
    }
  }
}
