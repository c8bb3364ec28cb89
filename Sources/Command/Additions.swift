import ClausiusDiagnostics
import ClausiusEntropyMeasures
import ClausiusPlots
import ClausiusSimulationCore

/// What a package adds to the command: systems, diagnostics, estimators, quantities and figures of
/// its own.
///
/// Every verb then knows them as it knows those of the engine: `run`, `resume`, `analyze`, `plot`,
/// `validate`, `describe`, `schema`, `list`, `compare` and `measure`.
public struct Additions: Sendable {
  /// The name of the package, which `--version` and every trajectory name.
  public var name: String
  /// Models that scenarios can name.
  public var systems: [any SystemModel.Type]
  /// Diagnostics that can be called.
  public var diagnostics: [any Diagnostic.Type]
  /// Estimators that can be called, by `measure` on datasets and as diagnostics on quantities.
  public var estimators: [any NamedEstimator.Type]
  /// Quantities that calls can name, of frames that carry what they follow from.
  public var quantities: [any DerivedQuantity.Type]
  /// What is computed of the trajectories of a family when nobody names a diagnostic; these come
  /// before those of the engine.
  public var families: [DiagnosticFamily]
  /// Families of figures; the first family that serves a trajectory draws it, and these come before
  /// those of the engine.
  public var figures: [FigureFamily]

  /// The additions of the package `name`.
  public init(
    of name: String, systems: [any SystemModel.Type] = [],
    diagnostics: [any Diagnostic.Type] = [], estimators: [any NamedEstimator.Type] = [],
    quantities: [any DerivedQuantity.Type] = [],
    families: [DiagnosticFamily] = [], figures: [FigureFamily] = []
  ) {
    self.name = name
    self.systems = systems
    self.diagnostics = diagnostics
    self.estimators = estimators
    self.quantities = quantities
    self.families = families
    self.figures = figures
  }
}
