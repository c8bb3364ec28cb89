import Foundation

/// What a table is made of: its dialect, its records and its names.
struct TableLayout {
  private(set) var text: [UInt8]
  private(set) var records: TableRecords
  private(set) var dialect = TableDialect()
  private(set) var headers: [[String]] = []
  /// The records that are names.
  private(set) var recordsOfNames = 0
  private(set) var width = 0
  private(set) var indexColumn: Int?
  private var namesAreComment = false
  private let path: String
  /// So many records show what the table is made of.
  private static let sampleCount = 200

  init(_ decoded: TableText, path: String) throws(DatasetError) {
    self.path = path
    text = decoded.bytes
    let stated = Self.statedSeparator(&text)
    let found = try DialectSearch(text, path: path).found()
    dialect.encoding = decoded.encoding
    dialect.separator = stated ?? found.0
    records = try TableRecords(text, separator: dialect.separator, path: path)
    guard records.count > 0 else {
      throw DatasetError(.request, "\(path): the file holds no numbers: it is empty")
    }
    dialect.decimalMark = found.1 ?? laterMark()
    width = usualWidth
    try takeHiddenRows(found.1)
    try findNames()
    dialect.commentPrefix = records.commentPrefix
    dialect.commentLines = records.comments.count - (namesAreComment ? 1 : 0)
    try requireEqualWidths()
    dropEmptyLastColumn()
    try requireNoDecimalCommas()
    findIndex()
  }

  /// Takes up rows that look like comments.
  private mutating func takeHiddenRows(
    _ foundMark: TableDialect.DecimalMark?
  ) throws(DatasetError) {
    guard !records.comments.isEmpty else { return }
    let hidden = HiddenRows(text, records, dialect.decimalMark, width: width)
    let rows = try hidden.lines(path: path)
    guard !rows.isEmpty else { return }
    records = try TableRecords(text, separator: dialect.separator, rows: rows, path: path)
    if foundMark == nil { dialect.decimalMark = laterMark() }
  }

  /// The width of most lines that are mainly numbers, or else of the line in the middle: the lines
  /// that tell of the making of a table may be more than its rows.
  private var usualWidth: Int {
    let middle = records.width(records.count / 2)
    guard (0..<records.count).contains(where: { records.width($0) != middle }) else {
      return middle
    }
    let rows = Dictionary(
      (0..<records.count).filter(isMainlyNumbers).map { (records.width($0), 1) },
      uniquingKeysWith: +)
    let most = rows.values.max() ?? 0
    let widest = rows.filter { $0.value == most }.keys.max() ?? middle
    return rows[middle] == most ? middle : widest
  }

  private func isMainlyNumbers(_ record: Int) -> Bool {
    let width = records.width(record)
    let kinds = text.withUnsafeBytes { bytes in
      (0..<width).map {
        TableCell.number(bytes, records.range(record, $0), dialect.decimalMark)
      }
    }
    return kinds.contains(where: \.isNumber) && 2 * kinds.count { $0 != .text } > width
  }

  /// Takes the first line `sep=;` away, by which spreadsheets tell each other the separator.
  private static func statedSeparator(_ text: inout [UInt8]) -> TableDialect.Separator? {
    let line = text.prefix(7)
    guard line.starts(with: Array("sep=".utf8)), line.count > 5 else { return nil }
    let stated = TableDialect.Separator.allCases.first { $0.byte == line[4] }
    guard stated != nil, line[5] == 0x0A || line[5] == 0x0D else { return nil }
    for index in 0..<5 { text[index] = UInt8(ascii: " ") }
    return stated
  }

  /// The decimal mark of the first number that has one, behind those that are whole.
  private func laterMark() -> TableDialect.DecimalMark {
    guard text.contains(UInt8(ascii: ",")), dialect.separator != .comma else { return .point }
    return text.withUnsafeBytes { bytes in
      for record in 0..<records.count {
        for cell in 0..<records.width(record) {
          let range = records.range(record, cell)
          let isPoint = TableCell.number(bytes, range, .point).isNumber
          let isComma = TableCell.number(bytes, range, .comma).isNumber
          if isPoint != isComma { return isComma ? .comma : .point }
        }
      }
      return .point
    }
  }

  private func cells(_ record: Int) -> [String] {
    (0..<records.width(record)).map { TableCell(text, records.range(record, $0)).text }
  }
}

// MARK: - Names

extension TableLayout {
  private mutating func findNames() throws(DatasetError) {
    let isShifted = width > 1 && records.width(0) == width - 1 && dialect.separator == .spaces
    if !isShifted, takeNamesBelowOthers() { return }
    let sample = sample(from: 0).enumerated().map { isShifted && $0 == 0 ? [""] + $1 : $1 }
    switch HeaderSearch(sample, dialect.decimalMark).found() {
    case .ambiguous: throw ambiguousNames(sample[0])
    case .lines(0) where isShifted: break
    case .lines(0):
      headers = commentNames(sample[0]).map { [$0] } ?? []
      namesAreComment = !headers.isEmpty
    case .lines(let lines):
      recordsOfNames = lines
      headers = sample.prefix(lines).map { padded($0) }
    }
    dialect.headerLines = headers.count
  }

