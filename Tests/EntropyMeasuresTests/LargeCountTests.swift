import ClausiusDeclarations
import RealModule
import Testing

@testable import ClausiusEntropyMeasures

/// Counts whose squares and sums no whole number holds.
@Suite struct LargeCountTests {
  private static let calls = [
    "plug_in", "miller_madow", "grassberger", "grassberger(year: 1988)", "chao_shen", "zhang",
    "chao_wang_jost", "chao_wang_jost(outcomes: 10)", "shrink", "shrink(unseen: false)",
    "bonachela", "nsb", "plug_in(values: weights)",
    "plug_in(definition: renyi, order: 2)", "plug_in(definition: tsallis, order: 3)",
    "miller_madow(definition: tsallis, order: 2)",
  ]

  /// Shannon's entropy of 1 : 2 : 3 : 4, which samples without number tell exactly.
  private static let exact = -[0.1, 0.2, 0.3, 0.4].reduce(0) { $0 + $1 * .log($1) }

  @Test(arguments: calls, [30, 40, 49])
  func countsUpToTwoToTheFiftyThirdAreCounted(call: String, exponent: Int) throws {
    let scale = Double(sign: .plus, exponent: exponent, significand: 1)
    let estimate = try measure(call, [1, 2, 3, 4].map { $0 * scale })
    let value = try #require(estimate.value)
    let exact =
      call.contains("renyi")
      ? -Double.log(0.3)
      : call.contains("order: 3") ? 0.45 : call.contains("tsallis") ? 0.7 : Self.exact
    #expect(abs(value - exact) < 2e-8, "\(value)")
  }

  @Test(arguments: calls.filter { !$0.contains("weights") })
  func moreAreRefused(call: String) {
    for counts in [[0x1p52, 0x1p52], [0x1p62, 0x1p62, 0x1p62], [0x1p63], [1e300, 1]] {
      #expect(throws: EntropyError.self) { try measure(call, counts) }
    }
  }

  @Test func symbolsMayBeAsLargeAsWholeNumbersAre() throws {
    let symbols = [0x1p62, -0x1p62, 0x1p62, -0x1p62]
    #expect(try measure("plug_in(values: symbols)", symbols).value == .log(2))
    #expect(throws: EntropyError.self) { try measure("plug_in(values: symbols)", [0x1p63, 1]) }
  }

  // MARK: probabilities

  @Test func probabilitiesAddUpToOne() throws {
    let error = #expect(throws: EntropyError.self) {
      try measure("plug_in(values: probabilities)", [0.5, 0.6])
    }
    #expect(error?.description.contains("add up to 1.1, not 1") == true)
    #expect(error?.description.contains("values: weights") == true)
    let tenths = [Double](repeating: 0.1, count: 10)
    #expect(
      abs(try #require(measure("plug_in(values: probabilities)", tenths).value) - .log(10)) < 1e-14)
    #expect(throws: EntropyError.self) {
      try measure("plug_in(values: probabilities)", [0.5, 0.5 + 1e-8])
    }
    #expect(try measure("plug_in(values: probabilities)", [0.5, 0.5 + 1e-11]).value != nil)
  }

  @Test func weightsAreDividedByTheirSum() throws {
    let weights = try measure("plug_in(values: weights)", [1.5, 1.5, 0])
    #expect(weights.value == .log(2))
    #expect(weights.bounds == Bounds(0, .log(3)))
  }
}
