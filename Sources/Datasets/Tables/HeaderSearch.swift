import Foundation

/// Finds the lines of names above the numbers of a table.
struct HeaderSearch {
  /// The first records of the table, and how many there are in all.
  let sample: [[String]]
  let mark: TableDialect.DecimalMark
  private let kinds: [[TableNumber]]
  /// Columns that hold numbers in the last quarter of the sample.
  private let numericColumns: [Int]

  init(_ sample: [[String]], _ mark: TableDialect.DecimalMark) {
    self.sample = sample
    self.mark = mark
    let kinds = sample.map { $0.map { TableNumber($0, mark) } }
    self.kinds = kinds
    let lower = kinds.suffix(max(kinds.count / 4, 1))
    let width = kinds.map(\.count).min() ?? 0
    numericColumns = (0..<width).filter { column in
      lower.contains { $0[column].isNumber } && lower.allSatisfy { $0[column] != .text }
    }
  }

  /// How the first record is to be taken.
  enum Finding: Equatable {
    /// So many lines of names.
    case lines(Int)
    /// Whole numbers that may be names or data.
    case ambiguous
  }

  /// The lines of names.
  func found() -> Finding {
    guard let first = kinds.first else { return .lines(0) }
    if numericColumns.isEmpty {
      return .lines(first.contains(.text) ? 1 : 0)
    }
    guard numericColumns.contains(where: { first[$0] == .text }) else { return numbered() }
    return .lines(1 + (furtherLines.last ?? 0))
  }

  /// Lines below the first one that hold a name in every column of numbers that is not empty, with
  /// some name in all lines between: units, levels of names.
  private var furtherLines: [Int] {
    let most = min(kinds.count - 1, 9)
    guard most > 0 else { return [] }
    let candidates = (1...most).prefix { line in
      numericColumns.contains { kinds[line][$0] == .text }
    }
    return candidates.filter { line in numericColumns.allSatisfy { !kinds[line][$0].isNumber } }
  }

  /// Whether the first record holds the numbers of the columns, as data frames without names are
  /// written: 0, 1, ..., after an empty cell where the rows are numbered too.
  private func numbered() -> Finding {
    guard sample.count > 1, Set(sample.map(\.count)).count == 1 else { return .lines(0) }
    let cells = sample[0]
    if cells[0].isEmpty, cells.count > 1, areAscending(kinds[0].dropFirst()),
      Self.isRun(sample.dropFirst().map { $0[0] }) != nil
    {
      return .lines(1)
    }
    guard let begin = Self.isRun(cells), begin == 0 || begin == 1 else { return distant() }
    let columns = cells.indices.map { column in kinds.map { value($0[column]) } }
    let data = columns.map { $0.dropFirst().compactMap { $0 } }
    let isFraction = data.allSatisfy { $0.contains { $0 != $0.rounded() } }
    let isOutside = cells.indices.contains { !Self.isNear(Double(begin + $0), data[$0]) }
    if isOutside && isFraction { return .lines(1) }
    guard begin == 0, cells.count > 1 else { return .lines(0) }
    return Self.isProgression(columns[0].compactMap { $0 }) ? .lines(0) : .ambiguous
  }

  /// Whole numbers in the first record that all lie far from what stands below them, such as years
  /// above shares, may be names; beside a column of words, whole numbers that count are.
  private func distant() -> Finding {
    let cells = numericColumns.map { sample[0][$0] }
    let numbers = cells.compactMap(Self.whole)
    guard sample.count > 3, cells.count > 1, Set(numbers).count == cells.count else {
      return .lines(0)
    }
    let data = numericColumns.map { column in kinds.dropFirst().compactMap { value($0[column]) } }
    guard zip(numbers, data).allSatisfy({ !Self.isNear(Double($0), $1) }) else { return .lines(0) }
    let hasWords = numericColumns.count < sample[0].count
    if hasWords, Self.isRun(cells) != nil { return .lines(1) }
    let isFraction = data.allSatisfy { $0.contains { $0 != $0.rounded() } }
    return hasWords || isFraction ? .ambiguous : .lines(0)
  }

  /// Whether cells hold whole numbers that grow, in whatever form: 0.0, 1.0, ...
  private func areAscending(_ cells: ArraySlice<TableNumber>) -> Bool {
    let numbers = cells.compactMap(value).filter { $0 == $0.rounded() }
    return numbers.count == cells.count && zip(numbers, numbers.dropFirst()).allSatisfy(<)
  }

  private func value(_ kind: TableNumber) -> Double? {
    if case .number(let value) = kind { value } else { nil }
  }

  /// Where plain whole numbers begin that grow by 1.
  static func isRun(_ cells: [String]) -> Int? {
    guard let first = cells.first.flatMap(whole) else { return nil }
    let isRun = cells.enumerated().allSatisfy { whole($1) == first + $0 }
    return isRun ? first : nil
  }

  private static func whole(_ text: String) -> Int? {
    text.utf8.count < 16 && text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
  }

  /// Whether numbers grow by equal steps.
  private static func isProgression(_ numbers: [Double]) -> Bool {
    guard numbers.count > 2 else { return false }
    let step = numbers[1] - numbers[0]
    return zip(numbers, numbers.dropFirst()).allSatisfy { abs($1 - $0 - step) <= 1e-4 * abs(step) }
  }

  /// Whether a number lies among the finite ones of others or at most their extent beyond; where no
  /// other is finite, nothing tells them apart.
  private static func isNear(_ number: Double, _ others: [Double]) -> Bool {
    let finite = others.filter(\.isFinite)
    guard let least = finite.min(), let most = finite.max() else { return true }
    let extent = most - least
    return number >= least - extent && number <= most + extent
  }
}
