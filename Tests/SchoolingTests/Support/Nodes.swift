import ClausiusDeclarations
import ClausiusSchooling

/// A node as a parser would make it from a line of its own.
func node(_ text: String) -> Node {
  Node(.scalar(text: text, isQuoted: false), at: SourcePosition(source: "test", line: 1, column: 1))
}

/// A list.
func node(_ elements: [Node]) -> Node {
  Node(.list(elements), at: SourcePosition(source: "test", line: 1, column: 1))
}

/// A mapping whose keys stand on lines 1, 2, 3 and so on.
func node(_ entries: KeyValuePairs<String, Node>) -> Node {
  let entries = entries.enumerated().map { line, entry in
    Node.Entry(
      key: entry.key, position: SourcePosition(source: "test", line: line + 1, column: 1),
      value: entry.value)
  }
  return Node(.mapping(entries), at: SourcePosition(source: "test", line: 1, column: 1))
}

/// The model that a mapping describes.
func model(_ entries: KeyValuePairs<String, Node>) throws(Problems) -> CouzinModel {
  try CouzinModel(from: node(entries))
}