  /// The cells of the first records from some record on.
  private func sample(from first: Int) -> [[String]] {
    (first..<min(records.count, first + Self.sampleCount)).map(cells)
  }

  /// Takes the names of a table below lines of other lengths, which tell of its making; whether it
  /// is such a table.
  private mutating func takeNamesBelowOthers() -> Bool {
    let last = (0..<records.count).last { records.width($0) != width } ?? -1
    guard width > 1, (0..<Self.sampleCount).contains(last), last + 2 < records.count,
      (0...last).allSatisfy({ records.width($0) < width })
    else { return false }
    let sample = sample(from: last + 1)
    guard case .lines(let lines) = HeaderSearch(sample, dialect.decimalMark).found(), lines > 0
    else { return false }
    recordsOfNames = last + 1 + lines
    headers = Array(sample.prefix(lines))
    (dialect.headerLines, dialect.linesAbove) = (lines, last + 1)
    return true
  }

  private func padded(_ names: [String]) -> [String] {
    names + Array(repeating: "", count: max(width - names.count, 0))
  }

  private func ambiguousNames(_ cells: [String]) -> DatasetError {
    DatasetError(
      .request,
      "\(path):\(records.lines[0]):1: '\(cells.joined(separator: " "))' may be the names of "
        + "columns or numbers (\(dialect.separator.rawValue)); write names above it, or letters "
        + "into it")
  }

  /// The names in a comment directly above the numbers.
  private func commentNames(_ first: [String]) -> [String]? {
    guard let comment = records.comment, comment.line + 1 == records.lines[0] else { return nil }
    let line = Array(text[comment.text])
    for separator in [dialect.separator, .spaces, .comma] {
      guard
        let names = try? TableRecords(line, separator: separator, limit: 1, path: path),
        names.count == 1, names.width(0) == width
      else { continue }
      let cells = (0..<width).map { TableCell(line, names.range(0, $0)).text }
      if cells.contains(where: { TableNumber($0, dialect.decimalMark) == .text }) { return cells }
    }
    return nil
  }

  /// The first column counts the rows where it has no name, or where several lines of names stand
  /// above it.
  private mutating func findIndex() {
    guard width > 1, let header = headers.first, header[0].isEmpty || headers.count > 1 else {
      return
    }
    let rows = recordsOfNames..<min(records.count, recordsOfNames + Self.sampleCount)
    let first = rows.map { TableCell(text, records.range($0, 0)).text }
    if HeaderSearch.isRun(first) != nil { indexColumn = 0 }
  }
}

// MARK: - Widths

extension TableLayout {
  private func requireEqualWidths() throws(DatasetError) {
    if dialect.linesAbove > 0 { return }
    let isNamed = recordsOfNames > 0
    let isShort = isNamed && records.width(0) == width - 1
    let model = isNamed && !isShort ? records.width(0) : width
    let bad = (isShort ? 1..<records.count : 0..<records.count).first { records.width($0) != model }
    guard let bad else { return }
    let count = records.width(bad)
    let other = isNamed ? 0 : (bad == 0 ? records.count / 2 : 0)
    let than = isNamed ? "the header" : "line \(records.lines[other])"
    throw DatasetError(
      .request,
      "\(path):\(records.lines[bad]):1: line \(records.lines[bad]) has \(count) \(count == 1 ? "cell" : "cells"), "
        + "\(than) has \(records.width(other)) (\(dialect.separator.rawValue))"
        + commaAdvice(count, records.width(other)))
  }

  private func commaAdvice(_ count: Int, _ model: Int) -> String {
    dialect.separator == .comma && count == 2 * model
      ? "; where commas are decimal marks, write semicolons between the cells" : ""
  }

  /// Lines may end with a separator.
  private mutating func dropEmptyLastColumn() {
    guard width > 1, headers.allSatisfy({ $0[width - 1].isEmpty }) else { return }
    let isEmpty = (recordsOfNames..<records.count).allSatisfy {
      TableCell(text, records.range($0, width - 1)).text.isEmpty
    }
    guard isEmpty else { return }
    width -= 1
    headers = headers.map { Array($0.prefix(width)) }
  }

  /// Whole numbers between commas may be the halves of decimal numbers: `-0,35` tells it.
  private func requireNoDecimalCommas() throws(DatasetError) {
    guard dialect.separator == .comma, headers.isEmpty else { return }
    for record in 0..<min(records.count, Self.sampleCount) {
      let cells = cells(record)
      let isHalf = cells.enumerated().contains { index, cell in
        index.isMultiple(of: 2)
          ? cell == "-0"
          : cell.count > 1 && cell.hasPrefix("0")
            && cell.allSatisfy(\.isNumber)
      }
      guard !isHalf else {
        throw DatasetError(
          .request,
          "\(path):\(records.lines[record]):1: commas may be separators or decimal marks; "
            + "write semicolons between the cells, or names above them")
      }
    }
  }
}
