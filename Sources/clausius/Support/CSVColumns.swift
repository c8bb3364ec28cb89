import ClausiusEntropyMeasures
import Foundation

/// The columns of a CSV file: numbers separated by commas, with names in the first line or without.
struct CSVColumns {
  private let path: String
  private let names: [String]
  private let rows: [[Substring]]
  private let firstLine: Int

  /// Reads the file.
  init(_ path: String) throws {
    self.path = path
    let text = try String(contentsOfFile: path, encoding: .utf8)
    var lines = text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let isNamed = lines.first?.contains { Self.number($0) == nil } ?? false
    names = isNamed ? lines.removeFirst().map { $0.trimmingCharacters(in: .whitespaces) } : []
    rows = lines
    firstLine = isNamed ? 2 : 1
  }

  /// The columns called `name` (several with commas between, numbers count from 0), or all.
  func read(_ name: String?, called text: String) throws -> InputArray {
    let width = names.isEmpty ? rows.first?.count ?? 0 : names.count
    let columns =
      try name.map { try $0.split(separator: ",").map { try column(String($0), of: width) } }
      ?? Array(0..<width)
    var values: [Double] = []
    values.reserveCapacity(rows.count * columns.count)
    for (line, row) in rows.enumerated() {
      for column in columns {
        guard column < row.count, let value = Self.number(row[column]) else {
          throw Failure(
            .wrongInput, "\(path): data line \(line + firstLine), column \(column) is not a number")
        }
        values.append(value)
      }
    }
    let shape = columns.count == 1 ? [rows.count] : [rows.count, columns.count]
    return InputArray(values, shape: shape, name: text)
  }

  private func column(_ name: String, of width: Int) throws -> Int {
    let name = name.trimmingCharacters(in: .whitespaces)
    if let index = names.firstIndex(of: name) { return index }
    if let index = Int(name), (0..<width).contains(index) { return index }
    let known = names.isEmpty ? "0 to \(width - 1)" : names.joined(separator: ", ")
    throw Failure(.wrongInput, "\(path): no column '\(name)'; columns: \(known)")
  }

  private static func number(_ text: Substring) -> Double? {
    Double(text.trimmingCharacters(in: .whitespaces))
  }
}
