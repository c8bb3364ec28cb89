import ClausiusEntropyMeasures
import ClausiusRandomNumbers
import Testing

@testable import ClausiusComparisons

/// Blocks, effects, permutations and corrections.
@Suite struct ComparisonTests {
  /// A first-order series, x' = a x + noise.
  private func series(_ correlation: Double, _ count: Int, seed: UInt64, shift: Double = 0)
    -> [Double]
  {
    let random = CounterRandom(seed: seed, stream: .resampling)
    var x = 0.0
    return (0..<count + 200).map { step in
      let (a, b) = random.uniforms(step: step, individual: 0)
      let (c, d) = random.uniforms(step: step, individual: 1)
      // Four uniform numbers are normal enough.
      x = correlation * x + (a + b + c + d - 2) * 3.0.squareRoot()
      return x + shift
    }.suffix(count)
  }

  @Test func permutationsOfFewValuesAreCountedByHand() {
    // {1, 2} of {1, 2, 3, 4}: the lowest of six sums; two-sided 2/6.
    let result = PermutationTest().test([1, 2], [3, 4])
    #expect(result.statistic == -2)
    #expect(abs((result.probability ?? 0) - 1.0 / 3) < 1e-15)
    #expect(result.method == "exact, 6 permutations")
  }

  @Test func randomPermutationsFollowTheirSeed() throws {
    let (x, y) = (series(0, 60, seed: 1), series(0, 50, seed: 2, shift: 0.2))
    var test = PermutationTest()
    let first = test.test(x, y)
    #expect(test.test(x, y) == first)
    test.seed = 2
    let second = test.test(x, y)
    #expect(second.probability != first.probability)
    // Both are estimates of the same share, with a standard deviation of at most 0.01.
    #expect(abs(try #require(first.probability) - #require(second.probability)) < 0.04)
    #expect(first.method == "9999 random permutations, seed 1")
    #expect(test.test(y, x).statistic == second.statistic.map { -$0 })
  }

  @Test func theSmallestProbabilityIsThatOfTheWaysSeen() {
    let x = (0..<40).map { Double($0) * 0.01 }
    let result = PermutationTest().test(x, x.map { $0 + 100 })
    #expect(result.probability == 2.0 / 10_000)
  }

  @Test func effectSizesAreKnown() throws {
    let sizes = EffectSizes([1, 2, 3], [3, 4, 5])
    #expect(sizes.meanDifference == -2)
    #expect(sizes.cohenD == -2)
    // J(4) = Gamma(2)/(sqrt 2 Gamma(3/2)) = sqrt(2/pi).
    #expect(abs(try #require(sizes.hedgesG) + 2 * (2 / Double.pi).squareRoot()) < 1e-14)
    // One tie of nine pairs, eight losses.
    #expect(abs(try #require(sizes.cliffDelta) + 8.0 / 9) < 1e-15)
    let ranks = RankEffects([[1, 2], [3, 4]])
    // H = 12/20 (2 + 2) = 2.4.
    #expect(abs(try #require(ranks.etaSquared) - 0.7) < 1e-14)
    #expect(abs(try #require(ranks.epsilonSquared) - 0.8) < 1e-14)
    #expect(EffectSizes([1, 1], [1, 1]).cohenD == nil)
    #expect(RankEffects([[1, 1], [1]]).epsilonSquared == nil)
  }

  @Test func whatCannotBeTestedHasAReason() {
    #expect(KruskalWallis.test([[1, 1], [1]]).undefined == "all values are equal")
    #expect(KolmogorovSmirnov.test([], [1]).undefined == "a sample is empty")
    #expect(MannWhitney.test([1], []).undefined == "a sample is empty")
    #expect(PermutationTest().test([], []).undefined == "a sample is empty")
    #expect(MannWhitney.test([1, 1], [1, 1]).probability == 1)
  }

