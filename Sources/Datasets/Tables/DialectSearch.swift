/// Finds the separator and the decimal mark of a table from its first records.
///
/// A separator fits if all records have the same number of cells; of those that fit, the one is
/// taken whose cells are numbers most often.
struct DialectSearch {
  private let text: [UInt8]
  private let path: String
  /// So many records show a dialect.
  private static let sampleCount = 200

  init(_ text: [UInt8], path: String) {
    self.text = text
    self.path = path
  }

  /// How one separator cuts the first records.
  private struct Candidate {
    var records: TableRecords
    /// `nil` where all numbers are whole.
    var mark: TableDialect.DecimalMark?
    /// The share of the cells below the header that are numbers.
    var share: Double
    var fits: Bool
    var width: Int
  }

  /// The separator and the decimal mark; without the mark where the first numbers are whole.
  ///
  /// - Throws: ``DatasetError`` for a table whose records have different lengths whatever
  ///   separates its cells.
  func found() throws(DatasetError) -> (TableDialect.Separator, TableDialect.DecimalMark?) {
    var candidates: [Candidate] = []
    var failure: DatasetError?
    for separator in TableDialect.Separator.allCases {
      do throws(DatasetError) {
        let records = try TableRecords(
          text, separator: separator, limit: Self.sampleCount, path: path)
        candidates.append(candidate(records))
      } catch { failure = error }
    }
    guard let best = best(of: candidates) else {
      throw failure ?? DatasetError(.request, "\(path): the file holds no numbers: " + emptiness)
    }
    return (best.records.separator, best.mark)
  }

  private var emptiness: String {
    text.contains { $0 > 0x20 }
      ? "all its lines begin with # or %, as comments do; put first cells that begin so in quotes"
      : "it is empty"
  }

  /// What fits goes before what does not, where both have as many numbers; a separator that cuts
  /// goes before one that does not.
  private func best(of candidates: [Candidate]) -> Candidate? {
    func rank(_ candidate: Candidate) -> (Double, Int, Int) {
      (candidate.share, candidate.fits ? 1 : 0, candidate.width > 1 ? 1 : 0)
    }
    return candidates.filter { $0.records.count > 0 }
      .reduce(nil) { best, next in best.map { rank($0) >= rank(next) ? $0 : next } ?? next }
  }

  private func candidate(_ records: TableRecords) -> Candidate {
    let separator = records.separator
    let width = usualWidth(records)
    var (points, commas, others, cells) = (0, 0, 0, 0)
    for record in records.count / 2..<records.count {
      for cell in 0..<records.width(record) {
        cells += 1
        let content = TableCell(text, records.range(record, cell)).text
        let isPoint = TableNumber(content, .point).isNumber
        let isComma = TableNumber(content, .comma).isNumber
        switch (isPoint, isComma) {
        case (true, true): others += 1
        case (true, false): points += 1
        case (false, true): commas += 1
        case (false, false):
          switch TableNumber.markOfGroupedDigits(content) {
          case .point?: points += 1
          case .comma?: commas += 1
          case nil: break
          }
        }
      }
    }
    let mark: TableDialect.DecimalMark? =
      commas > points ? .comma : points > 0 ? .point : nil
    let numbers = others + max(points, commas)
    let isCut = separator == .none ? !isNameCut(records, mark) : width > 1
    return Candidate(
      records: records, mark: mark, share: isCut ? Double(numbers) / Double(max(cells, 1)) : -1,
      fits: isCut && fits(records, width), width: width)
  }

  /// The width of most records.
  private func usualWidth(_ records: TableRecords) -> Int {
    let counts = Dictionary(
      (0..<records.count).map { (records.width($0), 1) }, uniquingKeysWith: +)
    return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
  }

  /// Whether commas stand between names where they would be decimal marks below.
  private func isNameCut(_ records: TableRecords, _ mark: TableDialect.DecimalMark?) -> Bool {
    guard mark == .comma, records.count > 0 else { return false }
    let name = TableCell(text, records.range(0, 0)).text
    return name.contains(",") && TableNumber(name, .comma) == .text
  }

  private func fits(_ records: TableRecords, _ width: Int) -> Bool {
    (0..<records.count).allSatisfy { record in
      let own = records.width(record)
      return own == width || (record == 0 && own == width - 1 && records.separator == .spaces)
    }
  }
}

/// A cell of a table.
struct TableCell {
  private let bytes: ArraySlice<UInt8>

  /// The cell in a range of a text, without the spaces around it.
  init(_ text: [UInt8], _ range: Range<Int>) {
    bytes = text[text.withUnsafeBytes { Self.trimmed($0, range) }]
  }

  /// What stands in the cell, without quotes.
  var text: String {
    guard bytes.first == UInt8(ascii: "\"") else { return String(decoding: bytes, as: UTF8.self) }
    let inner = String(decoding: bytes.dropFirst().dropLast(), as: UTF8.self)
    return inner.contains("\"\"") ? inner.replacing("\"\"", with: "\"") : inner
  }

  /// A range without the spaces, tabs and non-breaking spaces at its ends.
  static func trimmed(_ text: UnsafeRawBufferPointer, _ range: Range<Int>) -> Range<Int> {
    var (begin, end) = (range.lowerBound, range.upperBound)
    while begin < end {
      if isSpace(text[begin]) {
        begin += 1
      } else if begin + 1 < end, text[begin] == 0xC2, text[begin + 1] == 0xA0 {
        begin += 2
      } else {
        break
      }
    }
    while begin < end {
      if isSpace(text[end - 1]) {
        end -= 1
      } else if begin + 1 < end, text[end - 2] == 0xC2, text[end - 1] == 0xA0 {
        end -= 2
      } else {
        break
      }
    }
    return begin..<end
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  /// The number in a cell.
  static func number(
    _ text: UnsafeRawBufferPointer, _ range: Range<Int>, _ mark: TableDialect.DecimalMark
  ) -> TableNumber {
    var inner = trimmed(text, range)
    if inner.count > 1, text[inner.lowerBound] == UInt8(ascii: "\"") {
      inner = trimmed(text, inner.lowerBound + 1..<inner.upperBound - 1)
    }
    return TableNumber(UnsafeRawBufferPointer(rebasing: text[inner]), mark)
  }
}
