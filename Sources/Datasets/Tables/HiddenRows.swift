/// Rows of a table that look like comments because their first cell begins with `#` or `%`: names
/// of individuals (`#1`) or colors (`#ff0000`).
///
/// A comment below the first record is a row where it has as many cells as the table is wide and
/// numbers in all columns of numbers. Where the first column holds numbers too, it may also be a
/// row that somebody has taken out.
struct HiddenRows {
  private let text: [UInt8]
  private let records: TableRecords
  private let mark: TableDialect.DecimalMark
  private let width: Int
  /// The columns that hold numbers in the first records, where they hold anything.
  private let numericColumns: [Int]
  private static let sampleCount = 200

  /// The rows among the comments of `records`, whose first ones may be names.
  init(_ text: [UInt8], _ records: TableRecords, _ mark: TableDialect.DecimalMark, width: Int) {
    (self.text, self.records, self.mark, self.width) = (text, records, mark, width)
    let first = min(10, records.count / 2)
    let sample = first..<min(records.count, first + Self.sampleCount)
    numericColumns = (0..<width).filter { column in
      let kinds = sample.filter { records.width($0) > column }.map { record in
        text.withUnsafeBytes { TableCell.number($0, records.range(record, column), mark) }
      }
      return kinds.contains(where: \.isNumber) && !kinds.contains(.text)
    }
  }

  /// Their lines.
  func lines(path: String) throws(DatasetError) -> Set<Int> {
    guard width > 1, let begin = records.lines.first else { return [] }
    var lines = linesAbove(begin, path)
    for comment in records.comments where comment.line > begin {
      guard isRow(comment.text, path) else { continue }
      if numericColumns.contains(0) { throw doubt(comment, path) }
      lines.insert(comment.line)
    }
    return lines
  }

  /// Rows directly above the first record, beside a column of words.
  private func linesAbove(_ begin: Int, _ path: String) -> Set<Int> {
    guard !numericColumns.isEmpty, !numericColumns.contains(0) else { return [] }
    var lines: Set<Int> = []
    for comment in records.comments.reversed() where comment.line < begin {
      guard comment.line + lines.count + 1 == begin, isRow(comment.text, path) else { break }
      lines.insert(comment.line)
    }
    return lines
  }

  private func isRow(_ range: Range<Int>, _ path: String) -> Bool {
    let line = Array(text[range])
    let cells = try? TableRecords(
      line, separator: records.separator, limit: 1, rows: [1], path: path)
    // A sign with a space behind it begins a sentence.
    guard let cells, cells.count == 1, cells.width(0) == width, line.count > 1,
      line[1] != UInt8(ascii: " "), line[1] != UInt8(ascii: "\t"), line[1] != line[0]
    else { return false }
    let kinds = (0..<width).map { column in
      line.withUnsafeBytes { TableCell.number($0, cells.range(0, column), mark) }
    }
    let others = numericColumns.filter { $0 > 0 }
    return kinds.contains(where: \.isNumber) && others.allSatisfy { kinds[$0] != .text }
  }

  private func doubt(_ comment: TableRecords.Comment, _ path: String) -> DatasetError {
    let line = String(decoding: text[comment.text], as: UTF8.self)
    let sign = line.prefix(1)
    return DatasetError(
      .request,
      "\(path):\(comment.line):1: '\(line.prefix(40))' may be a row or a comment: it has the shape "
        + "of a row, and numbers stand where it has \(sign); put its first cell in quotes if it is a "
        + "row, or a space behind the \(sign) if it is a comment")
  }
}
