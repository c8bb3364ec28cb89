import ClausiusDeclarations

extension JSON {
  /// The value on one line, without spaces.
  var line: String {
    switch self {
    case .list(let values): "[" + values.map(\.line).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { $0.key.quotedForJSON + ":" + $0.value.line }.joined(separator: ",") + "}"
    default: text
    }
  }

  /// The value that a line holds; `nil` where it is no whole value.
  init?(line: UnsafeRawBufferPointer) {
    var cursor = JSONCursor(bytes: line)
    guard let value = cursor.value(depth: 0), cursor.isAtEnd else { return nil }
    self = value
  }

  /// The number, whole or not.
  var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  /// The text.
  var string: String? { if case .text(let text) = self { text } else { nil } }
}

/// A walk over the bytes of a line of JSON (RFC 8259).
private struct JSONCursor {
  let bytes: UnsafeRawBufferPointer
  var index = 0

  private static let mostLevels = 32

  var isAtEnd: Bool { index == bytes.count }

  private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    index += 1
    return true
  }

  private mutating func skipSpaces() {
    while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0D { index += 1 }
  }

  mutating func value(depth: Int) -> JSON? {
    guard depth < Self.mostLevels else { return nil }
    skipSpaces()
    defer { skipSpaces() }
    switch next {
    case UInt8(ascii: "{"): return object(depth)
    case UInt8(ascii: "["): return list(depth)
    case UInt8(ascii: "\""): return text().map(JSON.text)
    case UInt8(ascii: "t"): return word("true", .boolean(true))
    case UInt8(ascii: "f"): return word("false", .boolean(false))
    case UInt8(ascii: "n"): return word("null", .null)
    default: return number()
    }
  }

  private mutating func word(_ word: StaticString, _ value: JSON) -> JSON? {
    for k in 0..<word.utf8CodeUnitCount where !take(word.utf8Start[k]) { return nil }
    return value
  }

  private mutating func object(_ depth: Int) -> JSON? {
    index += 1
    var members: [JSON.Member] = []
    skipSpaces()
    if take(UInt8(ascii: "}")) { return .object([]) }
    repeat {
      skipSpaces()
      guard let key = text() else { return nil }
      skipSpaces()
      guard take(UInt8(ascii: ":")), let value = value(depth: depth + 1) else { return nil }
      members.append(JSON.Member(key, value))
    } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "}")) ? .object(members) : nil
  }

  private mutating func list(_ depth: Int) -> JSON? {
    index += 1
    var values: [JSON] = []
    skipSpaces()
    if take(UInt8(ascii: "]")) { return .list([]) }
    repeat {
      guard let value = value(depth: depth + 1) else { return nil }
      values.append(value)
    } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "]")) ? .list(values) : nil
  }

  private mutating func number() -> JSON? {
    let start = index
    while let byte = next, byte >= 0x30 && byte <= 0x39 || "+-.eE".utf8.contains(byte) {
      index += 1
    }
    let text = String(
      decoding: UnsafeRawBufferPointer(rebasing: bytes[start..<index]), as: UTF8.self)
    return Int(text).map(JSON.integer) ?? Double(text).map(JSON.number)
  }

  private mutating func text() -> String? {
    guard take(UInt8(ascii: "\"")) else { return nil }
    let start = index
    while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { index += 1 }
    var text = String(
      decoding: UnsafeRawBufferPointer(rebasing: bytes[start..<index]), as: UTF8.self)
    if take(UInt8(ascii: "\"")) { return text }
    var rest: [UInt8] = []
    while let byte = next {
      index += 1
      switch byte {
      case UInt8(ascii: "\""):
        return text + String(decoding: rest, as: UTF8.self)
      case UInt8(ascii: "\\"):
        text += String(decoding: rest, as: UTF8.self)
        rest = []
        guard let character = escaped() else { return nil }
        text.unicodeScalars.append(character)
      default: rest.append(byte)
      }
    }
    return nil
  }

  private mutating func escaped() -> Unicode.Scalar? {
    guard let byte = next else { return nil }
    index += 1
    switch byte {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "u"):
      guard index + 4 <= bytes.count else { return nil }
      let digits = String(
        decoding: UnsafeRawBufferPointer(rebasing: bytes[index..<index + 4]), as: UTF8.self)
      index += 4
      return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
    default: return Unicode.Scalar(byte)
    }
  }
}
