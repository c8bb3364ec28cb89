/// The records of a text: where its lines begin, and where in them the cells end (RFC 4180 for any
/// separator: cells in quotes may hold separators, line ends and doubled quotes).
///
/// Empty lines, and lines that begin with `#` or `%`, are left out, unless they are known to be
/// rows.
struct TableRecords {
  /// A line that begins with the sign of a comment.
  struct Comment {
    /// The line, without the spaces before the sign.
    var text: Range<Int>
    /// Its number, from 1.
    var line: Int
  }

  /// Where in the text a record begins.
  private(set) var starts: [Int] = []
  /// Its line, from 1.
  private(set) var lines: [Int] = []
  /// Where its cells end, counted from its start.
  private(set) var ends: [UInt32] = []
  /// Where in ``ends`` the cells of a record begin; one more at the end.
  private(set) var first: [Int] = [0]
  /// The last comment before the first record, without its sign.
  private(set) var comment: (text: Range<Int>, line: Int)?
  /// The lines that were left out as comments.
  private(set) var comments: [Comment] = []
  /// What begins a comment.
  private(set) var commentPrefix: Character?
  let separator: TableDialect.Separator

  var count: Int { starts.count }

  /// The number of cells in a record.
  func width(_ record: Int) -> Int { first[record + 1] - first[record] }

  /// The part of the text that a cell takes, spaces and quotes included.
  func range(_ record: Int, _ cell: Int) -> Range<Int> {
    let index = first[record] + cell
    let start = starts[record]
    let gap = separator.byte == nil ? 0 : 1
    let begin = cell == 0 ? start : start + Int(ends[index - 1]) + gap
    return begin..<start + Int(ends[index])
  }

  /// Finds up to `limit` records in a text; the lines `rows` are records whatever they begin with.
  ///
  /// - Throws: ``DatasetError`` with `path` and the line for quotes that do not close, or text
  ///   after them.
  init(
    _ text: [UInt8], separator: TableDialect.Separator, limit: Int = .max, rows: Set<Int> = [],
    path: String
  ) throws(DatasetError) {
    self.separator = separator
    var failure: DatasetError?
    text.withUnsafeBufferPointer { bytes in
      var scan = TableScan(bytes: bytes, separator: separator, path: path)
      do throws(DatasetError) {
        while count < limit, try next(&scan, rows) {}
      } catch { failure = error }
    }
    if let failure { throw failure }
  }

  /// Finds one more record; whether there is one.
  private mutating func next(
    _ scan: inout TableScan, _ rows: Set<Int>
  ) throws(DatasetError) -> Bool {
    scan.passSpaces(withTabs: true)
    while let byte = scan.byte {
      if scan.passLineEnd() {
        scan.lineStart = scan.position
      } else if byte == UInt8(ascii: "#") || byte == UInt8(ascii: "%"), !rows.contains(scan.line) {
        let line = scan.line
        let text = scan.passLine()
        comments.append(Comment(text: text, line: line))
        commentPrefix = Character(UnicodeScalar(byte))
        if starts.isEmpty { comment = (text.dropFirst(), line) }
      } else {
        scan.position = scan.lineStart
        try record(&scan)
        return true
      }
      scan.passSpaces(withTabs: true)
    }
    return false
  }

  private mutating func record(_ scan: inout TableScan) throws(DatasetError) {
    let start = scan.position
    starts.append(start)
    lines.append(scan.line)
    repeat {
      try scan.passCell()
      guard let end = UInt32(exactly: scan.position - start) else {
        throw DatasetError(.request, "\(scan.path):\(scan.line):1: the line is longer than 4 GB")
      }
      ends.append(end)
    } while scan.passSeparator()
    first.append(ends.count)
    _ = scan.passLineEnd()
    scan.lineStart = scan.position
  }
}
