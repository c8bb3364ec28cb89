import ClausiusDeclarations

/// A value that a key takes in some members of a sweep, in one way of writing: `1`, `1.0` and `1e0`
/// are the same value.
public struct SweepValue: DeclaredValue, Hashable {
  /// The value as `--set KEY=VALUE` takes it.
  public let text: String

  /// The value as a number; `nil` for words and lists.
  public var number: Double? { Double(text) }

  /// The number `number`.
  public init(_ number: Double) { text = number.scenarioText }

  /// The number `number`.
  public init(_ number: Int) { text = number.scenarioText }

  /// Whatever a key may take.
  public static var kind: ValueKind {
    .either([
      .real(.any), .boolean, .text, .list(of: .real(.any), count: 0...Int.max),
    ])
  }

  /// Reads any value but nothing; whether the key takes it is checked by whoever knows the key.
  public init(from node: Node, as kind: ValueKind) throws(Problems) {
    if case .scalar("", isQuoted: false) = node.content { throw node.mismatch(kind) }
    text = Self.text(of: node)
  }

  /// The text.
  public var scenarioText: String { text }

  private static func text(of node: Node) -> String {
    switch node.content {
    case .scalar(let text, isQuoted: true): text.scenarioText
    case .scalar(let text, isQuoted: false):
      (try? Int(from: node, as: Int.kind))?.scenarioText
        ?? (try? Double(from: node, as: Double.kind))?.scenarioText ?? text
    case .list(let nodes): "[" + nodes.map { Self.text(of: $0) }.joined(separator: ", ") + "]"
    case .mapping(let entries):
      "{" + entries.map { "\($0.key): \(Self.text(of: $0.value))" }.joined(separator: ", ") + "}"
    }
  }
}
