import ClausiusDatasets

/// Columns of a table by the names that a user gives them.
struct TableColumn {
  let table: Table
  let path: String
  let index: Int
  var name: String { table.columnNames[index] }

  /// The column that a user calls `name`.
  init(_ table: Table, _ name: String) throws {
    self.table = table
    path = table.path
    index = try table.column(named: name)
  }

  /// Column number `index`, from 0.
  init(_ table: Table, index: Int) {
    self.table = table
    path = table.path
    self.index = index
  }

  /// Its numbers, NaN where there are none.
  func numbers() throws -> [Double] { try table.numbers(column: index) }

  /// Its whole numbers.
  ///
  /// - Throws: ``TrackError`` with the line for anything else.
  func wholeNumbers() throws -> [Int] {
    try numbers().enumerated().map { row, number in
      guard abs(number) <= 0x1p53, let whole = Int(exactly: number) else {
        throw error(row, "'\(table.cell(row: row, column: index))' is no number of a frame")
      }
      return whole
    }
  }

  /// Its texts; whole numbers lose their decimals, which data frames with missing numbers have.
  func names() -> [String] {
    table.texts(column: index).map { text in
      if Self.missing.contains(text.lowercased()) { return "" }
      guard text.contains("."), let number = Double(text), let whole = Int(exactly: number) else {
        return text
      }
      return String(whole)
    }
  }

  private static let missing: Set<String> = ["", "na", "nan", "n/a", "null", "none", "<na>"]

  func error(_ row: Int, _ message: String, advice: String? = nil) -> TrackError {
    TrackError(
      table.place(row: row, column: index), "\(name), line \(table.line(ofRow: row)): " + message,
      advice: advice)
  }
}
