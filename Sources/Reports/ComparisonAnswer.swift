import ClausiusComparisons
import Foundation

/// What a comparison says first of one quantity: what the samples have, and whether they differ.
struct ComparisonAnswer {
  /// A corrected probability below this counts as a difference.
  static let level = 0.05

  /// Whether the samples differ; `nil` where no test can tell.
  let differs: Bool?
  /// The corrected probability of the test that answers.
  let probability: Double?
  /// The answer in a line: "polarization 0.543(7) against 0.9968(2): differ, p = 0.002".
  let text: String

  init(_ comparison: QuantityComparison) {
    let test = comparison.answer
    let corrected = test.correctedProbability ?? test.probability
    // Of series that are too short only a difference is told, and no lack of one.
    probability = corrected.flatMap { comparison.isTold || $0 < Self.level ? $0 : nil }
    differs = probability.map { $0 < Self.level }
    let found =
      switch comparison {
      case .numbers(let numbers): numbers.groups.map { Self.text($0.series.mean, $0.standardError) }
      case .categories(let categories): categories.groups.map(Self.shares)
      }
    let verdict =
      switch differs {
      case true?: "differ, p = \(ComparisonReport.number(probability))"
      case false?:
        "no difference seen, p = \(ComparisonReport.number(probability))" + Self.floor(test)
      case nil where !comparison.isTold:
        "cannot be told, the series are too short for their correlation"
      case nil: "cannot be told, \(test.undefined ?? "there is no test")"
      }
    text = "\(comparison.name) \(found.joined(separator: " against ")): \(verdict)"
  }

  /// A word where even the clearest difference of so few values would not count.
  private static func floor(_ test: TestResult) -> String {
    guard let least = test.leastProbability, let own = test.probability, own > 0 else { return "" }
    let corrected = least * (test.correctedProbability ?? own) / own
    return corrected < level
      ? "" : " (so few samples cannot give less than \(ComparisonReport.number(corrected)))"
  }

  /// The categories with a share above one in twenty, the largest first.
  private static func shares(_ group: CategoryComparison.Group) -> String {
    group.shares.filter { $0.share > 0.05 }.sorted { $0.share > $1.share }
      .map { share in
        "\(share.category) \(text(100 * share.share, share.standardError.map { 100 * $0.value })) %"
      }.joined(separator: ", ")
  }

  /// A number with its standard error in units of the last digit: 0.543(7), or 60(20). The error
  /// has a digit, or two where the first is 1.
  static func text(_ value: Double?, _ error: Double?) -> String {
    guard let value, let error, error > 0, error.isFinite else {
      return ComparisonReport.number(value)
    }
    let exponent = Int(log10(error).rounded(.down))
    let digits = error / pow(10, Double(exponent)) < 1.95 ? 2 : 1
    let decimals = digits - 1 - exponent
    guard (-3...12).contains(decimals) else {
      return "\(ComparisonReport.number(value)) +- \(String(format: "%.2g", error))"
    }
    let unit = pow(10, Double(decimals))
    guard decimals < 0 else {
      return String(format: "%.\(decimals)f(%.0f)", value, (error * unit).rounded())
    }
    let (shown, errorShown) = ((value * unit).rounded() / unit, (error * unit).rounded() / unit)
    return String(format: "%.0f(%.0f)", shown + 0, errorShown)
  }
}
