import ClausiusComparisons
import Foundation

extension ComparisonReport {
  /// Categories for people: the share of each category in each sample, the tests, and how different
  /// the samples are.
  func lines(_ comparison: CategoryComparison) -> [String] {
    let header = ["sample", "values", "blocks"] + comparison.categories
    let samples = comparison.groups.enumerated().map { index, group in
      ["\(index + 1)", "\(group.values)", "\(group.blocks) x \(group.blockLength)"]
        + group.shares.map(Self.text)
    }
    let all = comparison.groups.indices.map { "\($0 + 1)" }.joined(separator: ", ")
    var tests = [row(comparison.common, all)]
    var effects =
      comparison.pairs.count == 1 ? [] : comparison.effects.named.map { (all, $0) }
    for pair in comparison.pairs {
      let names = "\(pair.first + 1), \(pair.second + 1)"
      if let test = pair.test { tests.append(row(test, names)) }
      effects += pair.effects.named.map { (names, $0) }
    }
    return [comparison.name + ", shares with standard errors"]
      + aligned([header] + samples)
      + aligned([["test", "samples", "statistic", "p", "p (Holm)", "method"]] + tests)
      + aligned(
        [["effect", "samples", "size"]] + effects.map { [$1.name, $0, Self.number($1.value)] })
      + comparison.groups.enumerated().flatMap { index, group in
        group.warnings.map { "  \(index + 1): \($0)" }
      }
  }

  private static func text(_ share: CategoryComparison.Share) -> String {
    let error = share.standardError.map { String(format: " +- %.2g", $0.value) } ?? ""
    return String(format: "%.4g", share.share) + error
  }
}
