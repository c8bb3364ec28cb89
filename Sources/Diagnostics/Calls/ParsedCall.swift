import ClausiusDeclarations

/// A call taken apart: its name and its parameters as written.
struct ParsedCall {
  /// The call without white space around it.
  var text: String
  /// Where the name stands.
  var position: SourcePosition
  /// The word before the parenthesis.
  var name: String
  /// The parameters in order.
  var entries: [Node.Entry]

  /// The parameters as a mapping, with one more where the call does not give it and the diagnostic knows it.
  func parameters(
    adding addition: (key: String, word: String)?, knownTo entry: DiagnosticEntry
  ) -> Node {
    var entries = entries
    if let (key, word) = addition, entry.parameters.contains(where: { $0.name == key }),
      !entries.contains(where: { $0.key == key })
    {
      let value = Node(.scalar(text: word, isQuoted: false), at: position)
      entries.append(Node.Entry(key: key, position: position, value: value))
    }
    return Node(.mapping(entries), at: position)
  }
}
