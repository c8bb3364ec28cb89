/// A date with or without a time of day, or a time of day alone, as tables write them:
/// `2008-05-31 13:30:02.000`, with `T` in place of the space, with or without seconds and an offset
/// from UTC (`Z`, `UTC`, `+02:00`); `31.05.2008 13:30`, `5/31/2008 1:30 PM`; `00:01:05.250`.
struct DateText: Hashable {
  /// In which order the numbers of a date stand.
  enum Order: Hashable, CaseIterable {
    case yearFirst
    case dayFirst
    case monthFirst
  }

  /// The numbers of the date in the order of the text; empty for a time of day alone.
  let date: [Int]
  /// The orders in which they are a day of the calendar.
  let orders: Set<Order>
  /// Seconds since midnight; of a time of day alone also beyond a day.
  let seconds: Int
  /// Nanoseconds after them; further digits are left out.
  let nanoseconds: Int
  /// Whether the time of day is one.
  let hasPossibleClock: Bool
  /// Seconds that clocks there are ahead of UTC.
  let offset: Int

  static let forms =
    "dates are read as 2008-05-31 13:30:02.000, 31.05.2008 13:30 or 31/05/2008 13:30:02, with or "
    + "without an offset such as +02:00 and in UTC without; times of day as 13:30:02"

  /// Understands a text; `nil` for anything else. Whether the calendar has such a day, and the
  /// clock such a time, ``orders`` and ``hasPossibleClock`` tell.
  init?(_ text: String) {
    var scan = DigitScan(text)
    date = scan.date() ?? []
    let separator = scan.separator
    let isDateAlone = !date.isEmpty && scan.isAtEnd
    if !date.isEmpty, !isDateAlone, !scan.takeOne(of: "T ") { return nil }
    guard let clock = isDateAlone ? Clock() : scan.clock() else { return nil }
    guard let offset = scan.offset(), scan.isAtEnd else { return nil }
    self.offset = offset
    (seconds, nanoseconds) = (clock.seconds, clock.nanoseconds)
    hasPossibleClock = clock.isPossible(isAlone: date.isEmpty)
    let likely: [Order] =
      date.first ?? 0 > 99 || scan.beginsWithYear
      ? [.yearFirst] : separator == "." ? [.dayFirst] : [.dayFirst, .monthFirst]
    let numbers = date
    orders = date.isEmpty ? [] : Set(likely.filter { Self.day(numbers, $0) != nil })
  }

  private static func day(_ numbers: [Int], _ order: Order) -> CalendarDay? {
    switch order {
    case .yearFirst: CalendarDay(year: numbers[0], month: numbers[1], day: numbers[2])
    case .dayFirst: CalendarDay(year: numbers[2], month: numbers[1], day: numbers[0])
    case .monthFirst: CalendarDay(year: numbers[2], month: numbers[0], day: numbers[1])
    }
  }

  /// The instant, where the numbers of the date stand in this order; `nil` where there is none.
  func instant(_ order: Order) -> Timestamp? {
    guard date.count == 3, hasPossibleClock, let day = Self.day(date, order) else { return nil }
    return Timestamp(
      seconds: day.days * 86400 + seconds - offset, nanoseconds: nanoseconds)
  }

  /// The seconds of a time of day alone.
  var duration: Double { Double(seconds) + Double(nanoseconds) / 1e9 }

  /// The numbers of a time of day.
  struct Clock: Hashable {
    var hours = 0
    var minutes = 0
    var wholeSeconds = 0
    var nanoseconds = 0

    var seconds: Int { (hours * 60 + minutes) * 60 + wholeSeconds }

    /// Whether a clock shows it: 24:00 ends a day, and a second 60 an hour, as leap seconds do.
    func isPossible(isAlone: Bool) -> Bool {
      let isMidnight = hours == 24 && minutes == 0 && wholeSeconds == 0 && nanoseconds == 0
      let isLeap = wholeSeconds == 60 && minutes == 59 && !isAlone
      return (hours < 24 || isMidnight || isAlone) && minutes < 60 && (wholeSeconds < 60 || isLeap)
    }
  }
}
