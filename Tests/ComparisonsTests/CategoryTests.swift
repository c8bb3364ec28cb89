import ClausiusEntropyMeasures
import ClausiusRandomNumbers
import Testing

@testable import ClausiusComparisons

@Suite("Categories compared as categories")
struct CategoryTests {
  private static let words = ["intermediate", "swarm", "torus"]

  /// A stationary chain of two states, 1 and 2, that is in 2 with `share` and stays correlated by
  /// `memory` a step: the correlation after n steps is memory^n.
  private func chain(_ share: Double, memory: Double, _ count: Int, seed: UInt64) -> [Double] {
    let random = CounterRandom(seed: seed, stream: .resampling)
    var isIn = random.uniforms(step: 0, individual: 9).0 < share
    return (0..<count).map { step in
      let (keep, draw) = random.uniforms(step: step, individual: 10)
      if keep >= memory { isIn = draw < share }
      return isIn ? 2 : 1
    }
  }

  private func compare(
    _ samples: [[Double]], _ dependence: Dependence = .measured, resamples: Int = 999
  ) -> CategoryComparison {
    var test = SharePermutationTest()
    test.resamples = resamples
    return CategoryComparison(
      "phase", words: Self.words,
      samples.enumerated().map { Sample("\($0.offset)", $0.element) }, dependence: dependence,
      test: test)
  }

  @Test("Shares, effects and the statistic are worked out by hand")
  func byHand() throws {
    let comparison = compare([[1, 1, 1, 2], [2, 2, 2, 1]], .independent)
    #expect(comparison.categories == ["swarm", "torus"])
    #expect(comparison.groups[0].shares.map(\.share) == [0.75, 0.25])
    #expect(comparison.groups.map(\.blocks) == [4, 4])
    // chi^2 = 8 (3 3 - 1 1)^2/(4 4 4 4) = 2, V = sqrt(2/8).
    #expect(abs(try #require(comparison.effects.cramerV) - 0.5) < 1e-15)
    #expect(comparison.effects.totalVariation == 0.5)
    #expect(abs(try #require(comparison.common.statistic) - 2) < 1e-14)
    #expect(comparison.common.test == .sharePermutation)
    // 2 (C(4,3) C(4,1) + C(4,4) C(4,0)) = 34 of 70 ways are as far apart.
    #expect(abs(try #require(comparison.common.probability) - 34.0 / 70) < 0.05)
    #expect(comparison.pairs.map(\.test) == [nil])
    // One of 70 ways, and the same with the samples exchanged.
    #expect(abs(try #require(comparison.common.leastProbability) - 2.0 / 70) < 1e-12)
  }

  @Test("Three runs against three cannot differ at 0.05: the least probability is told")
  func fewRuns() {
    let result = SharePermutationTest().test(
      [[[1, 0], [1, 0], [1, 0]], [[0, 1], [0, 1], [0, 1]]])
    #expect(abs((result.leastProbability ?? 0) - 0.1) < 1e-12)
    #expect(abs((result.probability ?? 0) - 0.1) < 0.02)
    let means = PermutationTest().test([1, 2, 3], [4, 5, 6])
    #expect(means.leastProbability == 0.1)
    #expect(means.probability == 0.1)
  }

  @Test("Three samples have a common test and one of every two")
  func threeSamples() {
    let samples = [[1.0, 1, 2, 2], [1.0, 2, 1, 2], [0.0, 0, 0, 0]]
    var comparisons = [QuantityComparison.categories(compare(samples, .independent))]
    comparisons.correct()
    guard case .categories(let comparison) = comparisons[0] else { return }
    #expect(comparison.categories == Self.words)
    #expect(comparison.pairs.map { [$0.first, $0.second] } == [[0, 1], [0, 2], [1, 2]])
    #expect(comparison.tests.count == 4)
    #expect(comparison.tests.allSatisfy { $0.correctedProbability != nil })
    #expect(comparison.pairs[0].effects.totalVariation == 0)
    #expect(comparison.pairs[1].effects.totalVariation == 1)
    #expect(comparison.effects.totalVariation == nil)
  }

  @Test("One category everywhere is nothing to test, and no difference")
  func oneCategory() {
    let comparison = compare([[1, 1, 1], [1, 1]])
    #expect(comparison.common.undefined == "all values are in one category")
    #expect(comparison.common.probability == nil)
    #expect(comparison.effects.cramerV == nil)
    #expect(comparison.effects.totalVariation == 0)
    #expect(compare([[], [1]]).common.undefined == "a sample is empty")
  }

  @Test("The seed decides the permutations")
  func seeds() {
    let samples = [chain(0.5, memory: 0.5, 200, seed: 1), chain(0.5, memory: 0.5, 200, seed: 2)]
    #expect(compare(samples).common == compare(samples).common)
  }

  @Test("Long memories make long blocks")
  func blocks() {
    let comparison = compare([
      chain(0.5, memory: 0.9, 20_000, seed: 1), chain(0.5, memory: 0, 20_000, seed: 2),
    ])
    // g = (1 + a)/(1 - a) = 19: blocks of 90.
    #expect((50...140).contains(comparison.groups[0].blockLength))
    #expect(comparison.groups[0].blockLength == comparison.groups[1].blockLength)
  }

  @Test(
    "Of 100 tests of equal correlated chains about five are false alarms at the level 0.05",
    arguments: [(0.0, 0.5, 400), (0.8, 0.5, 4000), (0.9, 0.2, 8000)])
  func falseAlarms(memory: Double, share: Double, count: Int) {
    var alarms = 0
    let repetitions = 400
    for seed in 0..<UInt64(repetitions) {
      let comparison = compare(
        [
          chain(share, memory: memory, count, seed: 1000 + 2 * seed),
          chain(share, memory: memory, count, seed: 1001 + 2 * seed),
        ], resamples: 199)
      if (comparison.common.probability ?? 1) <= 0.05 { alarms += 1 }
    }
    // 0.05 in 400 has a standard deviation of 0.011; blocks keep a correlation of about 0.1.
    #expect((0.02...0.09).contains(Double(alarms) / Double(repetitions)))
  }

  @Test("With frames taken as independent the same chains raise false alarms")
  func dependenceMatters() {
    var alarms = 0
    for seed in 0..<UInt64(100) {
      let comparison = compare(
        [
          chain(0.5, memory: 0.8, 1000, seed: 5000 + 2 * seed),
          chain(0.5, memory: 0.8, 1000, seed: 5001 + 2 * seed),
        ], .independent, resamples: 199)
      if (comparison.common.probability ?? 1) <= 0.05 { alarms += 1 }
    }
    #expect(alarms > 30)
  }

  @Test("Different shares of correlated chains are found")
  func power() {
    let comparison = compare([
      chain(0.5, memory: 0.8, 8000, seed: 7), chain(0.7, memory: 0.8, 8000, seed: 8),
    ])
    #expect(comparison.common.probability == 0.001)
    #expect(abs((comparison.effects.totalVariation ?? 0) - 0.2) < 0.05)
  }
}
