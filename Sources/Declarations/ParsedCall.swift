/// A call taken apart: its name and its parameters as written.
public struct ParsedCall: Sendable, Hashable {
  /// The call without white space around it.
  public var text: String
  /// Where the name stands.
  public var position: SourcePosition
  /// The word before the parenthesis.
  public var name: String
  /// The parameters in order.
  public var entries: [Node.Entry]

  /// A call from its parts.
  public init(text: String, position: SourcePosition, name: String, entries: [Node.Entry]) {
    self.text = text
    self.position = position
    self.name = name
    self.entries = entries
  }
}
