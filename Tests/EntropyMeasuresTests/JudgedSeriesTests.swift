import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusEntropyMeasures

/// What is said of values from too few values, matches or different numbers.
@Suite struct JudgedSeriesTests {
  private static let noise: [Double] = {
    var random = TestNumbers(seed: 12)
    return (0..<2000).map { _ in random.normal() }
  }()

  private func rounded(to step: Double) -> [Double] {
    Self.noise.map { ($0 / step).rounded() * step }
  }

  /// Pairs that agree, counted one by one.
  private func matches(_ series: [Double], _ length: Int, of count: Int, _ r: Double) -> Int {
    var pairs = 0
    for i in 0..<count {
      for j in 0..<i where (0..<length).allSatisfy({ abs(series[i + $0] - series[j + $0]) <= r }) {
        pairs += 1
      }
    }
    return pairs
  }

  @Test func fewMatchesAreCountedInAWarning() throws {
    let series = Array(Self.noise.prefix(1000))
    let r = 0.2 * Covariance(rows: series, columns: 1).matrix[0][0].squareRoot()
    let a = matches(series, 5, of: 996, r)
    let b = matches(series, 4, of: 996, r)
    #expect(a > 0 && a < 100)
    let estimate = try measure("sample_entropy(length: 4)", series)
    #expect(estimate.value == -Double.log(Double(a) / Double(b)))
    #expect(estimate.warnings == [.fewMatches(longer: a, shorter: b)])
    let correlation = try measure("correlation_entropy(length: 4, tolerance: 0.2)", series)
    #expect(correlation.warnings == [.fewMatches(longer: a, shorter: b)])
    #expect(try measure("sample_entropy", series).warnings.isEmpty)
    #expect(try measure("correlation_entropy(length: 2, tolerance: 0.2)", series).warnings.isEmpty)
  }

  @Test func approximateEntropyIsWarnedOfWhereAStretchCountsItselfMostly() throws {
    let series = Array(Self.noise.prefix(1000))
    let r = 0.2 * Covariance(rows: series, columns: 1).matrix[0][0].squareRoot()
    let expected = EstimateWarning.fewMatches(
      longer: matches(series, 3, of: 998, r), shorter: matches(series, 2, of: 999, r))
    #expect(try measure("approximate_entropy", series).warnings == [expected])
    #expect(try measure("approximate_entropy(tolerance: 1)", series).warnings.isEmpty)
    guard
      case .fewMatches? = try measure("approximate_entropy", Array(series.prefix(8))).warnings.first
    else {
      Issue.record("eight values without a warning")
      return
    }
  }

  private static let rules = [
    ("spectral_entropy", 50), ("lempel_ziv_rate", 500), ("computable_information_density", 500),
  ]

  @Test(arguments: rules)
  func shortSeriesAreWarnedOf(call: String, needed: Int) throws {
    let symbols = Self.noise.map { $0 > 0 ? 1.0 : 0 }
    for count in [10, needed - 1] {
      #expect(
        try measure(call, Array(symbols.prefix(count))).warnings
          == [.tooShort(samples: count, needed: needed)])
    }
    #expect(try measure(call, Array(symbols.prefix(needed))).warnings.isEmpty)
  }

  @Test func crossParsingAsksForTwoLongSeries() throws {
    let symbols = InputArray(Self.noise.map { $0 > 0 ? 1.0 : 0 })
    let few = InputArray(Array(symbols.values.prefix(100)))
    #expect(try measure("cross_parsing_divergence", [symbols, symbols]).warnings.isEmpty)
    for arrays in [[few, symbols], [symbols, few]] {
      #expect(
        try measure("cross_parsing_divergence", arrays).warnings
          == [.tooShort(samples: 100, needed: 500)])
    }
  }

  // MARK: ties

  private func tied(_ numbers: [Double]) -> Int {
    var counts: [Double: Int] = [:]
    for number in numbers { counts[number, default: 0] += 1 }
    return numbers.count { (counts[$0] ?? 0) > 1 }
  }

  @Test func tiedNumbersUnderAKernelAreWarnedOf() throws {
    let numbers = rounded(to: 0.1)
    let estimate = try measure("kernel_density_entropy(rule: scott)", numbers)
    #expect(estimate.warnings == [.ties(samples: tied(numbers))])
    // The kernel is twice as wide as the step: the value is still that of the numbers before.
    let exact = try #require(measure("kernel_density_entropy(rule: scott)", Self.noise).value)
    #expect(abs(try #require(estimate.value) - exact) < 0.01)
    #expect(try measure("kernel_density_entropy", Self.noise).warnings.isEmpty)
  }

  @Test func symbolsHaveNoDensity() throws {
    let symbols = Self.noise.map { $0 > 0.4 ? 2.0 : $0 > -0.4 ? 1 : 0 }
    for call in [
      "kernel_density_entropy", "kernel_density_entropy(leave_one_out: false)",
      "spacing_entropy(window: 900)", "spacing_entropy(window: 900, method: van_es)",
      "spacing_entropy(window: 900, method: correa)",
    ] {
      guard case .coincidentSamples(2000)? = try measure(call, symbols).undefined else {
        Issue.record("\(call)")
        continue
      }
    }
    let pairs = InputArray(symbols.flatMap { [$0, -$0 * $0] }, shape: [2000, 2])
    #expect(try measure("kernel_density_entropy", [pairs]).undefined == .coincidentSamples(2000))
  }

  @Test func tiedNumbersBetweenSpacingsAreWarnedOf() throws {
    let fine = rounded(to: 0.005)
    let estimate = try measure("spacing_entropy", fine)
    #expect(estimate.warnings == [.ties(samples: tied(fine))])
    let exact = try #require(measure("spacing_entropy", Self.noise).value)
    #expect(abs(try #require(estimate.value) - exact) < 0.01)
    guard case .coincidentSamples? = try measure("spacing_entropy", rounded(to: 0.2)).undefined
    else {
      Issue.record("numbers rounded to a fifth have a value")
      return
    }
  }
}
