/// A place in the text of a table.
struct TableScan {
  let bytes: UnsafeBufferPointer<UInt8>
  let separator: TableDialect.Separator
  let path: String
  /// The separator; a byte that UTF-8 does not have where there is none.
  private let stop: UInt8
  var position = 0
  /// From 1.
  private(set) var line = 1
  /// Where the line begins.
  var lineStart = 0

  init(bytes: UnsafeBufferPointer<UInt8>, separator: TableDialect.Separator, path: String) {
    self.bytes = bytes
    self.separator = separator
    self.path = path
    stop = separator.byte ?? 0xFF
  }

  var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

  private static func isLineEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  mutating func passSpaces(withTabs: Bool) {
    while let byte, byte == UInt8(ascii: " ") || (withTabs && byte == UInt8(ascii: "\t")) {
      position += 1
    }
  }

  /// Passes the end of a line: `\n`, `\r\n` or `\r`; whether there is one.
  mutating func passLineEnd() -> Bool {
    guard let byte, Self.isLineEnd(byte) else { return false }
    position += 1
    if byte == UInt8(ascii: "\r"), self.byte == UInt8(ascii: "\n") { position += 1 }
    line += 1
    return true
  }

  /// Passes the rest of a line, but not its end.
  mutating func passLine() -> Range<Int> {
    let begin = position
    while let byte, !Self.isLineEnd(byte) { position += 1 }
    return begin..<position
  }

  /// Passes a cell up to the separator or the end of the line.
  mutating func passCell() throws(DatasetError) {
    passSpaces(withTabs: separator != .tab)
    if byte == UInt8(ascii: "\"") { return try passQuoted() }
    let isSpaced = separator == .spaces
    while let byte, byte != stop, !Self.isLineEnd(byte), !(isSpaced && Self.isSpace(byte)) {
      position += 1
    }
  }

  /// Passes a separator; whether another cell follows.
  mutating func passSeparator() -> Bool {
    if separator == .spaces {
      passSpaces(withTabs: true)
      return byte.map { !Self.isLineEnd($0) } ?? false
    }
    guard byte == stop else { return false }
    position += 1
    return true
  }

  private mutating func passQuoted() throws(DatasetError) {
    let first = line
    position += 1
    while let byte {
      if byte == UInt8(ascii: "\"") {
        position += 1
        guard self.byte == byte else { return try close() }
        position += 1
      } else if !passLineEnd() {
        position += 1
      }
    }
    throw DatasetError(.request, "\(path):\(first):1: a quote is not closed")
  }

  private mutating func close() throws(DatasetError) {
    let end = position
    passSpaces(withTabs: separator != .tab)
    guard let byte, byte != stop, !Self.isLineEnd(byte) else { return }
    guard separator == .spaces, position > end else {
      throw DatasetError(.request, "\(path):\(line):1: text after a closing quote")
    }
  }
}
