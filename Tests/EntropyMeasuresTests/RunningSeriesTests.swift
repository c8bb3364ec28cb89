import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusEntropyMeasures

/// Means and their errors, of series with known answers.
@Suite struct RunningSeriesTests {
  /// x' = phi x + e with unit variance of x, started in equilibrium.
  private func autoregressive(_ phi: Double, count: Int, _ numbers: inout TestNumbers) -> [Double] {
    var x = numbers.normal()
    let noise = Double.sqrt(1 - phi * phi)
    return (0..<count).map { _ in
      x = phi * x + noise * numbers.normal()
      return x
    }
  }

  /// The exact variance of the mean of n samples: [1 + 2 sum_k (1 - k/n) phi^k]/n.
  private func varianceOfMean(_ phi: Double, count: Int) -> Double {
    let n = Double(count)
    var correlation = 1.0
    let sum = (1..<count).reduce(0.0) {
      correlation *= phi
      return $0 + (1 - Double($1) / n) * correlation
    }
    return (1 + 2 * sum) / n
  }

  @Test func simpleStatistics() throws {
    var series = RunningSeries()
    for sample in [3.0, 1, 4, 1, 5, 9, 2, 6] { series.add(sample) }
    #expect(series.count == 8)
    #expect(agree(try #require(series.mean), 3.875, to: 1e-15))
    #expect(agree(try #require(series.standardDeviation), 2.7483761439387144, to: 1e-14))
    #expect(series.minimum == 1)
    #expect(series.maximum == 9)
    #expect(series.first == 3)
    #expect(series.last == 6)
  }

  @Test func noAndOneSample() {
    var series = RunningSeries()
    #expect(series.mean == nil)
    #expect(series.standardError == nil)
    series.add(2)
    #expect(series.mean == 2)
    #expect(series.standardDeviation == nil)
    #expect(series.standardError == nil)
    #expect(series.warnings.isEmpty)
  }

  @Test func aLargeMeanLosesNoDigits() throws {
    var series = RunningSeries()
    for k in 0..<1000 { series.add(1e15 + Double(k % 2)) }
    #expect(series.mean == 1e15 + 0.5)
    #expect(agree(try #require(series.standardDeviation), (250.0 / 999).squareRoot(), to: 1e-14))
  }

  @Test func aConstantSeriesHasNoError() {
    var series = RunningSeries()
    for _ in 0..<100 { series.add(0.1) }
    #expect(series.mean == 0.1)
    #expect(series.standardError == StandardError(0, by: .blocking))
    #expect(series.effectiveSamples == 100)
    #expect(series.warnings.isEmpty)
  }

  /// The mean over 100 series of the estimated variance of the mean is the exact one within 12
  /// percent, and two standard errors hold the truth in about 95 of them.
  @Test(arguments: [-0.5, 0, 0.5, 0.9, 0.95])
  func theErrorOfTheMeanOfACorrelatedSeries(phi: Double) throws {
    var numbers = TestNumbers(seed: 17)
    let count = 8000
    let exact = varianceOfMean(phi, count: count)
    var ratios = Moments()
    var hits = 0
    for _ in 0..<100 {
      var series = RunningSeries()
      for sample in autoregressive(phi, count: count, &numbers) { series.add(sample) }
      let error = try #require(series.standardError).value
      ratios.add(error * error / exact)
      if abs(try #require(series.mean)) < 2 * error { hits += 1 }
      #expect(series.warnings.isEmpty)
    }
    #expect(abs(ratios.mean - 1) < 0.12)
    #expect((89...99).contains(hits))
  }

  @Test func aSeriesShorterThanItsCorrelationIsReported() throws {
    var numbers = TestNumbers(seed: 18)
    var series = RunningSeries()
    for sample in autoregressive(0.999, count: 1000, &numbers) { series.add(sample) }
    let warning = try #require(series.warnings.first)
    guard case .shortSeries(let samples, let effective) = warning else {
      Issue.record("not a warning about the length: \(warning)")
      return
    }
    #expect(samples == 1000)
    #expect(effective < 50)
  }

  @Test func aSlowDriftIsReported() throws {
    var numbers = TestNumbers(seed: 19)
    var series = RunningSeries()
    for (k, sample) in autoregressive(0.5, count: 8192, &numbers).enumerated() {
      series.add(sample + 0.6 * Double(k) / 8192)
    }
    guard case .shortSeries? = series.warnings.first else {
      Issue.record("no warning of a drift")
      return
    }
    // Four quarters of a ramp of height h have the means h/8, 3h/8, 5h/8, 7h/8: squared error h^2
    // (5/48)/4.
    let error = try #require(series.standardError).value
    #expect(abs(error * error / (0.36 * 5 / 48 / 4) - 1) < 0.35)
  }

  @Test func halvesAppendedAreTheWhole() throws {
    var numbers = TestNumbers(seed: 19)
    let samples = autoregressive(0.8, count: 5003, &numbers).map { $0 + 100 }
    var whole = RunningSeries()
    for sample in samples { whole.add(sample) }
    for cut in [0, 1, 1024, 2501, 5003] {
      var first = RunningSeries()
      var second = RunningSeries()
      for sample in samples[..<cut] { first.add(sample) }
      for sample in samples[cut...] { second.add(sample) }
      first.append(second)
      #expect(first.count == 5003)
      #expect(agree(try #require(first.mean), try #require(whole.mean), to: 1e-14))
      #expect(
        agree(
          try #require(first.standardDeviation), try #require(whole.standardDeviation), to: 1e-12))
      #expect(first.minimum == whole.minimum)
      #expect(first.maximum == whole.maximum)
      #expect(first.first == samples[0])
      #expect(first.last == samples[5002])
      let ratio =
        try #require(first.standardError).value / (try #require(whole.standardError).value)
      #expect(abs(ratio - 1) < 0.15)
    }
  }

  @Test func undefinedSamplesAreCountedAndLeftOut() {
    var series = RunningSeries()
    series.add(Estimate(1, unit: .nat, samples: 3))
    series.add(Estimate(undefined: .noMotion, unit: .nat, samples: 0))
    series.add(Estimate(3, unit: .nat, samples: 3))
    #expect(series.mean == 2)
    #expect(series.undefinedSamples == 1)
    #expect(series.warnings.contains(.undefinedFrames(1)))
  }
}
