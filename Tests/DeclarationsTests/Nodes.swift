@testable import ClausiusDeclarations

/// A place in the text `t`.
func at(_ line: Int, _ column: Int) -> SourcePosition {
  SourcePosition(source: "t", line: line, column: column)
}

/// An unquoted scalar at 1:1.
func scalar(_ text: String) -> Node { Node(.scalar(text: text, isQuoted: false), at: at(1, 1)) }

/// A quoted scalar at 1:1.
func quoted(_ text: String) -> Node { Node(.scalar(text: text, isQuoted: true), at: at(1, 1)) }

/// A list at 1:1.
func list(_ nodes: Node...) -> Node { Node(.list(nodes), at: at(1, 1)) }

/// A mapping whose entries stand on lines 2, 3, ..., keys in column 3 and values in column 10.
func mapping(_ pairs: (String, Node)...) -> Node {
  let entries = pairs.enumerated().map { index, pair in
    Node.Entry(
      key: pair.0, position: at(index + 2, 3),
      value: Node(pair.1.content, at: at(index + 2, 10)))
  }
  return Node(.mapping(entries), at: at(1, 1))
}

/// What reading throws, one problem a line.
func problems<Result>(_ read: () throws(Problems) -> Result) -> [String] {
  do {
    _ = try read()
    return []
  } catch {
    return error.all.map(\.description)
  }
}
