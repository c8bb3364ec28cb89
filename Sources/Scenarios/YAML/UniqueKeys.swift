import Yams

/// A YAML text in which no key is repeated, made so that the parser does not stop at the first
/// repetition.
///
/// The parser refuses repeated keys without telling where the second one stands. So each time, the
/// first character of the first of them is replaced by a character that the text does not use,
/// which moves nothing, and the text is parsed again; ``original(_:)`` undoes it in what was
/// parsed. Repetitions can then be reported at their place with everything else.
struct UniqueKeys {
  private(set) var text: String.UnicodeScalarView
  private var replaced: [Unicode.Scalar: Unicode.Scalar] = [:]
  private var unused: [Unicode.Scalar]

  /// Starts with the text as it is.
  init(_ text: String) {
    self.text = text.unicodeScalars
    let used = Set(text.unicodeScalars)
    let privateUse = (0xE000...0xF8FF).lazy.compactMap { Unicode.Scalar(UInt32($0)) }
    unused = Array(privateUse.filter { !used.contains($0) }.prefix(100))
  }

  /// Makes the key at `mark` differ from all others.
  ///
  /// - Returns: `false` when that cannot be done: the key is empty, an alias, or has an anchor or a
  ///   tag.
  mutating func rename(at mark: Mark) -> Bool {
    guard let index = index(of: mark), let replacement = unused.popLast() else { return false }
    let original = text[index]
    guard !"&*!|>'\"?:".unicodeScalars.contains(original), replaced[original] == nil else {
      return false
    }
    text.replaceSubrange(index...index, with: [replacement])
    replaced[replacement] = original
    return true
  }

  /// A scalar of the parsed text as it was before keys were renamed.
  func original(_ parsed: String) -> String {
    guard let first = parsed.unicodeScalars.first, let original = replaced[first] else {
      return parsed
    }
    return String(original) + String(parsed.unicodeScalars.dropFirst())
  }

  /// Where the first character of the key at `mark` stands, inside its quotes if it has any.
  private func index(of mark: Mark) -> String.Index? {
    var line = 1
    var index = text.startIndex
    while line < mark.line, index < text.endIndex {
      if text[index] == "\n" || (text[index] == "\r" && !isFollowedByLineFeed(index)) { line += 1 }
      index = text.index(after: index)
    }
    let first = text.index(index, offsetBy: mark.column - 1, limitedBy: text.endIndex)
    guard let first, first < text.endIndex else { return nil }
    guard text[first] == "\"" || text[first] == "'" else { return first }
    let inside = text.index(after: first)
    return inside < text.endIndex && text[inside] != "\\" ? inside : nil
  }

  private func isFollowedByLineFeed(_ index: String.Index) -> Bool {
    let next = text.index(after: index)
    return next < text.endIndex && text[next] == "\n"
  }
}
