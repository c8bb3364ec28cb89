import ClausiusDeclarations
import ClausiusEntropyMeasures
import Foundation

/// The columns of a CSV file: numbers separated by commas, with names in the first line or without.
struct CSVColumns {
  private let path: String
  private let names: [String]
  private let rows: [CSVRecords.Record]
  private let width: Int

  /// Reads the file.
  ///
  /// - Throws: ``DatasetError`` for a file that is no text, holds nothing, or has rows of different
  ///   lengths.
  init(_ path: String) throws {
    self.path = path
    var records = try CSVRecords.read(try Self.bytes(of: path), of: path)
    guard let first = records.first else {
      throw DatasetError(.request, "\(path): the file holds no numbers: it is empty")
    }
    width = first.cells.count
    let isNamed = first.cells.contains { !$0.isEmpty && Double($0) == nil }
    names = isNamed ? records.removeFirst().cells : []
    rows = records
    if rows.isEmpty {
      throw DatasetError(
        .request, "\(path): the file holds no numbers, only the names of its columns")
    }
    let model = isNamed ? "the header has \(width)" : "line \(first.line) has \(width)"
    for row in rows where row.cells.count != width {
      let count = row.cells.count
      throw DatasetError(
        .request,
        "\(path): line \(row.line) has \(count) \(count == 1 ? "cell" : "cells"), \(model)")
    }
  }

  private static func bytes(of path: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw DatasetError(.storage, "\(path): cannot be read: look at its permissions")
    }
    let bytes = [UInt8](data)
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw DatasetError(.request, "\(path): neither an HDF5 file nor text in UTF-8")
    }
    return bytes
  }

  /// Whether a column has this name.
  func hasColumn(_ name: String) -> Bool {
    names.contains(name.trimmingCharacters(in: .whitespaces))
  }

  /// The columns called `name` (several with commas between, numbers count from 0), or all.
  func read(_ name: String?, called text: String) throws -> InputArray {
    let columns = try name.map(columns) ?? Array(0..<width)
    var values: [Double] = []
    values.reserveCapacity(rows.count * columns.count)
    for row in rows {
      for column in columns { values.append(try number(row, column)) }
    }
    let shape = columns.count == 1 ? [rows.count] : [rows.count, columns.count]
    return InputArray(values, shape: shape, name: text)
  }

  private func number(_ row: CSVRecords.Record, _ column: Int) throws -> Double {
    let cell = row.cells[column]
    let place = "\(path): data line \(row.line), column \(column)"
    guard let value = Double(cell) else {
      throw DatasetError(
        .request, "\(place) is not a number: \(cell.isEmpty ? "it is empty" : "'\(cell)'")")
    }
    // A fraction rounds as every number does; a whole number that changes would merge with its
    // neighbors.
    if abs(value) >= 0x1p53, let whole = Int128(cell), Int128(exactly: value) != whole {
      throw DatasetError(.request, "\(place): " + WholeNumbers.tooLarge(cell))
    }
    return value
  }

  /// A name may hold commas: it is looked for as it stands, then as a list.
  private func columns(_ text: String) throws -> [Int] {
    if hasColumn(text) { return [try column(text)] }
    if text.contains("\"") {
      let records = try CSVRecords.read(Array(text.utf8), of: path)
      return try (records.first?.cells ?? []).map(column)
    }
    return try CallList.split(text).map { try column($0.text) }
  }

  private func column(_ name: String) throws -> Int {
    let name = name.trimmingCharacters(in: .whitespaces)
    if let index = names.firstIndex(of: name) {
      guard names.lastIndex(of: name) == index else {
        let places = names.indices.filter { names[$0] == name }.map(String.init)
        throw DatasetError(
          .request,
          "\(path): several columns are called '\(name)'; take one by its number: "
            + places.joined(separator: ", "))
      }
      return index
    }
    if let index = Int(name), (0..<width).contains(index) { return index }
    let known =
      names.isEmpty
      ? "0 to \(width - 1)"
      : names.map { $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: ", ")
    throw DatasetError(.request, "\(path): no column '\(name)'; columns: \(known)")
  }
}

/// Whole numbers that are read as floating-point numbers.
enum WholeNumbers {
  /// Says that a whole number would change.
  static func tooLarge(_ number: String) -> String {
    "\(number) has no exact floating-point form (beyond 2^53), it would be taken for a neighbor; "
      + "subtract a constant or number the symbols"
  }
}
