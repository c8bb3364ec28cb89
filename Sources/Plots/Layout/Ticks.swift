import Foundation

/// Where an axis has numbers, chosen so that they do not touch.
enum Ticks {
  /// The distance of neighboring ticks, 1, 2 or 5 times a power of ten, for at most `most` of them.
  static func step(_ range: ClosedRange<Double>, atMost most: Double) -> Double {
    let rough = (range.upperBound - range.lowerBound) / max(1, most)
    guard rough >= 1e-300, rough <= 1e300 else { return rough > 1 ? rough : 1 }
    let power = pow(10, log10(rough).rounded(.down))
    let share = rough / power
    return power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10)
  }

  /// Characters of the longest number at ticks of a step.
  static func characters(_ range: ClosedRange<Double>, step: Double) -> Int {
    let largest = max(abs(range.lowerBound), abs(range.upperBound))
    let sign = range.lowerBound < 0 ? 1 : 0
    let digits = digits(range, step: step)
    // The digits, a point, and zeros before them.
    if digits > 6 { return digits + sign + 1 + max(0, Int(-log10(largest).rounded(.down))) }
    if largest >= 1e6 || step < 1e-5 { return 6 + sign }
    let decimals = max(0, Int((-log10(step) - 1e-9).rounded(.up)))
    let whole = max(1, Int(log10(max(1, largest)).rounded(.down)) + 1)
    return whole + sign + (decimals > 0 ? decimals + 1 : 0)
  }

  /// How many digits tell the numbers at neighboring ticks apart; at least the six that are usual.
  static func digits(_ range: ClosedRange<Double>, step: Double) -> Int {
    let largest = max(abs(range.lowerBound), abs(range.upperBound))
    guard step > 0, largest > 0 else { return 6 }
    let places = (log10(largest).rounded(.down) - log10(step).rounded(.down) + 1)
    guard places.isFinite, places > 6 else { return 6 }
    // Those before the point too, so that no number is written by a power of ten.
    return min(17, Int(max(places, log10(largest).rounded(.down) + 1)))
  }

  /// The form of the numbers at ticks, as gnuplot takes it.
  static func format(_ range: ClosedRange<Double>, step: Double) -> String {
    let digits = digits(range, step: step)
    return digits == 6 ? "%h" : "%.\(digits)g"
  }

  /// A number at a tick, with as many digits as tell it from its neighbors.
  static func text(_ value: Double, _ range: ClosedRange<Double>, step: Double) -> String {
    if value == 0 { return "0" }
    let digits = digits(range, step: step)
    return String(format: "%.\(digits)g", value)
  }

  /// A name of the program as it is spoken.
  static func spoken(_ word: String) -> String { word.replacing("_", with: " ") }

  /// The step of a horizontal axis of `width` millimeters.
  static func horizontal(_ range: ClosedRange<Double>, width: Double, points: Double) -> Double {
    var most = width / 6
    for _ in 0..<8 {
      let step = step(range, atMost: most)
      let room = Double(characters(range, step: step) + 2) * 0.63 * points * TextMeasure.point
      if room * (range.upperBound - range.lowerBound) / step <= width { return step }
      most *= 0.7
    }
    return step(range, atMost: 2)
  }

  /// Powers of ten in a range, few enough for `most`, with the text that stands beside each.
  static func logarithmic(
    _ range: ClosedRange<Double>, atMost most: Double
  ) -> [(value: Double, text: String)] {
    guard range.lowerBound > 0, range.upperBound.isFinite else { return [] }
    let first = Int(log10(range.lowerBound).rounded(.up))
    let last = Int(log10(range.upperBound).rounded(.down))
    guard first <= last else { return [] }
    let step = max(1, Int((Double(last - first + 1) / max(1, most)).rounded(.up)))
    return stride(from: first, through: last, by: step).map { exponent in
      (pow(10, Double(exponent)), "10" + superscript(exponent))
    }
  }

  private static func superscript(_ number: Int) -> String {
    let digits: [Character: Character] = [
      "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷",
      "8": "⁸", "9": "⁹",
    ]
    return String(String(number).map { digits[$0] ?? $0 })
  }
}
