import Foundation

/// What came out for one expectation in one run.
struct ExpectationOutcome {
  /// The number, `nil` where it is undefined.
  var value: Double?
  /// Its standard error, `nil` where none is known.
  var standardError: Double?
  /// Why there is no number, or what casts doubt on it.
  var remark: String?

  /// The share of the frames that must have a name that is expected.
  static let neededShare = 0.9
}

extension ExpectationOutcome {
  /// log2(|a - b|/|b - c|) of three values.
  static func order(_ values: [Double]) -> ExpectationOutcome {
    guard values.count == 3 else {
      return ExpectationOutcome(remark: "the last value of a run is undefined")
    }
    let order = log2(abs(values[0] - values[1]) / abs(values[1] - values[2]))
    return order.isFinite
      ? ExpectationOutcome(value: order)
      : ExpectationOutcome(remark: "a finer time step makes no difference")
  }
}
