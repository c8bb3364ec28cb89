import ClausiusEntropyMeasures
import ClausiusRandomNumbers
import Foundation
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

  @Test("Numbers that are always the same but for rounding do not differ")
  func rounding() {
    let noisy = (0..<200).map { 3 + ($0 % 3 == 0 ? 4.5e-16 : 0) }
    let samples = [Sample("a", noisy), Sample("b", [Double](repeating: 3, count: 200))]
    let same = Comparison("speed", unit: "1", samples, dependence: .measured)
    #expect(same.pairs[0].tests.allSatisfy { ($0.probability ?? 1) > 0.9 })
    #expect(same.groups[0].warnings.contains { $0.contains("rounding") })
    let other = [samples[0], Sample("b", [Double](repeating: 3.0001, count: 200))]
    let different = Comparison("speed", unit: "1", other, dependence: .independent)
    #expect(different.pairs[0].tests.contains { ($0.probability ?? 1) < 1e-3 })
    // A series that does not move is one value.
    let frozen = Comparison("speed", unit: "1", other, dependence: .measured)
    #expect(frozen.pairs[0].tests.allSatisfy { ($0.probability ?? 1) > 0.05 })
    // And one without values is none.
    let empty = [Sample("a", []), samples[0]]
    let nothing = Comparison("speed", unit: "1", empty, dependence: .measured)
    #expect(nothing.pairs[0].tests.allSatisfy { $0.probability == nil || $0.probability == 1 })
  }

  @Test("A copy of a sample is named")
  func copies() {
    let values = series(0.5, 100, seed: 3)
    let samples = [
      Sample("a", values), Sample("b", series(0.5, 100, seed: 4)), Sample("copy", values),
    ]
    let comparison = Comparison("speed", unit: "1", samples, dependence: .measured)
    #expect(comparison.groups[2].warnings.contains { $0.contains("those of 1, one by one") })
    #expect(comparison.groups[..<2].allSatisfy { !$0.warnings.contains { $0.contains("copy") } })
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

  /// scipy 1.17: ttest_ind(equal_var=False), t.sf.
  @Test func welchIsThatOfSciPy() throws {
    let result = WelchTest.test([1, 2, 3, 4, 5], [2, 3, 4, 5, 6, 7.5])
    #expect(abs(try #require(result.statistic) - (-1.4615384615384615)) < 1e-13)
    #expect(abs(try #require(result.probability) - 0.1779307075901953) < 1e-13)
    for (t, freedom, expected) in [
      (0.5, 1.0, 0.7048327646991335), (2, 3.7, 0.12181720190523398),
      (10, 2.5, 0.0044414957673074235), (0.001, 50, 0.9992060947755017),
      (30, 200, 5.724161208827853e-76), (12, 1000, 4.324057386774429e-31),
    ] {
      let found = StudentDistribution(freedom: freedom).twoSided(t)
      #expect(abs(found / expected - 1) < 1e-10, "\(t) \(freedom)")
    }
    #expect(WelchTest.test([1, 1], [2, 2]).undefined == "all values of a sample are equal")
    #expect(WelchTest.test([1], [2, 3]).undefined == "a sample has fewer than two values")
    let equal = QuantityComparison.numbers(
      Comparison(
        "x", unit: "1", [Sample("a", [1, 1, 1, 1]), Sample("b", [2, 2, 2, 2])],
        dependence: .independent))
    #expect(equal.answer.test == .permutation)
  }

  /// Heavy-tailed, skewed and unequal samples of 3 to 8 values.
  @Test func welchIsNoMoreAlarmedThanItSays() {
    let random = CounterRandom(seed: 77, stream: .resampling)
    let kinds: [(Double, Double) -> Double] = [
      { u, _ in -log(1 - u) - 1 }, { u, _ in tan(.pi * (u - 0.5)) },
      { u, v in sqrt(-2 * log(1 - u)) * cos(2 * .pi * v) },
    ]
    for (kind, draw) in kinds.enumerated() {
      var alarms = 0
      for trial in 0..<2000 {
        let samples = [3 + trial % 3, 8 - trial % 4].enumerated().map { side, count in
          (0..<count).map { k in
            let (u, v) = random.uniforms(step: trial, individual: k, draw: 2 * kind + side)
            return draw(u, v) * (kind == 2 && side == 1 ? 4 : 1)
          }
        }
        if (WelchTest.test(samples[0], samples[1]).probability ?? 1) < 0.05 { alarms += 1 }
      }
      // 100 expected at the level 0.05, four standard deviations 39; skewness may add to it.
      #expect(alarms < (kind == 0 ? 220 : 139), "kind \(kind): \(alarms)")
    }
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
        return (blocks.pairs[0].tests[0].probability ?? 1) < 0.05
      }
      if isAlarm(.measured) { blocked += 1 }
      if isAlarm(.independent) { naive += 1 }
    }
    // 10 expected, 4 standard deviations 12; the inflation of 9 makes 52 of 100 alarms of the naive
    // test.
    #expect(blocked <= 24)
    #expect(naive >= 80)
  }

  @Test func correctionGoesOverTheAnswersAndOverEachOtherKind() throws {
    var comparisons = ["x", "y", "z"].map { name in
      QuantityComparison.numbers(
        Comparison(
          name, unit: "1", [Sample("a", [1, 2, 3, 4, 5]), Sample("b", [11, 12, 13, 14, 15])],
          dependence: .independent))
    }
    comparisons.correct()
    for comparison in comparisons {
      #expect(comparison.answer.test == .welch)
      for test in comparison.tests {
        #expect(test.correctedProbability == min(1, 3 * (try #require(test.probability))))
      }
    }
  }

  @Test func aRunIsOneSample() throws {
    let conditions = [
      Condition("a", [[1, 1, 4], [3], [4, 4]].map { Sample("r", $0) }),
      Condition("b", [[7, 9], [12], [6, 6, 6]].map { Sample("r", $0) }),
    ]
    let comparison = Comparison("x", unit: "1", conditions: conditions)
    #expect(comparison.groups.map(\.series.mean) == [3, 26.0 / 3])
    #expect(comparison.groups.map(\.blocks) == [3, 3])
    // Means 2, 3, 4: standard deviation 1.
    #expect(abs(try #require(comparison.groups[0].standardError) - 1 / 3.0.squareRoot()) < 1e-15)
    #expect(
      comparison.pairs[0].tests.map(\.test) == [
        .welch, .kolmogorovSmirnov, .mannWhitney, .permutation,
      ])
    let test = try #require(comparison.pairs[0].tests.last)
    // The two outermost of the 20 ways.
    #expect(test.probability == 0.1)
    let sizes = EffectSizes([2, 3, 4], [8, 12, 6])
    #expect(comparison.pairs[0].effects == sizes)
    let words = CategoryComparison(
      "phase", words: ["swarm", "torus"],
      conditions: [
        Condition("a", [Sample("r", [0, 0, 0, 1]), Sample("r", [0, 1])]),
        Condition("b", [Sample("r", [1]), Sample("r", [1, 1])]),
      ])
    #expect(words.groups[0].shares.map(\.share) == [0.625, 0.375])
    #expect(words.groups.map(\.blocks) == [2, 2])
  }

  /// Runs whose frames hardly change are told apart by their frames, and not by themselves.
  @Test func runsOfOneConditionAreToldApartAsRarelyAsTheySay() {
    var alarms = 0
    for trial in 0..<200 {
      let conditions = (0..<2).map { side in
        Condition(
          "c",
          (0..<6).map { run in
            Sample("r", series(0.995, 100, seed: UInt64(9000 + 12 * trial + 6 * side + run)))
          })
      }
      let test = Comparison("x", unit: "1", conditions: conditions).pairs[0].tests[0]
      if (test.probability ?? 1) < 0.05 { alarms += 1 }
    }
    // 10 expected at the level 0.05, 3 standard deviations 9.
    #expect(alarms <= 19)
    #expect(alarms >= 1)
  }
}
