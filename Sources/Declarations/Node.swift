/// Text that has been parsed but not yet understood: scalars, lists and mappings, each with its
/// place.
///
/// Scenario files (YAML), `--set` options and calls of diagnostics all become nodes, so that one
/// set of declarations checks them all.
public struct Node: Sendable, Hashable {
  /// What a node is made of.
  public enum Content: Sendable, Hashable {
    /// One value as text; `isQuoted` tells `"1"` (text) from `1` (number).
    case scalar(text: String, isQuoted: Bool)
    /// Values in order.
    case list([Node])
    /// Named values in the order of the text.
    case mapping([Entry])
  }

  /// One named value of a mapping.
  public struct Entry: Sendable, Hashable {
    /// The key as written.
    public var key: String
    /// Where the key stands.
    public var position: SourcePosition
    /// Its value.
    public var value: Node

    /// The entry `key: value` with its place.
    public init(key: String, position: SourcePosition, value: Node) {
      self.key = key
      self.position = position
      self.value = value
    }
  }

  /// The parsed content.
  public var content: Content
  /// Where the value begins.
  public var position: SourcePosition
  /// The word for the unit of time that the text states for its values, such as `s`; `nil` where it
  /// states none.
  public private(set) var timeUnit: String?

  /// A node of `content` that begins at `position`.
  public init(_ content: Content, at position: SourcePosition) {
    self.content = content
    self.position = position
  }

  /// The node, and all in it, with times in `unit`: rates may then be written with that word.
  public func stating(timeUnit unit: String?) -> Node {
    var node = self
    node.timeUnit = unit
    switch content {
    case .scalar: break
    case .list(let nodes): node.content = .list(nodes.map { $0.stating(timeUnit: unit) })
    case .mapping(let entries):
      node.content = .mapping(
        entries.map {
          Entry(key: $0.key, position: $0.position, value: $0.value.stating(timeUnit: unit))
        })
    }
    return node
  }

  /// What the node is, for messages: "a list", "the text \"abc\"".
  public var whatItIs: String {
    switch content {
    case .scalar(let text, let isQuoted):
      if text.isEmpty && !isQuoted { return "nothing" }
      return isQuoted ? "the text \"\(text)\"" : "'\(text)'"
    case .list: return "a list"
    case .mapping: return "a mapping"
    }
  }

  /// The entries of a mapping, or `nil` for anything else.
  public var entries: [Entry]? {
    if case .mapping(let entries) = content { return entries }
    return nil
  }

  /// The value under `key` when the node is a mapping that has it.
  public subscript(key: String) -> Node? {
    entries?.first { $0.key == key }?.value
  }
}
