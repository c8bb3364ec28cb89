import Testing

@testable import ClausiusComparisons

/// Statistics and probabilities are those of SciPy.
@Suite struct ScipyAgreementTests {
  @Test func everyPairOfSamples() throws {
    let reference = try ScipyReference.load()
    #expect(reference.pairs.count == 26)
    for (name, pair) in reference.pairs {
      let (x, y) = (pair.samples[0].values, pair.samples[1].values)
      let tests =
        [
          KolmogorovSmirnov.test(x, y), MannWhitney.test(x, y), KruskalWallis.test([x, y]),
        ] + (pair.expected["permutation"] == nil ? [] : [PermutationTest().test(x, y)])
      for test in tests {
        guard let expected = pair.expected[test.test.rawValue] else { continue }
        compare(test, expected, name)
      }
    }
  }

  @Test func everyGroupOfSamples() throws {
    for (name, group) in try ScipyReference.load().groups {
      let expected = try #require(group.expected["kruskal_wallis"])
      compare(KruskalWallis.test(group.samples.map(\.values)), expected, name)
    }
  }

  /// Relative to the probability, or to what subtraction from 1 leaves of it.
  @Test func theDistributionOfDistances() throws {
    for entry in try ScipyReference.load().kolmogorov {
      let found = KolmogorovDistribution(samples: entry.samples)
        .probability(above: entry.distance)
      #expect(
        abs(found - entry.p_value) <= 1e-8 * entry.p_value + 1e-13,
        "n = \(entry.samples), d = \(entry.distance): \(found), expected \(entry.p_value)")
    }
  }

  private func compare(_ test: TestResult, _ expected: ScipyReference.Answer, _ name: String) {
    let what = "\(test.test.rawValue), \(name)"
    guard let statistic = expected.statistic, let probability = expected.p_value else {
      #expect(test.probability == nil && test.undefined != nil, "\(what)")
      return
    }
    let found = test.statistic ?? .nan
    #expect(abs(found - statistic) <= 1e-10 * max(1, abs(statistic)), "\(what): \(found)")
    let share = test.probability ?? .nan
    #expect(
      abs(share - probability) <= 1e-8 * probability + 1e-300,
      "\(what): \(share), expected \(probability)")
  }
}
