import ClausiusDeclarations
import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusEntropyMeasures

/// Standard errors of patterns and words of series, from blocks of them.
@Suite struct SubseriesTests {
  private func measure(_ call: String, _ series: [Double]) throws -> Estimate {
    try EstimatorCatalog.standard.request(
      call, at: SourcePosition(source: "test", line: 1, column: 1)
    ).estimate(from: [InputArray(series)])
  }

  /// The logistic map at 4, which never shows three values in falling order.
  private func logistic(_ count: Int, from numbers: inout TestNumbers) -> [Double] {
    var x = 0.1 + 0.8 * numbers.uniform()
    return (0..<count).map { _ in
      x = 4 * x * (1 - x)
      return x
    }
  }

  private func correlated(_ count: Int, from numbers: inout TestNumbers) -> [Double] {
    var x = 0.0
    return (0..<count).map { _ in
      x = 0.8 * x + numbers.normal()
      return x
    }
  }

  /// The printed error beside the scatter over 60 series, which is known to a tenth.
  @Test(arguments: [
    ("jensen_shannon_complexity(order: 4, blocks: 20)", true),
    ("permutation_entropy(order: 4, blocks: 20)", true),
    ("permutation_entropy(order: 3, blocks: 20)", false),
    ("lempel_ziv_rate(bins: 2, range: [-20, 20], blocks: 20)", false),
    ("block_entropy_rate(bins: 2, range: [-20, 20], blocks: 10)", false),
  ])
  func printedErrorsAreThoseOfTheScatter(call: String, isLogistic: Bool) throws {
    var numbers = TestNumbers(seed: 21)
    var (values, errors) = (Moments(), Moments())
    for _ in 0..<60 {
      let series =
        isLogistic ? logistic(3000, from: &numbers) : correlated(3000, from: &numbers)
      let estimate = try measure(call, series)
      #expect(estimate.standardError?.method == .subseries)
      values.add(try #require(estimate.value))
      errors.add(try #require(estimate.standardError).value)
    }
    let scatter = try #require(values.variance).squareRoot()
    #expect((0.7...1.6).contains(errors.mean / scatter), "\(errors.mean / scatter)")
  }

  @Test func aBlockWithoutAValueIsTold() throws {
    // Steps 0 -> 1 -> 2 -> 0 and one step back: most blocks hold none.
    var states = (0..<300).map { Double($0 % 3) }
    states += states.reversed()
    let estimate = try measure("markov_entropy_production(time_step: 1, blocks: 2)", states)
    #expect(estimate.value != nil && estimate.standardError == nil)
    #expect(estimate.warnings.contains(.blockWithoutValue(.irreversibleTransition)))
  }
}
