import ClausiusDeclarations

extension ParsedCall {
  /// Some of the parameters as a mapping, with one more where the call does not give it and the
  /// diagnostic knows it.
  func parameters(
    among entries: [Node.Entry], adding addition: (key: String, word: String)?,
    knownTo entry: DiagnosticEntry
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

  /// The text of the call with more parameters: `velocity(individual: 3, component: x)`.
  func text(adding more: [(key: String, word: String)]) -> String {
    guard !more.isEmpty else { return text }
    let words = more.map { "\($0.key): \($0.word)" }.joined(separator: ", ")
    return entries.isEmpty ? "\(name)(\(words))" : "\(text.dropLast()), \(words))"
  }
}
