import ClausiusComparisons

extension ComparisonReport {
  /// The report as comma-separated text: a row a test and a row an effect size.
  public var csv: String {
    let header = ["quantity", "samples", "measure", "value", "p_value", "p_value_holm", "method"]
    return CSVText.lines([header] + comparisons.flatMap(rows))
  }

  private func rows(_ comparison: QuantityComparison) -> [[String]] {
    switch comparison {
    case .numbers(let comparison):
      let pairs = comparison.pairs.map { pair in
        (first: pair.first, second: pair.second, tests: pair.tests, effects: pair.effects.named)
      }
      return rows(
        comparison.name, samples: comparison.groups.count, [comparison.common],
        comparison.effects.named, pairs)
    case .categories(let comparison):
      let pairs = comparison.pairs.map { pair in
        (
          first: pair.first, second: pair.second, tests: [pair.test].compactMap { $0 },
          effects: pair.effects.named
        )
      }
      return rows(
        comparison.name, samples: comparison.groups.count, [comparison.common],
        comparison.pairs.count == 1 ? [] : comparison.effects.named, pairs)
    }
  }

  private typealias Effects = [(name: String, value: Double?)]
  private typealias Pairs = [(first: Int, second: Int, tests: [TestResult], effects: Effects)]

  private func rows(
    _ name: String, samples: Int, _ tests: [TestResult], _ effects: Effects, _ pairs: Pairs
  ) -> [[String]] {
    let all = (1...samples).map { "\($0)" }.joined(separator: " ")
    return rows(name, all, tests, effects)
      + pairs.flatMap { rows(name, "\($0.first + 1) \($0.second + 1)", $0.tests, $0.effects) }
  }

  private func rows(
    _ name: String, _ samples: String, _ tests: [TestResult], _ effects: Effects
  ) -> [[String]] {
    tests.map { test in
      let numbers = [test.statistic, test.probability, test.correctedProbability]
      return [name, samples, test.test.rawValue] + numbers.map { $0?.description ?? "" }
        + [test.undefined.map { "undefined: \($0)" } ?? test.method]
    } + effects.map { [name, samples, $0.name, $0.value?.description ?? "", "", "", ""] }
  }
}
