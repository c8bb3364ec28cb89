import Foundation

extension String {
  /// `name [unit]`; the name alone for pure numbers.
  func labeled(unit: String) -> String { unit == "1" ? self : "\(self) [\(unit)]" }
}

extension Double {
  /// The number as people read it, to four digits.
  var inFourDigits: String { self == 0 ? "0" : String(format: "%.4g", self) }
}