  @Test func holmIsWorkedOutByHand() {
    let corrected = HolmCorrection.corrected([0.01, 0.04, 0.03, 0.005])
    let expected = [0.03, 0.06, 0.06, 0.02]
    #expect(zip(corrected, expected).allSatisfy { abs($0 - $1) < 1e-15 })
    #expect(HolmCorrection.corrected([0.6, 0.7]) == [1, 1])
    #expect(HolmCorrection.corrected([]) == [])
  }

  @Test func blocksAreMeans() {
    let blocks = BlockMeans(of: [1, 3, 5, 7, 100], length: 2)
    #expect(blocks.means == [2, 6])
    #expect(BlockMeans(of: [1, 3], length: 9).means == [2])
  }

  @Test func correlatedSeriesGetLongBlocksAndIndependentOnesNone() {
    // g = (1 + a)/(1 - a) = 9 for a = 0.8, so blocks of 40 on average.
    let long = Comparison(
      "x", unit: "1",
      [Sample("a", series(0.8, 4000, seed: 3)), Sample("b", series(0, 4000, seed: 4))],
      dependence: .measured)
    #expect((20...80).contains(long.groups[0].blockLength))
    #expect(long.groups[0].blockLength == long.groups[1].blockLength)
    let plain = Comparison(
      "x", unit: "1", [Sample("a", [1, 2, 3]), Sample("b", [2, 3, 5])], dependence: .independent)
    #expect(plain.groups.map(\.blocks) == [3, 3])
  }

  @Test func sixBlocksAreKeptWithAWarning() {
    let drift = (0..<60).map { Double($0) }
    let groups = Comparison(
      "x", unit: "1", [Sample("a", drift), Sample("b", drift)], dependence: .measured
    ).groups
    #expect(groups.map(\.blockLength) == [10, 10])
    #expect(groups[0].warnings.contains { $0.contains("too short for its correlation") })
  }

  @Test func blocksLastEquallyLong() {
    let slow = Sample("a", series(0.9, 4000, seed: 5), timeStep: 0.5)
    let fast = Sample("b", series(0.9, 4000, seed: 6), timeStep: 0.25)
    let groups = Comparison("x", unit: "1", [slow, fast], dependence: .measured).groups
    #expect(abs(groups[1].blockLength - 2 * groups[0].blockLength) <= 1)
  }

  /// Series of one process are told apart in about one of twenty cases at the level 0.05, where
  /// taking values as independent fails in half of them.
  @Test func falseAlarmsAreAsRareAsTheySay() {
    var (blocked, naive) = (0, 0)
    for trial in 0..<200 {
      let samples = (0..<2).map { side in
        Sample("s", series(0.8, 1000, seed: UInt64(1000 + 2 * trial + side)))
      }
      func isAlarm(_ dependence: Dependence) -> Bool {
        let blocks = Comparison(
          "x", unit: "1", samples, dependence: dependence,
          permutation: {
            var test = PermutationTest()
            test.resamples = 1
            return test
          }())
        return (blocks.pairs[0].tests[1].probability ?? 1) < 0.05
      }
      if isAlarm(.measured) { blocked += 1 }
      if isAlarm(.independent) { naive += 1 }
    }
    // 10 expected, 4 standard deviations 12; the inflation of 9 makes 52 of 100 alarms of the naive
    // test.
    #expect(blocked <= 24)
    #expect(naive >= 80)
  }

  @Test func correctionGoesOverAllTests() throws {
    var comparisons = ["x", "y"].map { name in
      Comparison(
        name, unit: "1", [Sample("a", [1, 2, 3, 4, 5]), Sample("b", [11, 12, 13, 14, 15])],
        dependence: .independent)
    }
    comparisons.correct()
    let tests = comparisons.flatMap(\.tests)
    #expect(tests.count == 8)
    let smallest = try #require(tests.compactMap(\.probability).min())
    #expect(tests.compactMap(\.correctedProbability).min() == 8 * smallest)
  }
}
