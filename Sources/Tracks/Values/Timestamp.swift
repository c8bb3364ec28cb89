import Foundation

/// An instant as tables write it: `2008-05-31 13:30:02.000`, with `T` in place of the space, with
/// or without seconds and an offset from UTC (`Z`, `+02:00`). Without an offset it is in UTC.
struct Timestamp {
  /// Seconds since 1970-01-01T00:00:00Z.
  let seconds: Double

  /// The instant that `text` tells; `nil` for anything else.
  init?(_ text: String) {
    let form =
      /(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?)? ?(Z|UTC|[+-]\d{2}:?\d{2})?/
    guard let match = text.wholeMatch(of: form), let year = Int(match.1), let month = Int(match.2),
      let day = Int(match.3)
    else { return nil }
    let hour = Int(match.4 ?? "0") ?? 0
    let minute = Int(match.5 ?? "0") ?? 0
    let second = Double(match.6 ?? "0") ?? 0
    guard (1...12).contains(month), (1...31).contains(day), hour < 25, minute < 60, second < 61
    else { return nil }
    let whole = (Self.days(year, month, day) * 24 + hour) * 60 + minute
    seconds = Double(whole * 60) + second - Self.offset(match.7.map(String.init) ?? "Z")
  }

  /// Days since 1970-01-01 of a day of the Gregorian calendar.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month > 2 ? year : year - 1
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719468
  }

  private static func offset(_ text: String) -> Double {
    let digits = text.filter(\.isNumber)
    guard digits.count == 4, let hours = Int(digits.prefix(2)), let minutes = Int(digits.suffix(2))
    else { return 0 }
    return Double((hours * 60 + minutes) * 60) * (text.hasPrefix("-") ? -1 : 1)
  }

  /// The instant in ISO 8601, in UTC.
  static func text(_ seconds: Double) -> String {
    Date(timeIntervalSince1970: seconds).formatted(
      .iso8601.year().month().day().dateSeparator(.dash).time(includingFractionalSeconds: true))
      + "Z"
  }
}
