/// A JSON value whose objects keep the order of their keys.
public indirect enum JSON: Sendable, Hashable {
  /// `null`
  case null
  /// `true` or `false`
  case boolean(Bool)
  /// A whole number.
  case integer(Int)
  /// A real number; one that is not finite becomes `null`, which is all that JSON has for it.
  case number(Double)
  /// Text.
  case text(String)
  /// Values in order.
  case list([JSON])
  /// Named values in order.
  case object([Member])

  /// One named value of an object.
  public struct Member: Sendable, Hashable {
    /// The key.
    public var key: String
    /// The value.
    public var value: JSON

    /// The member `"key": value`.
    public init(_ key: String, _ value: JSON) {
      self.key = key
      self.value = value
    }
  }

  /// The value under `key` when this is an object that has it.
  public subscript(key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The document as text, indented by two spaces, without a line feed at its end.
  public var text: String { text(indentation: "") }

  private func text(indentation: String) -> String {
    let inner = indentation + "  "
    switch self {
    case .null: return "null"
    case .boolean(let value): return value ? "true" : "false"
    case .integer(let value): return String(value)
    case .number(let value): return value.isFinite ? value.scenarioText : "null"
    case .text(let value): return value.quotedForJSON
    case .list(let values):
      if values.allSatisfy(\.isScalar) {
        return "[" + values.map { $0.text(indentation: "") }.joined(separator: ", ") + "]"
      }
      let lines = values.map { inner + $0.text(indentation: inner) }
      return "[\n" + lines.joined(separator: ",\n") + "\n" + indentation + "]"
    case .object(let members):
      if members.isEmpty { return "{}" }
      let lines = members.map {
        inner + $0.key.quotedForJSON + ": " + $0.value.text(indentation: inner)
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n" + indentation + "}"
    }
  }

  private var isScalar: Bool {
    switch self {
    case .list, .object: false
    default: true
    }
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// Text.
  public init(stringLiteral value: String) { self = .text(value) }
  /// `true` or `false`.
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  /// A whole number.
  public init(integerLiteral value: Int) { self = .integer(value) }
  /// A list.
  public init(arrayLiteral elements: JSON...) { self = .list(elements) }
  /// An object with its keys in the order of the literal.
  public init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
}

extension Node {
  /// The node as JSON: unquoted numbers and `true` or `false` become what they are, other scalars
  /// text.
  public var json: JSON {
    switch content {
    case .scalar(let text, isQuoted: true): return .text(text)
    case .scalar(let text, isQuoted: false):
      if let value = try? Int(from: self, as: Int.kind) { return .integer(value) }
      if let value = try? Double(from: self, as: Double.kind) { return .number(value) }
      if let value = try? Bool(from: self, as: Bool.kind) { return .boolean(value) }
      return .text(text)
    case .list(let nodes): return .list(nodes.map(\.json))
    case .mapping(let entries): return .object(entries.map { JSON.Member($0.key, $0.value.json) })
    }
  }
}

extension String {
  /// The text in double quotes with JSON's escapes, which are YAML's too; what does not print is
  /// escaped.
  public var quotedForJSON: String {
    var quoted = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case "\r": quoted += "\\r"
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{FFFE}",
        "\u{FFFF}":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
