import Foundation

/// The records of a comma-separated text (RFC 4180): cells in quotes may hold commas, line ends and
/// doubled quotes.
///
/// Empty lines and lines that begin with `#` are left out.
struct CSVRecords {
  /// The cells of a line, and where in the text it begins, from 1.
  struct Record {
    var line: Int
    var cells: [String]
  }

  private let path: String
  private let bytes: [UInt8]
  private var position = 0
  private var line = 1

  /// Reads the records of a text.
  ///
  /// - Throws: ``DatasetError`` with `path` and the line for quotes that do not close, or text
  ///   after them.
  static func read(_ bytes: [UInt8], of path: String) throws -> [Record] {
    var reader = CSVRecords(path: path, bytes: bytes)
    var records: [Record] = []
    while let record = try reader.next() { records.append(record) }
    return records
  }

  private init(path: String, bytes: [UInt8]) {
    self.path = path
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    self.bytes = hasMark ? Array(bytes.dropFirst(3)) : bytes
  }

  private var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

  private static func isLineEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  private mutating func next() throws -> Record? {
    while let byte {
      if Self.isLineEnd(byte) {
        passLineEnd()
      } else if byte == UInt8(ascii: "#") {
        while let byte = self.byte, !Self.isLineEnd(byte) { position += 1 }
      } else if let record = try record() {
        return record
      }
    }
    return nil
  }

  /// The record that begins here; `nil` for a line of spaces.
  private mutating func record() throws -> Record? {
    let (begin, first) = (position, line)
    var cells = [try cell()]
    while byte == UInt8(ascii: ",") {
      position += 1
      cells.append(try cell())
    }
    let isBlank = cells == [""] && !bytes[begin..<position].contains(UInt8(ascii: "\""))
    passLineEnd()
    return isBlank ? nil : Record(line: first, cells: cells)
  }

  private mutating func passLineEnd() {
    guard let byte else { return }
    position += 1
    if byte == UInt8(ascii: "\r"), self.byte == UInt8(ascii: "\n") { position += 1 }
    line += 1
  }

  /// The cell that begins here, without the spaces around it; it ends before a comma or a line end.
  private mutating func cell() throws -> String {
    passSpaces()
    if byte == UInt8(ascii: "\"") { return try quoted() }
    let begin = position
    while let byte, byte != UInt8(ascii: ","), !Self.isLineEnd(byte) { position += 1 }
    var end = position
    while end > begin, Self.isSpace(bytes[end - 1]) { end -= 1 }
    return String(decoding: bytes[begin..<end], as: UTF8.self)
  }

  private mutating func quoted() throws -> String {
    let first = line
    var text: [UInt8] = []
    position += 1
    while let byte {
      position += 1
      if byte == UInt8(ascii: "\"") {
        guard self.byte == byte else { return try closed(text) }
        position += 1
      }
      if byte == UInt8(ascii: "\n") { line += 1 }
      text.append(byte)
    }
    throw DatasetError(.request, "\(path): line \(first): a quote is not closed")
  }

  private mutating func closed(_ text: [UInt8]) throws -> String {
    passSpaces()
    if let byte, byte != UInt8(ascii: ","), !Self.isLineEnd(byte) {
      throw DatasetError(.request, "\(path): line \(line): text after a closing quote")
    }
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func passSpaces() {
    while let byte, Self.isSpace(byte) { position += 1 }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }
}
