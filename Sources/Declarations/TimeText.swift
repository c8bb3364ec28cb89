import Foundation

extension Double {
  /// A time for people: 12 significant digits, so that multiples of a step show none of their
  /// rounding.
  public var timeText: String { (Double(String(format: "%.12g", self)) ?? self).scenarioText }
}
