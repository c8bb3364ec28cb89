import ClausiusComparisons
import Foundation

extension ComparisonReport {
  /// The report for people: the answers, then for each quantity the samples, the tests, and how
  /// different the samples are.
  public var table: String {
    let inputs = inputs.enumerated().map { "\($0.offset + 1)  \($0.element)" }
    let note =
      runs != nil
      ? "each run is one sample, its mean"
      : isIndependent
        ? "values are taken as independent"
        : "tests see means of blocks, so long that neighbors are nearly independent"
    let tests = correctedTests == 1 ? "one test" : "\(correctedTests) tests"
    return
      (comparisons.map { ComparisonAnswer($0).text } + [""] + inputs
      + ["\(note); p above is corrected for \(tests) (Holm)"]
      + (isOfSingleRuns ? [Self.singleRuns] : [])
      + comparisons.flatMap { [""] + lines($0) }).joined(separator: "\n")
  }

  private static let singleRuns =
    "one run of each: this says whether these runs differ; whether their conditions do, only "
    + "several runs of each tell (--against)"

  private func lines(_ comparison: QuantityComparison) -> [String] {
    switch comparison {
    case .numbers(let comparison): lines(comparison)
    case .categories(let comparison): lines(comparison)
    }
  }

  private func lines(_ comparison: Comparison) -> [String] {
    let samples = comparison.groups.enumerated().map { index, group in
      [
        "\(index + 1)", "\(group.series.count)", "\(group.blocks) x \(group.blockLength)",
        Self.number(group.series.mean), Self.number(group.standardError),
        Self.number(group.series.standardDeviation), Self.number(group.median),
      ]
    }
    let all = comparison.groups.indices.map { "\($0 + 1)" }.joined(separator: ", ")
    var tests = [row(comparison.common, all)]
    var effects = comparison.effects.named.map { (all, $0) }
    for pair in comparison.pairs {
      let names = "\(pair.first + 1), \(pair.second + 1)"
      tests += pair.tests.map { row($0, names) }
      effects += pair.effects.named.map { (names, $0) }
    }
    let unit = comparison.unit == "1" ? "" : " (\(comparison.unit))"
    let header = ["sample", "values", "blocks", "mean", "std. error", "std. dev.", "median"]
    let testHeader = ["test", "samples", "statistic", "p", "p (Holm)", "method"]
    return [comparison.name + unit]
      + aligned([header] + samples)
      + aligned([testHeader] + tests)
      + aligned(
        [["effect", "samples", "size"]] + effects.map { [$1.name, $0, Self.number($1.value)] })
      + comparison.groups.enumerated().flatMap { index, group in
        group.warnings.map { "  \(index + 1): \($0)" }
      }
  }

  func row(_ test: TestResult, _ samples: String) -> [String] {
    [
      test.test.rawValue, samples, Self.number(test.statistic), Self.number(test.probability),
      Self.number(test.correctedProbability),
      test.undefined.map { "undefined: \($0)" } ?? test.method,
    ]
  }

  func aligned(_ rows: [[String]]) -> [String] {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = row.indices.map { column in
        row[column] + String(repeating: " ", count: widths[column] - row[column].count)
      }
      return "  " + cells.joined(separator: "  ").trimmingCharacters(in: .newlines)
    }.map { line in String(line.reversed().drop { $0 == " " }.reversed()) }
  }

  /// Six significant digits, "undefined" where there is no value.
  static func number(_ value: Double?) -> String {
    value.map { String(format: "%.6g", $0) } ?? "undefined"
  }
}
