import ClausiusDeclarations
import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusEntropyMeasures

/// Symbols made of numbers: bins for the estimators of counts and of symbols.
@Suite struct BinningTests {
  private func measure(_ call: String, _ arrays: [InputArray]) throws -> Estimate {
    try EstimatorCatalog.standard.request(
      call, at: SourcePosition(source: "test", line: 1, column: 1)
    ).estimate(from: arrays)
  }

  private func value(_ call: String, _ numbers: [Double]) throws -> Double? {
    try measure(call, [InputArray(numbers)]).value
  }

  @Test func equalWidthsCountAsAHistogram() throws {
    // numpy.histogram([0, 1, 2, 3, 4, 10], bins=5): 2, 2, 1, 0, 1.
    let numbers = [0, 1, 2, 3, 4, 10.0]
    let counts = try value("plug_in", [2, 2, 1, 0, 1])
    #expect(try value("plug_in(bins: 5)", numbers) == counts)
    #expect(try value("plug_in(bins: 5, values: symbols)", numbers) == counts)
    #expect(try value("plug_in(bins: 1)", numbers) == 0)
    #expect(try value("plug_in(bins: 7)", [3, 3, 3]) == 0)
  }

  @Test func aRangeIsTheSameForAllData() throws {
    #expect(try value("plug_in(bins: 4, range: [0, 1])", [0.1, 0.2, 0.3, 1]) != nil)
    let symbols = try value("plug_in(values: symbols)", [0, 0, 1, 3])
    #expect(try value("plug_in(bins: 4, range: [0, 1])", [0.1, 0.2, 0.3, 1]) == symbols)
    let error = #expect(throws: EntropyError.self) {
      try value("plug_in(bins: 4, range: [0, 1])", [0.1, 1.2])
    }
    #expect(error?.description.contains("row 2 is 1.2") == true)
  }

  @Test func quantilesHoldEquallyMany() throws {
    var random = TestNumbers(seed: 12)
    let numbers = (0..<1000).map { _ in random.normal() }
    let entropy = try #require(try value("plug_in(bins: 8, binning: equal_counts)", numbers))
    #expect(abs(entropy - Double.log(8)) < 1e-4)
    // Two bins are a cut at the median.
    let cut = numbers.map { $0 < numbers.sorted()[500] ? 0.0 : 1 }
    #expect(
      try value("lempel_ziv_factors(bins: 2, binning: equal_counts)", numbers)
        == value("lempel_ziv_factors", cut))
  }

  @Test func rowsSelectACellTogether() throws {
    var random = TestNumbers(seed: 13)
    let columns = (0..<2).map { _ in (0..<500).map { _ in random.uniform() } }
    let rows = InputArray((0..<1000).map { columns[$0 % 2][$0 / 2] }, shape: [500, 2])
    let cells = (0..<500).map {
      10 * (columns[0][$0] * 3).rounded(.down) + (columns[1][$0] * 3).rounded(.down)
    }
    #expect(
      try measure("plug_in(bins: 3, range: [0, 1])", [rows]).value
        == value("plug_in(values: symbols)", cells))
  }

  @Test func twoSeriesAreCutAlike() throws {
    let (a, b) = ([0, 1, 2, 3, 0, 1, 2, 3.0], [4, 5, 6, 7, 7, 6, 5, 4.0])
    #expect(
      try measure("cross_parsing_divergence(bins: 2)", [InputArray(a), InputArray(b)])
        == measure(
          "cross_parsing_divergence",
          [InputArray([0, 0, 0, 0, 0, 0, 0, 0]), InputArray([1, 1, 1, 1, 1, 1, 1, 1])]))
  }

  @Test(arguments: [
    ("plug_in(bins: 4, values: counts)", "leave out 'values', or 'bins'"),
    ("plug_in(range: [0, 1])", "'range' is for bins"),
    ("nsb(bins: 4, range: [1, 0])", "not a lower and an upper end"),
    ("nsb(bins: 4, range: [0, 1], binning: equal_counts)", "quantiles have no range"),
    ("kozachenko_leonenko(bins: 4)", "unknown key 'bins'"),
  ])
  func wrongBinsAreRefused(call: String, message: String) {
    let problems = #expect(throws: Problems.self) { try value(call, [0, 1]) }
    #expect(problems?.description.contains(message) == true, "\(String(describing: problems))")
  }

  @Test func resultsTellTiesAndTheTimeStep() throws {
    let series = [1, 2, 2, 3, 1, 4, 4, 5, 2, 3, 9, 7.0]
    #expect(try measure("permutation_entropy(order: 3)", [InputArray(series)]).ties == 4)
    #expect(try measure("plug_in", [InputArray(series)]).ties == nil)
    let states = InputArray([0, 1, 0, 1, 1, 0, 0, 1, 1, 0.0])
    let rate = try measure("markov_entropy_production(time_step: 0.25)", [states])
    #expect(rate.timeStep == 0.25)
    var lengths = InputArray(series + [0.5])
    lengths.unit = "Angstrom"
    #expect(try measure("spacing_entropy(window: 3)", [lengths]).dataUnit == "Angstrom")
    #expect(try measure("permutation_entropy(order: 3)", [lengths]).dataUnit == nil)
  }

  /// Angles that are turned by the same amount tell as much, across the cut as elsewhere.
  @Test func transferOfAnglesKnowsNoCut() throws {
    var random = TestNumbers(seed: 14)
    var (x, y) = (0.0, 0.0)
    let path = (0..<1500).map { _ -> (Double, Double) in
      (x, y) = (x + 0.4 * random.normal(), y + 0.5 * Double.sin(x - y) + 0.2 * random.normal())
      return (x, y)
    }
    func transfer(turnedBy angle: Double, _ periods: String) throws -> Double {
      let rows = path.flatMap { pair in
        [pair.0, pair.1].map { number -> Double in
          let turned = (number + angle).truncatingRemainder(dividingBy: 2 * .pi)
          return turned < 0 ? turned + 2 * .pi : turned
        }
      }
      let array = InputArray(rows, shape: [1500, 2])
      return try #require(try measure("transfer_entropy\(periods)", [array]).value)
    }
    let periods = "(periods: [\(2 * Double.pi), \(2 * Double.pi)])"
    let (one, other) = (try transfer(turnedBy: 0, periods), try transfer(turnedBy: 2, periods))
    #expect(abs(one - other) < 1e-9 && one > 0.1)
    #expect(abs(try transfer(turnedBy: 0, "") - one) > 0.005)
    #expect(throws: EntropyError.self) {
      try measure(
        "transfer_entropy(method: linear, periods: [1, 1])",
        [InputArray([0, 1, 2, 3, 2, 1, 0, 1, 5, 4, 2, 2], shape: [6, 2])])
    }
  }

  /// The mean of many numbers 0.1 is not 0.1.
  @Test(arguments: [
    "kozachenko_leonenko", "maxwellian_relative_entropy", "drift_entropy_production(time_step: 1)",
  ])
  func aConstantColumnOfAnyNumberHasNoVariance(call: String) throws {
    var random = TestNumbers(seed: 15)
    let rows = (0..<200).flatMap { _ in [0.1, random.normal()] }
    let estimate = try measure(call, [InputArray(rows, shape: [200, 2])])
    #expect(estimate.undefined == .singularCovariance, "\(estimate)")
  }

  @Test(arguments: ["plug_in(bins: 10)", "plug_in(bins: 10, range: [0, 1e-308])"])
  func aRangeTooNarrowIsRefused(call: String) {
    let error = #expect(throws: EntropyError.self) { try value(call, [0, 1e-308, 0.5 * 1e-308]) }
    #expect(error?.description.contains("too narrow") == true)
  }

  @Test func ranksOfColumnsTellAsMuchAsTheColumns() throws {
    var random = TestNumbers(seed: 16)
    let x = (0..<400).map { _ in random.normal() }
    let y = x.map { $0 + random.normal() }
    func ranks(_ numbers: [Double]) -> [Double] {
      numbers.map { number in Double(numbers.count { $0 <= number }) }
    }
    let scaled = try measure("mutual_information(scale: rank)", [InputArray(x), InputArray(y)])
    let plain = try measure("mutual_information", [InputArray(ranks(x)), InputArray(ranks(y))])
    #expect(scaled.value == plain.value)
  }

  /// Samples that a window leaves out are no neighbors in the joint space either.
  @Test(arguments: [0, 3, 10]) func independentVariablesShareNothing(window: Int) throws {
    var random = TestNumbers(seed: 17)
    var moments = Moments()
    for _ in 0..<60 {
      let arrays = (0..<2).map { _ in InputArray((0..<65).map { _ in random.normal() }) }
      moments.add(try #require(try measure("mutual_information(window: \(window))", arrays).value))
    }
    #expect(abs(moments.mean) < 0.04, "\(moments.mean)")
  }

  @Test func shortBlocksOfWordsAreRefused() {
    let series = InputArray((0..<1000).map { Double($0 % 3) })
    #expect(throws: EntropyError.self) { try measure("lempel_ziv_rate(blocks: 500)", [series]) }
  }
}
