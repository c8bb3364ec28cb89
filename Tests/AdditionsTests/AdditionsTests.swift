import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusEntropyMeasures
import ClausiusPlots
import ClausiusScenarios
import ClausiusSimulationCore
import Foundation
import Testing

@testable import ClausiusCommand

@Suite("What a package adds to the command") struct AdditionsTests {
  /// A diagnostic under a name that is given.
  private struct Taken: Diagnostic {
    static let name = "polarization"
    static let about = "a second polarization"
    static let formula = "1"
    static let unit = EntropyUnit.dimensionless
    static let bounds = "1"
    static let source = "none"
    static let quantities: [String] = []
    static let keys: [Key<Taken>] = []

    func evaluate(_ frame: AnalyzedFrame) -> Estimate {
      Estimate(1, unit: .dimensionless, samples: 1)
    }
  }

  private func clash(_ additions: Additions) -> String? {
    do throws(NameClash) {
      _ = try Catalogs().adding(additions)
      return nil
    } catch {
      return error.description
    }
  }

  @Test("A name that is taken is refused, with what has it")
  func clashes() {
    #expect(clash(Additions(of: "nothing")) == nil)
    #expect(
      clash(Additions(of: "a", systems: SystemCatalog.standard.models))
        == "the system 'couzin' cannot be added: a system has that name (choose another name)")
    #expect(
      clash(Additions(of: "a", diagnostics: [Taken.self]))
        == "the diagnostic 'polarization' cannot be added: a diagnostic has that name "
        + "(choose another name)")
    #expect(
      clash(Additions(of: "a", estimators: [ChaoShen.self]))
        == "the estimator 'chao_shen' cannot be added: an entry of the catalog of estimators has "
        + "that name (choose another name)")
    let families = FigureCatalog.standard.families
    #expect(
      clash(Additions(of: "a", figures: [families[0], families[1]]))
        == "the family of figures '\(families[0].name)' cannot be added: a family of figures has "
        + "that name (choose another name)")
  }

  /// The mean of ln x, written with what a package sees.
  private struct MeanLogarithm: NamedEstimator {
    static let input = InputShape.numbers
    static let keys: [Key<MeanLogarithm>] = []
    static let entry = catalogEntry(
      "mean_logarithm", about: "the mean logarithm of numbers", formula: "<ln x>",
      unit: .dimensionless, bounds: "none", bias: "none", source: "Napier 1614")

    func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
      let logarithms = arrays[0].values.map { log($0) }
      return Estimate(
        logarithms.reduce(0, +) / Double(logarithms.count), unit: .dimensionless,
        samples: logarithms.count)
    }
  }

  @Test("An estimator of a package is called on data and on quantities of frames")
  func estimator() throws {
    let catalogs = try Catalogs().adding(Additions(of: "a", estimators: [MeanLogarithm.self]))
    let place = SourcePosition(source: "call", line: 1, column: 1)
    let estimate = try catalogs.diagnostics.estimators.request("mean_logarithm", at: place)
      .estimate(from: [InputArray([1, 4, 16])])
    #expect(estimate.value == log(4))
    let onFrames = try catalogs.diagnostics.request("mean_logarithm(of: speed)", at: place)
    #expect(onFrames.quantities == ["velocity"])
    #expect(TrajectoryUse("mean_logarithm", in: catalogs.diagnostics.estimators) != nil)
    #expect(throws: Problems.self) {
      try DiagnosticCatalog.standard.request("mean_logarithm(of: speed)", at: place)
    }
  }

  @Test("The program names what was added")
  func program() throws {
    let catalogs = try Catalogs().adding(Additions(of: "walkers"))
    #expect(catalogs.program.inWords.hasSuffix(") with walkers"))
    #expect(Catalogs().program.inWords.hasSuffix(")"))
  }
}
