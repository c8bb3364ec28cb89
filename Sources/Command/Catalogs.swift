import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusPlots
import ClausiusRuns
import ClausiusScenarios

/// What the command line can name: systems, diagnostics, estimators and figures, those of this
/// engine and those that a package adds.
struct Catalogs: Sendable {
  /// The systems.
  var systems = SystemCatalog.standard
  /// The diagnostics, and the estimators that they and `measure` apply.
  var diagnostics = DiagnosticCatalog.standard
  /// The figures of every family.
  var figures = FigureCatalog.standard
  /// The program that has them.
  var program = Program()

  /// Those of the program that runs. Verbs read it once, on the thread that runs them, and pass on
  /// what they need: other threads do not see it.
  @TaskLocal static var current = Catalogs()

  /// The catalogs with the additions of a package.
  ///
  /// - Throws: a `NameClash` when something has one of the names already.
  func adding(_ additions: Additions) throws(NameClash) -> Catalogs {
    var catalogs = self
    catalogs.systems = try systems.adding(additions.systems)
    catalogs.diagnostics = try diagnostics.adding(
      additions.diagnostics, estimators: additions.estimators, families: additions.families,
      quantities: additions.quantities)
    catalogs.figures = try figures.adding(additions.figures)
    catalogs.program.additions.append(additions.name)
    return catalogs
  }
}
