/// Reads calls of the form `name` or `name(parameter: value, ...)`, where a value is a word, a
/// number, a quoted text, a list `[a, b]` or another call without quotes
/// (`of: polarization(convention: corrected)`), kept as text.
public struct CallParser {
  private let characters: [Character]
  private let start: SourcePosition
  private let kind: String
  private var index = 0

  private init(_ text: String, at position: SourcePosition, naming kind: String) {
    characters = Array(text)
    start = position
    self.kind = kind
  }

  /// Takes `text` apart.
  ///
  /// - Parameters:
  ///   - text: the call.
  ///   - position: where it begins, for messages.
  ///   - kind: what is called, for messages: "diagnostic", "estimator".
  /// - Throws: the first place where it is not a call.
  public static func parse(
    _ text: String, at position: SourcePosition, naming kind: String
  ) throws(Problems) -> ParsedCall {
    var parser = CallParser(text, at: position, naming: kind)
    return try parser.call()
  }

  private mutating func call() throws(Problems) -> ParsedCall {
    skipSpace()
    let first = index
    let position = place
    let name = try nameOfCall()
    guard !name.isEmpty else { throw problem("expected the name of \(kind)") }
    skipSpace()
    let entries = current == "(" ? try parameters() : []
    let last = index
    skipSpace()
    guard current == nil else { throw problem("expected the end of the call") }
    let text = String(characters[first..<last]).trimmed
    return ParsedCall(text: text, position: position, name: name, entries: entries)
  }

  /// The name of what is called: a word, in which hyphens may stand, or a quoted text, as other
  /// programs name what they write.
  private mutating func nameOfCall() throws(Problems) -> String {
    if let quote = current, quote == "\"" || quote == "'" {
      guard case .scalar(let text, _) = try quoted(by: quote, at: place).content else { return "" }
      return text
    }
    var name = word()
    while !name.isEmpty, current == "-", characters.indices.contains(index + 1),
      characters[index + 1].isLetter || characters[index + 1].isNumber
    {
      advance()
      name += "-" + word()
    }
    return name
  }

  private mutating func parameters() throws(Problems) -> [Node.Entry] {
    var entries: [Node.Entry] = []
    advance()
    skipSpace()
    while current != ")" {
      let position = place
      let key = word()
      guard !key.isEmpty else { throw problem("expected the name of a parameter") }
      skipSpace()
      try take(":", after: "'\(key)'")
      entries.append(Node.Entry(key: key, position: position, value: try value(closing: ",)")))
      try separate(closing: ")")
    }
    advance()
    return entries
  }

  private mutating func value(closing ends: String) throws(Problems) -> Node {
    skipSpace()
    let position = place
    if current == "[" { return try list(at: position) }
    if let quote = current, quote == "\"" || quote == "'" {
      return try quoted(by: quote, at: position)
    }
    let text = bareText(closing: ends)
    guard !text.isEmpty else { throw problem("expected a value") }
    return Node(.scalar(text: text, isQuoted: false), at: position)
  }

  private mutating func list(at position: SourcePosition) throws(Problems) -> Node {
    var elements: [Node] = []
    advance()
    skipSpace()
    while current != "]" {
      elements.append(try value(closing: ",]"))
      try separate(closing: "]")
    }
    advance()
    return Node(.list(elements), at: position)
  }

  private mutating func quoted(
    by quote: Character, at position: SourcePosition
  ) throws(Problems) -> Node {
    advance()
    let first = index
    while let character = current, character != quote { index += 1 }
    guard current != nil else {
      throw Problems(Problem("the quote is not closed", at: position))
    }
    let text = String(characters[first..<index])
    advance()
    return Node(.scalar(text: text, isQuoted: true), at: position)
  }

  /// Text up to one of `ends` outside of parentheses.
  private mutating func bareText(closing ends: String) -> String {
    let first = index
    var depth = 0
    while let character = current, depth > 0 || !ends.contains(character) {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      index += 1
    }
    return String(characters[first..<index]).trimmed
  }
}

extension CallParser {
  private var current: Character? { index < characters.count ? characters[index] : nil }

  private var place: SourcePosition {
    SourcePosition(source: start.source, line: start.line, column: start.column + index)
  }

  private mutating func advance() { index += 1 }

  private mutating func skipSpace() { while current?.isWhitespace == true { index += 1 } }

  private mutating func word() -> String {
    let first = index
    while let character = current, character.isLetter || character.isNumber || character == "_" {
      index += 1
    }
    return String(characters[first..<index])
  }

  private mutating func take(_ expected: Character, after what: String) throws(Problems) {
    guard current == expected else { throw problem("expected '\(expected)' after \(what)") }
    advance()
  }

  /// Passes a comma, or stands before `end`.
  private mutating func separate(closing end: Character) throws(Problems) {
    skipSpace()
    if current == end { return }
    guard current == "," else { throw problem("expected ',' or '\(end)'") }
    advance()
    skipSpace()
  }

  private func problem(_ message: String) -> Problems {
    let found = current.map { ", found '\($0)'" } ?? ", found the end"
    return Problems(
      Problem(
        message + found, at: place, advice: "a call looks like name(parameter: value, ...)"))
  }
}

extension String {
  fileprivate var trimmed: String {
    var slice = self[...]
    while slice.first?.isWhitespace == true { slice.removeFirst() }
    while slice.last?.isWhitespace == true { slice.removeLast() }
    return String(slice)
  }
}
