/// A type whose values can be written in a scenario: it knows what it accepts and how to read it
/// from a node.
public protocol DeclaredValue: Sendable {
  /// What is accepted when a key sets no narrower range.
  static var kind: ValueKind { get }

  /// Reads a value that must be of `kind`.
  ///
  /// - Throws: every problem found, each with its place.
  init(from node: Node, as kind: ValueKind) throws(Problems)

  /// The value as it would be written in a scenario, for `describe` and for provenance.
  var scenarioText: String { get }
}

extension Node {
  /// "expected a real number above 0, found 'abc'", at this node.
  public func mismatch(_ kind: ValueKind) -> Problems {
    Problems(Problem(expected: kind.inWords, found: whatItIs, at: position))
  }

  /// The text of an unquoted scalar; numbers and words are written without quotes.
  func plainText(as kind: ValueKind) throws(Problems) -> String {
    guard case .scalar(let text, false) = content else { throw mismatch(kind) }
    return text
  }

  /// The text of a decimal number without its underscores; hexadecimal digits, `inf` and `nan` are
  /// refused.
  func decimalText(as kind: ValueKind) throws(Problems) -> String {
    let text = try plainText(as: kind).replacing("_", with: "")
    let isDecimal = text.utf8.allSatisfy { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "+-.eE".utf8.contains(byte)
    }
    guard isDecimal else { throw mismatch(kind) }
    return text
  }
}

extension Bool: DeclaredValue {
  /// `true` or `false`.
  public static var kind: ValueKind { .boolean }

  /// Reads `true` or `false`; `yes`, `on` and the like are refused because YAML versions disagree
  /// on them.
  public init(from node: Node, as kind: ValueKind) throws(Problems) {
    switch try node.plainText(as: kind) {
    case "true", "True", "TRUE": self = true
    case "false", "False", "FALSE": self = false
    default: throw node.mismatch(kind)
    }
  }

  /// `true` or `false`.
  public var scenarioText: String { description }
}

extension Int: DeclaredValue {
  /// Any whole number.
  public static var kind: ValueKind { .integer(.any) }

  /// Reads `100`, `1_000_000` or `1e6`: a real number without a fraction is a whole number.
  public init(from node: Node, as kind: ValueKind) throws(Problems) {
    let text = try node.decimalText(as: kind)
    guard let value = Int(text) ?? Double(text).flatMap({ Int(exactly: $0) }) else {
      throw node.mismatch(kind)
    }
    if case .integer(let range) = kind, !range.contains(value) { throw node.mismatch(kind) }
    self = value
  }

  /// Decimal digits.
  public var scenarioText: String { description }
}

extension Double: DeclaredValue {
  /// Any finite real number.
  public static var kind: ValueKind { .real(.any) }

  /// Reads `1`, `0.5`, `1e-3`; a whole number is a real number, NaN and infinities are not.
  public init(from node: Node, as kind: ValueKind) throws(Problems) {
    guard let value = Double(try node.decimalText(as: kind)), value.isFinite else {
      throw node.mismatch(kind)
    }
    if case .real(let range) = kind, !range.contains(value) { throw node.mismatch(kind) }
    self = value
  }

  /// The shortest text that reads back to the same number, whole numbers without `.0`.
  public var scenarioText: String {
    self == rounded() && magnitude < 1e15 ? "\(Int(self))" : description
  }
}

extension String: DeclaredValue {
  /// Any text.
  public static var kind: ValueKind { .text }

  /// Reads a scalar, quoted or not.
  public init(from node: Node, as kind: ValueKind) throws(Problems) {
    guard case .scalar(let text, let isQuoted) = node.content, isQuoted || !text.isEmpty else {
      throw node.mismatch(kind)
    }
    self = text
  }

  /// The text itself, in quotes when it would otherwise read as something else.
  public var scenarioText: String { isPlainScalar ? self : quotedForJSON }

  /// Whether the text, written without quotes, reads as this text in YAML: words that begin with a
  /// letter.
  private var isPlainScalar: Bool {
    let words = ["true", "false", "null", "none", "yes", "no", "on", "off", "y", "n"]
    let isWord = utf8.allSatisfy { byte in
      Character(UnicodeScalar(byte)).isLetter && byte < 0x80
        || "0123456789_-/. ".utf8.contains(byte)
    }
    return isWord && first?.isLetter == true && last != " " && !words.contains(lowercased())
  }
}

extension Array: DeclaredValue where Element: DeclaredValue {
  /// Any number of elements.
  public static var kind: ValueKind { .list(of: Element.kind, count: 0...Int.max) }

  /// Reads a list whose length the kind allows.
  public init(from node: Node, as kind: ValueKind) throws(Problems) {
    guard case .list(let nodes) = node.content else { throw node.mismatch(kind) }
    var elementKind = Element.kind
    if case .list(let element, let count) = kind {
      guard count.contains(nodes.count) else {
        throw Problems(
          Problem(expected: kind.inWords, found: "\(nodes.count)", at: node.position))
      }
      elementKind = element
    }
    var problems = Problems()
    var elements: [Element] = []
    for element in nodes {
      let read = problems.collect { () throws(Problems) in
        try Element(from: element, as: elementKind)
      }
      if let read { elements.append(read) }
    }
    try problems.throwIfAny()
    self = elements
  }

  /// `[a, b, c]`.
  public var scenarioText: String { "[" + map(\.scenarioText).joined(separator: ", ") + "]" }
}

/// A value that may be left out.
protocol OptionalValue {
  /// Whether it was left out.
  var isLeftOut: Bool { get }
}

extension Optional: OptionalValue {
  var isLeftOut: Bool { self == nil }
}

extension Optional: DeclaredValue where Wrapped: DeclaredValue {
  /// What the wrapped type accepts; the key may be left out.
  public static var kind: ValueKind { Wrapped.kind }

  /// Reads the wrapped type.
  public init(from node: Node, as kind: ValueKind) throws(Problems) {
    self = .some(try Wrapped(from: node, as: kind))
  }

  /// The wrapped value's text, or "none".
  public var scenarioText: String { map(\.scenarioText) ?? "none" }
}
