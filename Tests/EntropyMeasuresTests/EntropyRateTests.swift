import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusEntropyMeasures

/// Rates of maps and of symbols that are known, periodic kernels, and standard errors by blocks.
@Suite struct EntropyRateTests {
  /// The tent map of slope 2 in the disguise of the logistic map at r = 4: entropy ln 2.
  private static func logistic(_ count: Int) -> [Double] {
    var x = 0.31415926535897
    return (0..<count).map { _ in
      x = 4 * x * (1 - x)
      return x
    }
  }

  @Test func theLogisticMapMakesOneBitAStep() throws {
    let series = Self.logistic(20_000)
    // The halves are a generating partition.
    let symbols = series.map { $0 < 0.5 ? 0.0 : 1 }
    let rate = try #require(try measure("block_entropy_rate(length: 6)", symbols).value)
    #expect(abs(rate - Double.log(2)) < 0.005)
    let stretching = InputArray(series.map { Double.log(abs(4 - 8 * $0)) })
    let sum = try measure("kolmogorov_sinai_entropy", [stretching])
    #expect(abs(try #require(sum.value) - Double.log(2)) < 0.02)
    let correlation = try #require(
      try measure("correlation_entropy(length: 6, radius: 0.01)", series).value)
    #expect(abs(correlation - Double.log(2)) < 0.06, "\(correlation)")
  }

  @Test func exponentsOfASymplecticMapSumToZeroAndGiveTheCatMapItsEntropy() throws {
    let exact = Double.log((3 + 5.0.squareRoot()) / 2)
    let found = try measure(
      "kolmogorov_sinai_entropy(time_step: 0.5)",
      [InputArray([exact, -exact, exact, -exact], shape: [2, 2])])
    #expect(found.value == exact && found.standardError?.value == 0)
  }

  @Test func aSkewTentMapHasTheEntropyOfItsSides() throws {
    let (side, count) = (0.3, 40_000)
    var random = TestNumbers(seed: 41)
    // Symbols of the skew tent map are independent with probabilities a and 1 - a.
    let symbols = (0..<count).map { _ in random.uniform() < side ? 0.0 : 1 }
    let exact = -side * Double.log(side) - (1 - side) * Double.log(1 - side)
    #expect(agree(exact, 0.610864, to: 1e-6))
    let found = try measure("block_entropy_rate(length: 5, blocks: 20)", symbols)
    let (value, error) = (
      try #require(found.value), try #require(found.standardError?.value)
    )
    #expect(abs(value - exact) < 4 * error && error < 0.01, "\(value) +- \(error)")
    let ratio = try #require(try measure("avinery_eta", symbols).value)
    #expect(abs(ratio * Double.log(2) - exact) < 0.05, "\(ratio)")
  }

  @Test func pairsInTheWindowAreNoMatches() throws {
    var random = TestNumbers(seed: 42)
    let series = (0..<300).map { _ in random.normal() }
    let (length, radius, delay, window) = (2, 0.5, 3, 7)
    let found = TemplateMatches(
      series, length: length, radius: radius, delay: delay, window: window)
    var (shorter, longer) = (0, 0)
    let stretches = series.count - length * delay
    for i in 0..<stretches {
      for j in stride(from: i + window + 1, to: stretches, by: 1) {
        let alike = (0...length).prefix {
          abs(series[i + $0 * delay] - series[j + $0 * delay]) <= radius
        }.count
        if alike >= length { shorter += 1 }
        if alike > length { longer += 1 }
      }
    }
    #expect(found.shorter == shorter && found.longer == longer)
  }

  @Test func theKernelReachesAroundTheTorus() throws {
    // Two clusters that are one across the edge: moved by half a period the same density.
    var random = TestNumbers(seed: 43)
    let values = (0..<500).map { _ in 0.05 * random.normal() }
    let wrapped = values.map { $0 - $0.rounded(.down) }
    let moved = values.map { $0 + 0.5 }
    let call = "kernel_density_entropy(periods: [1])"
    let (first, second) = (
      try #require(try measure(call, wrapped).value), try #require(try measure(call, moved).value)
    )
    #expect(agree(first, second, to: 1e-9))
    let exact = (1 + Double.log(2 * .pi * 0.0025)) / 2
    #expect(abs(second - exact) < 0.15)
    let uniform = (0..<2000).map { _ in random.uniform() }
    #expect(abs(try #require(try measure(call, uniform).value)) < 0.02)
  }

  @Test func theLanesExponentialIsThatOfTheLibrary() {
    for index in 0..<8000 {
      let x = -Double(index) * 0.0887
      let found = Lanes.exponential(Lanes(repeating: x))[3]
      #expect(abs(found - Double.exp(x)) <= 2e-16 * Double.exp(x) * 2 || x < -708)
    }
    #expect(Lanes.exponential(.zero)[0] == 1)
    #expect(Lanes.exponential(Lanes(repeating: -.infinity))[0] == 0)
  }

  @Test func orderTwoWithoutAMatrixIsThatOfTheMatrix() throws {
    var random = TestNumbers(seed: 44)
    let samples = InputArray((0..<3 * 203).map { _ in random.normal() }, shape: [203, 3])
    let pairs = GaussianPairs(samples, width: 0.7)
    let matrix = SimilarityMatrix(gaussian: samples, width: 0.7)
    #expect(agree(pairs.squareSum, matrix.squareSum, to: 1e-13))
    let given = InputArray(matrix.elements, shape: [203, 203])
    let direct = try #require(try measure("vendi(order: 2, width: 0.7)", [samples]).value)
    let fromMatrix = try #require(try measure("vendi(order: 2, kernel: given)", [given]).value)
    #expect(agree(direct, fromMatrix, to: 1e-13))
  }

  @Test func blocksSeeTheCorrelationThatSamplesHide() throws {
    var random = TestNumbers(seed: 45)
    var x = 0.0
    let series = (0..<5000).map { _ -> Double in
      x = 0.95 * x + random.normal()
      return x
    }
    let alone = try #require(try measure("kozachenko_leonenko", series).standardError)
    let blocks = try #require(
      try measure("kozachenko_leonenko(blocks: 20)", series).standardError)
    #expect(alone.method == .neighborJackknife && blocks.method == .blockJackknife)
    #expect(blocks.value > 2 * alone.value)
    // The error of a mean of independent numbers is that of the textbook.
    let independent = (0..<4000).map { _ in 3 + random.normal() }
    let textbook = try #require(try measure("kolmogorov_sinai_entropy", independent).standardError)
    let jackknife = try #require(
      try measure("kolmogorov_sinai_entropy(blocks: 200)", independent).standardError)
    #expect(abs(jackknife.value / textbook.value - 1) < 0.15)
  }

  @Test func blocksAskForSamples() throws {
    for (call, text) in [
      ("plug_in(blocks: 4)", "no samples"), ("kozachenko_leonenko(blocks: 9)", "too few"),
    ] {
      let error = #expect(throws: EntropyError.self) {
        try measure(call, [4, 2, 6, 1, 7, 3, 9, 8, 5, 11, 10, 12])
      }
      #expect(error?.description.contains(text) == true)
    }
  }
}
