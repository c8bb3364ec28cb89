import ClausiusDeclarations
import Testing

@testable import ClausiusEntropyMeasures

/// What estimators say of themselves agrees with their parameters, and reaches those who ask.
@Suite struct EstimatorFactTests {
  private static let position = SourcePosition(source: "test", line: 1, column: 1)

  @Test(
    "a parameter that frames know belongs to an estimator that takes it as a value",
    arguments: EstimatorCatalog.standard.callableNames)
  func knownParameters(name: String) throws {
    let type = try #require(EstimatorCatalog.standard.named.first { $0.entry.name == name })
    let keys = type.allKeys.map(\.name)
    #expect(keys.contains("periods") == type is any PeriodicEstimator.Type)
    #expect(keys.contains("time_step") == type is any RateEstimator.Type)
    #expect(keys.contains("parity") == type is any ParityEstimator.Type)
    #expect(!keys.contains("of"), "'of' names the quantity in calls on trajectories")
  }

  @Test("values reach the estimator bit for bit, without becoming text")
  func valuesArrive() throws {
    let call = "neighbor_entropy_production(time_step: 1)"
    var prepared = try EstimatorCatalog.standard.request(call, at: Self.position).estimator
    let third = 0.1 + 0.2
    prepared.set(periods: [third, 0])
    prepared.set(parity: [1, -1])
    prepared.set(timeStep: third)
    let estimator = try #require(prepared.estimator as? NeighborEntropyProduction)
    #expect(estimator.periods == [third, 0])
    #expect(estimator.parity == .columns([1, -1]))
    #expect(estimator.timeStep == third)
  }

  @Test("an estimator without such parameters is left as it is")
  func othersStay() throws {
    var prepared = try EstimatorCatalog.standard.request("chao_shen", at: Self.position).estimator
    prepared.set(periods: [1])
    prepared.set(parity: [1])
    prepared.set(timeStep: 2)
    #expect(try prepared.estimate(from: [InputArray([4, 2])]).timeStep == nil)
    prepared.takeSymbols()
    #expect((prepared.estimator as? ChaoShen)?.values == .symbols)
  }

  @Test(
    "'of' is understood where it says what numbers are, with a warning",
    arguments: [
      ("plug_in(of: symbols)", "plug_in(values: symbols)"),
      ("nsb(outcomes: 9, of: symbols)", "nsb(outcomes: 9, values: symbols)"),
      ("kolmogorov_sinai_entropy(of: exponents)", "kolmogorov_sinai_entropy(values: exponents)"),
    ])
  func alias(old: String, new: String) throws {
    let old = try EstimatorCatalog.standard.request(old, at: Self.position)
    let new = try EstimatorCatalog.standard.request(new, at: Self.position)
    let data = [InputArray([1, 1, 3, 4])]
    #expect(try old.estimate(from: data) == new.estimate(from: data))
    #expect(new.warnings.isEmpty)
    let warning = try #require(old.warnings.first)
    #expect(warning.message == "'of' is called 'values' here")
    #expect(warning.position?.column == old.text.distance(to: "of:"))
  }

  @Test(
    "'of' is not understood elsewhere",
    arguments: ["plug_in(of: velocity)", "sample_entropy(of: symbols)"])
  func noAlias(call: String) {
    let problems = #expect(throws: Problems.self) {
      try EstimatorCatalog.standard.request(call, at: Self.position)
    }
    #expect(problems?.all.first?.message == "unknown key 'of'")
  }

  @Test("several columns where one is needed are an error of its own")
  func notOneColumn() {
    let error = #expect(throws: EntropyError.self) {
      try measure("sample_entropy", [InputArray([1, 2, 3, 4], shape: [2, 2], name: "x")])
    }
    #expect(error == .notOneColumn(array: "x", columns: 2))
    #expect(error?.description == "x has 2 columns, one is needed: choose with [:, column]")
  }

  @Test("warnings that differ by their numbers are of one kind, which their declaration names")
  func kindsOfWarnings() {
    #expect(EstimateWarning.ties(samples: 3).kind == "ties")
    #expect(EstimateWarning.ties(samples: 4).kind == "ties")
    #expect(EstimateWarning.undersampled(samples: 1, outcomes: 2).kind == "undersampled")
    #expect(EstimateWarning.belowResolution("of steps").kind == "belowResolution")
    #expect(EstimateWarning.undefinedAxis.kind != EstimateWarning.undefinedCenter.kind)
  }
}

extension String {
  /// The column, from 1, at which `part` begins.
  fileprivate func distance(to part: String) -> Int? {
    firstRange(of: part).map { distance(from: startIndex, to: $0.lowerBound) + 1 }
  }
}
