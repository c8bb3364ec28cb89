import ClausiusDeclarations
import ClausiusEntropyMeasures
import Foundation

/// Columns of a table as numbers.
struct TableSource {
  let table: Table

  /// The columns called `name`, several with commas between, or all but the one that numbers the
  /// rows; with a part in brackets behind.
  func read(_ name: String?, called text: String) throws -> Dataset {
    if let name, table.hasColumn(name) {
      var dataset = try dataset([table.column(named: name)], text)
      dataset.note = doubt(name, try table.column(named: name))
      return dataset
    }
    let (whole, part) = DatasetPart.split(name ?? "")
    var dataset = try dataset(try columns(whole), text)
    if let part { dataset.array = try part.cut(dataset.array, called: text) }
    return dataset
  }

  private func dataset(_ columns: [Int], _ text: String) throws -> Dataset {
    let numbers = try columns.map { (column) throws(DatasetError) in
      try table.numbers(column: column)
    }
    var array =
      columns.count == 1
      ? InputArray(numbers[0], name: text)
      : InputArray(
        (0..<table.rowCount).flatMap { row in numbers.map { $0[row] } },
        shape: [table.rowCount, columns.count], name: text)
    array.rowLines = (0..<table.rowCount).map(table.line(ofRow:))
    let hasMissing = numbers.contains { $0.contains(where: \.isNaN) }
    return Dataset(array: array, reading: reading(columns), hasMissing: hasMissing)
  }

  /// A name may hold commas: it is looked for as it stands, then as a list.
  private func columns(_ text: String) throws -> [Int] {
    if text.isEmpty { return (0..<table.columnCount).filter { $0 != table.indexColumn } }
    if table.hasColumn(text) { return [try table.column(named: text)] }
    if text.contains("\"") {
      let line = Array(text.utf8)
      let names = try TableRecords(line, separator: .comma, limit: 1, path: table.path)
      return try (0..<(names.count > 0 ? names.width(0) : 0)).map {
        try table.column(named: TableCell(line, names.range(0, $0)).text)
      }
    }
    return try CallList.split(text).map { try table.column(named: $0.text) }
  }

  /// A word where a name is the number of another column.
  private func doubt(_ name: String, _ column: Int) -> String? {
    guard let other = table.columnNumbered(name), other != column else { return nil }
    return "\(table.path): '\(name)' is taken as the name of a column; counted from 1 it is column "
      + "'\(table.columnNames[other])'"
  }

  private func reading(_ columns: [Int]) -> String {
    let shown = columns.prefix(8).map { column in
      let number = column + (table.indexColumn == nil ? 1 : 0)
      return table.headers.isEmpty ? "\(number)" : "\(number) '\(table.columnNames[column])'"
    }
    let more = columns.count > shown.count ? ", ..." : ""
    return "\(table.dialect); column\(columns.count == 1 ? "" : "s") "
      + shown.joined(separator: ", ") + more
  }
}
