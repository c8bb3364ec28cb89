/// A place in the text of a date.
struct DigitScan {
  private let bytes: [UInt8]
  private var position = 0
  /// What stands between the numbers of the date.
  private(set) var separator: Character = "-"
  /// Whether the first number of the date has four digits.
  private(set) var beginsWithYear = false

  init(_ text: String) { bytes = Array(text.utf8) }

  var isAtEnd: Bool { position == bytes.count }

  /// Passes a character out of `choices`; whether there is one.
  mutating func takeOne(of choices: String) -> Bool {
    guard position < bytes.count, choices.utf8.contains(bytes[position]) else { return false }
    position += 1
    return true
  }

  /// Passes a number of so many digits.
  private mutating func number(_ digits: ClosedRange<Int>) -> Int? {
    var (value, count) = (0, 0)
    while position < bytes.count, count < digits.upperBound {
      let digit = bytes[position] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      (value, count, position) = (value * 10 + Int(digit), count + 1, position + 1)
    }
    return digits.contains(count) ? value : nil
  }

  /// Passes three numbers with the same separator between, one of them a year of four digits.
  mutating func date() -> [Int]? {
    let begin = position
    guard let numbers = threeNumbers() else {
      position = begin
      return nil
    }
    return numbers
  }

  private mutating func threeNumbers() -> [Int]? {
    guard let first = number(1...4), position == 4 || position < 3, position < bytes.count else {
      return nil
    }
    beginsWithYear = position == 4
    separator = Character(UnicodeScalar(bytes[position]))
    guard (beginsWithYear ? "-/" : "-/.").contains(separator), takeOne(of: String(separator)),
      let second = number(1...2), takeOne(of: String(separator)),
      let third = number(beginsWithYear ? 1...2 : 4...4)
    else { return nil }
    return [first, second, third]
  }

  /// Passes a time of day: hours and minutes, mostly seconds with their decimals, `AM` or `PM`.
  mutating func clock() -> DateText.Clock? {
    var clock = DateText.Clock()
    let hasDate = position > 0
    guard let hours = number(hasDate ? 1...2 : 1...6), takeOne(of: ":"),
      let minutes = number(2...2)
    else { return nil }
    (clock.hours, clock.minutes) = (hours, minutes)
    if takeOne(of: ":") {
      guard let seconds = number(2...2) else { return nil }
      clock.wholeSeconds = seconds
      if takeOne(of: ".,") {
        guard let nanoseconds = nanoseconds() else { return nil }
        clock.nanoseconds = nanoseconds
      }
    } else if !hasDate {
      // 12:30 may be minutes and seconds.
      return nil
    }
    return takeHalfDay(&clock) ? clock : nil
  }

  private mutating func nanoseconds() -> Int? {
    let begin = position
    guard var value = number(1...9) else { return nil }
    for _ in position - begin..<9 { value *= 10 }
    while number(1...1) != nil {}
    return value
  }

  /// Passes `AM` or `PM`; whether the hours go with it.
  private mutating func takeHalfDay(_ clock: inout DateText.Clock) -> Bool {
    let rest = String(decoding: bytes[position...], as: UTF8.self).uppercased()
    let word = rest.hasPrefix(" ") ? String(rest.dropFirst()) : rest
    guard word == "AM" || word == "PM" else { return true }
    position = bytes.count
    guard (1...12).contains(clock.hours) else { return false }
    clock.hours = clock.hours % 12 + (word == "PM" ? 12 : 0)
    return true
  }

  /// Passes an offset from UTC, in seconds; 0 where there is none.
  mutating func offset() -> Int? {
    if isAtEnd { return 0 }
    if takeOne(of: " "), isAtEnd { return nil }
    let rest = String(decoding: bytes[position...], as: UTF8.self)
    if rest == "Z" || rest == "UTC" {
      position = bytes.count
      return 0
    }
    let sign = rest.hasPrefix("-") ? -1 : 1
    guard takeOne(of: "+-"), let hours = number(2...2) else { return nil }
    let hasColon = takeOne(of: ":")
    if isAtEnd, !hasColon { return sign * hours * 3600 }
    guard let minutes = number(2...2), hours < 24, minutes < 60 else { return nil }
    return sign * (hours * 60 + minutes) * 60
  }
}
