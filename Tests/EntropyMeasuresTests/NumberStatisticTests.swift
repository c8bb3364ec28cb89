import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusEntropyMeasures

/// Mean, quantile and correlation of numbers: known values, and errors that are the scatter.
@Suite("Statistics of numbers") struct NumberStatisticTests {
  @Test("Means, quantiles and correlations by hand")
  func byHand() throws {
    let numbers = [4.0, 1, 3, 2, 10]
    #expect(try measure("mean", numbers).value == 4)
    #expect(try measure("quantile", numbers).value == 3)
    #expect(try measure("quantile(p: 0.25)", numbers).value == 2)
    #expect(abs(try #require(try measure("quantile(p: 0.9)", numbers).value) - 7.6) < 1e-14)
    #expect(try measure("quantile(p: 0)", numbers).value == 1)
    #expect(try measure("quantile(p: 1)", numbers).value == 10)
    let pair = [InputArray([1, 2, 3, 4]), InputArray([2, 1, 4, 3])]
    #expect(abs(try #require(try measure("correlation", pair).value) - 0.6) < 1e-15)
    let shifted = [InputArray([1, 5, 2, 7, 3]), InputArray([9, 1, 5, 2, 7])]
    #expect(abs(try #require(try measure("correlation(lag: 1)", shifted).value) - 1) < 1e-12)
    let swapped = [shifted[1], shifted[0]]
    #expect(abs(try #require(try measure("correlation(lag: -1)", swapped).value) - 1) < 1e-12)
  }

  @Test("What has no value or no error says why")
  func undefined() throws {
    #expect(try measure("mean", [3]).value == 3)
    #expect(try measure("mean", [3]).missingError == .tooFewSamples(found: 1, needed: 2))
    #expect(try measure("quantile(p: 1)", [1, 2, 3, 4]).missingError == .fewDecide)
    // The median is that of many equal numbers, and its scatter cannot be told.
    let coins = (0..<100).map { $0 % 5 < 2 ? 0.0 : 1 }
    #expect(try measure("quantile", coins).standardError == nil)
    #expect(throws: EntropyError.self) { try measure("correlation", [InputArray([1, 2, 3, 4])]) }
    let constant = [InputArray([1, 2, 3, 4]), InputArray([5, 5, 5, 5])]
    #expect(try measure("correlation", constant).undefined == .noSpread)
    let short = [InputArray([1, 2, 3, 4]), InputArray([1, 3, 2, 4])]
    #expect(
      try measure("correlation(lag: 2)", short).undefined == .tooFewSamples(found: 2, needed: 3))
    #expect(throws: EntropyError.self) { try measure("correlation", [InputArray([1, 2, 3])]) }
  }

  @Test("Pairs do not reach across rows that are missing")
  func breaks() throws {
    var (x, y) = (InputArray([1, 5, 2, 8, 3, 9]), InputArray([0, 1, 5, 0, 8, 3]))
    x.breaks = [3]
    y.breaks = [3]
    let estimate = try measure("correlation(lag: 1)", [x, y])
    #expect(estimate.samples == 4)
    #expect(abs(try #require(estimate.value) - 1) < 1e-12)
  }

  @Test("Huge and tiny numbers correlate as others do")
  func scale() throws {
    let (x, y) = ([1.0, 2, 3, 4], [2.0, 1, 4, 3])
    for factor in [1e-200, 1e200] {
      let arrays = [InputArray(x.map { $0 * factor }), InputArray(y.map { $0 * factor })]
      #expect(abs(try #require(try measure("correlation", arrays).value) - 0.6) < 1e-12)
    }
  }

  /// Kinds of data with a known mean 0, median 0 and correlation.
  enum Kind: CaseIterable { case normal, heavyTailed, correlated, small }

  private func sample(_ kind: Kind, _ numbers: inout TestNumbers) -> (x: [Double], y: [Double]) {
    var (x, y) = ([Double](), [Double]())
    var (slowX, slowY) = (0.0, 0.0)
    for _ in 0..<(kind == .small ? 20 : 500) {
      let (a, b) = (numbers.normal(), numbers.normal())
      switch kind {
      case .normal, .small:
        x.append(a)
        y.append(0.6 * a + 0.8 * b)
      case .heavyTailed:
        // Student's t with five degrees of freedom, both variables by the same factor.
        let square = (0..<5).reduce(0.0) { sum, _ in
          let c = numbers.normal()
          return sum + c * c
        }
        let factor = (5 / square).squareRoot()
        x.append(a * factor)
        y.append((0.6 * a + 0.8 * b) * factor)
      case .correlated:
        slowX = 0.8 * slowX + a
        slowY = 0.8 * slowY + 0.6 * a + 0.8 * b
        x.append(slowX)
        y.append(slowY)
      }
    }
    return (x, y)
  }

  @Test("Stated errors are the scatter of 200 data sets", arguments: Kind.allCases)
  func errors(kind: Kind) throws {
    let calls = ["mean", "quantile", "quantile(p: 0.8)", "correlation"]
    var values = [Moments](repeating: Moments(), count: calls.count)
    var errors = values
    var numbers = TestNumbers(seed: 11)
    for _ in 0..<200 {
      let (x, y) = sample(kind, &numbers)
      for (index, call) in calls.enumerated() {
        let arrays = call == "correlation" ? [InputArray(x), InputArray(y)] : [InputArray(x)]
        let estimate = try measure(call, arrays)
        values[index].add(try #require(estimate.value))
        errors[index].add(try #require(estimate.standardError, "\(call)").value)
      }
    }
    for (index, call) in calls.enumerated() {
      let ratio = errors[index].mean / (try #require(values[index].variance)).squareRoot()
      #expect((0.7...1.4).contains(ratio), "\(call), \(kind): \(ratio)")
    }
    #expect(abs(values[0].mean) < 4 * (try #require(values[0].squaredErrorOfMean)).squareRoot())
    #expect(abs(values[1].mean) < 4 * (try #require(values[1].squaredErrorOfMean)).squareRoot())
    #expect(abs(values[3].mean - 0.6) < 0.02)
  }
}
