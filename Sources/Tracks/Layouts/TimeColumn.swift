import ClausiusDatasets

/// The times in some rows of a table.
enum ColumnTimes {
  /// Numbers in the unit of time, or times of day in seconds.
  case numbers([Double])
  /// Dates.
  case instants([Timestamp])
}

extension TableColumn {
  /// The times in `rows`: numbers, dates, or times of day as seconds since midnight.
  ///
  /// The order of day and month is that of the whole column: a day above 12 tells it.
  ///
  /// - Throws: ``TrackError`` with the line where there is nothing of the kind, a day that no
  ///   calendar has, or dates whose day and month cannot be told apart.
  func times(_ rows: [Int]) throws -> ColumnTimes {
    let cells = rows.map { table.cell(row: $0, column: index) }
    guard let first = cells.first(where: { !$0.isEmpty }), let model = DateText(first) else {
      return .numbers(try plainTimes(rows, cells))
    }
    let texts = try zip(rows, cells).map { row, cell in
      guard let text = DateText(cell), text.date.isEmpty == model.date.isEmpty else {
        throw error(row, "'\(cell)' is no such time as '\(first)'", advice: DateText.forms)
      }
      guard text.hasPossibleClock, text.date.isEmpty || !text.orders.isEmpty else {
        throw error(row, "'\(cell)': there is no such day or time of day")
      }
      return text
    }
    guard !model.date.isEmpty else { return .numbers(try durations(rows, texts)) }
    let order = try order(rows, texts)
    return .instants(texts.compactMap { $0.instant(order) })
  }

  private func plainTimes(_ rows: [Int], _ cells: [String]) throws -> [Double] {
    let isDate = { (cell: String) in cell.contains { ":/".contains($0) } }
    if let bad = zip(rows, cells).first(where: { isDate($0.1) }) {
      throw error(bad.0, "'\(bad.1)' is no time that is read", advice: DateText.forms)
    }
    let numbers = try numbers()
    if let bad = rows.first(where: { !numbers[$0].isFinite }) {
      throw error(bad, "there is no time")
    }
    return rows.map { numbers[$0] }
  }

  /// Times of day do not tell on which day they are.
  private func durations(_ rows: [Int], _ texts: [DateText]) throws -> [Double] {
    let seconds = texts.map(\.duration)
    let passes = seconds.indices.dropFirst().first { seconds[$0 - 1] - seconds[$0] > 43_200 }
    if let passes, seconds.allSatisfy({ $0 <= 86_400 }) {
      throw error(
        rows[passes], "the clock goes back by more than 12 hours here, as at midnight",
        advice: "write dates with the times of day")
    }
    return seconds
  }

  /// The one order in which all dates are days.
  private func order(_ rows: [Int], _ texts: [DateText]) throws -> DateText.Order {
    var orders = Set(DateText.Order.allCases)
    for (row, text) in zip(rows, texts) {
      let left = orders.intersection(text.orders)
      guard !left.isEmpty else {
        throw error(row, "day and month stand in another order here than in rows before")
      }
      orders = left
    }
    guard orders.count == 1, let order = orders.first else {
      throw error(
        rows[0],
        "'\(table.cell(row: rows[0], column: index))': no date of the column tells whether the day "
          + "or the month comes first", advice: "write 2008-05-31 or 31.05.2008")
    }
    return order
  }
}
