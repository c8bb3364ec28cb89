import Foundation

/// A table of text: records of cells under names, in any of the usual dialects.
///
/// Cells are separated by commas, semicolons, tabs, bars or spaces (RFC 4180 for quotes), decimals
/// by points or commas; the text is UTF-8, UTF-16 with a byte order mark, or Windows-1252. The
/// dialect is found from the table and kept in ``dialect``. Rows and columns count from 0 here,
/// messages count from 1.
public struct Table: Sendable {
  /// Where the table comes from.
  public let path: String
  /// How it is written.
  public let dialect: TableDialect
  /// The lines of names, the outermost first, each as long as the table is wide; none for a table
  /// without names.
  public let headers: [[String]]
  /// A name for each column, no two the same: of several lines of names the parts joined by `/`,
  /// without the outermost of three or more that says the same everywhere; the number from 1 for a
  /// column without a name.
  public let columnNames: [String]
  /// The column that numbers the rows, where the table has one: a first column without a name, or
  /// under the names of several header lines, that counts by 1.
  public let indexColumn: Int?

  let text: [UInt8]
  let records: TableRecords
  /// The first record below the names.
  let firstRow: Int

  /// The number of records below the names.
  public var rowCount: Int { records.count - firstRow }
  /// The number of cells in a record.
  public var columnCount: Int { columnNames.count }

  /// The line on which a row begins, from 1.
  public func line(ofRow row: Int) -> Int { records.lines[firstRow + row] }

  /// Reads a file, or what comes through a pipe.
  ///
  /// - Throws: ``DatasetError`` for a file that is no text, holds nothing, has rows of different
  ///   lengths, or a first line that may be names or numbers.
  public static func read(path: String) throws(DatasetError) -> Table {
    try Table(try FileBytes.read(path), path: path)
  }

  /// Reads the bytes of a file that came from `path`.
  public init(_ bytes: [UInt8], path: String) throws(DatasetError) {
    try OtherFormat.refuse(bytes, path: path)
    let text = try TableText(bytes, path: path)
    let layout = try TableLayout(text, path: path)
    self.path = path
    self.text = layout.text
    records = layout.records
    firstRow = layout.recordsOfNames
    headers = layout.headers
    dialect = layout.dialect
    indexColumn = layout.indexColumn
    columnNames = ColumnNames(headers, width: layout.width, index: layout.indexColumn).unique
    guard rowCount > 0 else {
      throw DatasetError(
        .request, "\(path): the file holds no numbers, only the names of its columns")
    }
  }

  /// Where a cell begins, as `FILE:LINE:COLUMN`: lines and characters count from 1.
  public func place(row: Int, column: Int) -> String {
    let record = records.range(firstRow + row, 0).lowerBound
    let cell = records.range(firstRow + row, column)
    let begin = cell.first { text[$0] != 0x20 && text[$0] != 0x09 } ?? cell.lowerBound
    let newline = UInt8(ascii: "\n")
    let start = text[record..<begin].lastIndex(of: newline).map { $0 + 1 } ?? record
    let line = line(ofRow: row) + text[record..<begin].count { $0 == newline }
    let characters = String(decoding: text[start..<begin], as: UTF8.self).unicodeScalars.count
    return "\(path):\(line):\(characters + 1)"
  }

  /// The text in a cell, without quotes and the spaces around it.
  public func cell(row: Int, column: Int) -> String {
    TableCell(text, records.range(firstRow + row, column)).text
  }

  /// The texts of a column.
  public func texts(column: Int) -> [String] {
    (0..<rowCount).map { cell(row: $0, column: column) }
  }

  /// The numbers of a column; empty cells, `NA`, `nan`, `null` and `-` are NaN.
  ///
  /// - Throws: ``DatasetError`` with the column and the line for any other text, and for whole
  ///   numbers beyond 2^53 that a floating-point number does not hold.
  public func numbers(column: Int) throws(DatasetError) -> [Double] {
    var numbers = [Double](repeating: .nan, count: rowCount)
    let bad = text.withUnsafeBytes { bytes -> Int? in
      for row in numbers.indices {
        let range = records.range(firstRow + row, column)
        switch TableCell.number(bytes, range, dialect.decimalMark) {
        case .number(let value): numbers[row] = value
        case .missing: continue
        case .text: return row
        }
        if abs(numbers[row]) >= 0x1p53, isChanged(numbers[row], row, column) { return row }
      }
      return nil
    }
    if let bad { throw refusal(row: bad, column: column) }
    return numbers
  }

  /// Whether a number is not what stands in its cell: a fraction rounds as every number does; a
  /// whole number that changes would merge with its neighbors.
  private func isChanged(_ value: Double, _ row: Int, _ column: Int) -> Bool {
    Int128(cell(row: row, column: column)).map { Int128(exactly: value) != $0 } ?? false
  }

  private func refusal(row: Int, column: Int) -> DatasetError {
    let cell = cell(row: row, column: column)
    let place =
      "\(place(row: row, column: column)): \(columnNames[column]), line \(line(ofRow: row))"
    if Int128(cell) != nil {
      return DatasetError(.request, "\(place): " + WholeNumbers.tooLarge(cell))
    }
    let other: TableDialect.DecimalMark = dialect.decimalMark == .point ? .comma : .point
    let advice =
      cell.contains(where: { ".,".contains($0) })
        && cell.allSatisfy { "0123456789.,' +-".contains($0) }
      ? TableNumber(cell, other).isNumber
        ? " (other numbers have \(dialect.decimalMark.rawValue))"
        : " (grouped digits are not read; the table has \(dialect.decimalMark.rawValue))"
      : ""
    return DatasetError(.request, "\(place) is not a number: '\(cell)'" + advice)
  }
}

extension Table {
  /// The columns of a table, as its messages list them.
  var columnList: String {
    headers.isEmpty
      ? "1 to \(columnCount)"
      : columnNames.map { $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: ", ")
  }

  /// The column that a user calls `name`: a name, the last or first parts of a name of several
  /// lines, or a number from 1 (the column of row numbers does not count).
  ///
  /// - Throws: ``DatasetError`` where there is no such column, or more than one.
  public func column(named name: String) throws(DatasetError) -> Int {
    let name = name.trimmingCharacters(in: .whitespaces)
    let places = ColumnNames(headers, width: columnCount, index: indexColumn).places(of: name)
    if places.count == 1 { return places[0] }
    guard places.isEmpty else {
      let numbers = places.map { "\($0 + 1 - (indexColumn.map { _ in 1 } ?? 0))" }
      throw DatasetError(
        .request,
        "\(path): several columns are called '\(name)'; take one by its number: "
          + numbers.joined(separator: ", "))
    }
    if let number = Int(name), let column = column(numbered: number) { return column }
    throw DatasetError(
      .request, "\(path): no column '\(name)'; columns: \(columnList) (\(dialect))")
  }

  /// Whether a column has this name.
  func hasColumn(_ name: String) -> Bool {
    let names = ColumnNames(headers, width: columnCount, index: indexColumn)
    return !names.places(of: name.trimmingCharacters(in: .whitespaces)).isEmpty
  }

  /// The column that `name` would be by its number, where a column has it as its name.
  func columnNumbered(_ name: String) -> Int? {
    guard hasColumn(name), let number = Int(name) else { return nil }
    return column(numbered: number)
  }

  private func column(numbered number: Int) -> Int? {
    let column = indexColumn == nil ? number - 1 : number
    return (0..<columnCount).contains(column) ? column : nil
  }
}
