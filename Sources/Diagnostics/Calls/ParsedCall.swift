import ClausiusDeclarations

extension ParsedCall {
  /// The parameters as a mapping, with one more where the call does not give it and the diagnostic
  /// knows it.
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
