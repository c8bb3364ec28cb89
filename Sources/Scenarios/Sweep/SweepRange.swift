import ClausiusDeclarations
import Foundation

/// How values lie between two ends.
public enum SweepSpacing: String, DeclaredChoice {
  /// With equal differences.
  case linear
  /// With equal ratios.
  case log

  /// What that is.
  public var about: String {
    switch self {
    case .linear: "equal differences"
    case .log: "equal ratios, between positive ends"
    }
  }

  /// The value at `fraction` of the way, rounded where a decimal number was meant: x = a + u (b -
  /// a) to 14 digits of the larger end, or x = a (b/a)^u to 12 digits.
  func value(at fraction: Double, from: Double, to: Double) -> Double {
    switch self {
    case .linear:
      let digits = 14 - Int(Foundation.log10(max(from.magnitude, to.magnitude)).rounded(.up))
      let value = from + (to - from) * fraction
      guard (0...300).contains(digits) else { return value }
      return Double(String(format: "%.\(digits)f", value)) ?? value
    case .log:
      let value = from * pow(to / from, fraction)
      return Double(String(format: "%.12g", value)) ?? value
    }
  }

  /// Ends that are the same, or between which no ratio is.
  func contradictions(from: Double, to: Double) -> [Contradiction] {
    if from == to { return [Contradiction(at: "to", "'from' and 'to' are the same")] }
    guard self == .log, from <= 0 || to <= 0 else { return [] }
    return [
      Contradiction(
        at: "spacing", "equal ratios need ends above 0", advice: "write 'spacing: linear'")
    ]
  }
}

/// Values of an axis between two ends, both among them: `{from: 0, to: 10, count: 11}`.
struct SweepRange: Declared, Hashable {
  var from = 0.0
  var to = 0.0
  var count = 0
  var spacing = SweepSpacing.linear

  static let keys = [
    Key("from", \SweepRange.from, isRequired: true, about: "the first value"),
    Key("to", \SweepRange.to, isRequired: true, about: "the last value"),
    Key(
      "count", \SweepRange.count, in: IntegerRange(1, SweepKeys.largestCount), isRequired: true,
      about: "how many values there are, both ends among them; 1 for the first alone"),
    Key("spacing", \SweepRange.spacing, about: "how the values lie between the ends"),
  ]

  func contradictions() -> [Contradiction] {
    count == 1 && spacing == .linear ? [] : spacing.contradictions(from: from, to: to)
  }

  /// The values, from the first to the last.
  var values: [SweepValue] {
    guard count > 1 else { return [SweepValue(from)] }
    let inner = (1..<count - 1).map { k in
      SweepValue(spacing.value(at: Double(k) / Double(count - 1), from: from, to: to))
    }
    return [SweepValue(from)] + inner + [SweepValue(to)]
  }
}
