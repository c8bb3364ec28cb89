import ClausiusDeclarations

/// A diagnostic as a user calls it: `polarization`, or
/// `"boltzmann_entropy(position: [16, 8], velocity: 0.25)"`.
public struct DiagnosticCall: DeclaredValue, Hashable {
  /// The full text of the call, its name in files and tables.
  public var text: String
  /// Where the text begins, inside its quotes if it has any.
  public var position: SourcePosition

  /// The call `text`, written at `position`.
  public init(_ text: String, at position: SourcePosition) {
    self.text = text
    self.position = position
  }

  /// Text; quoted when the call has parameters.
  public static var kind: ValueKind { .text }

  /// Reads the text of a call; whether such a diagnostic exists is checked by whoever knows the
  /// diagnostics.
  public init(from node: Node, as kind: ValueKind) throws(Problems) {
    guard case .scalar(let text, let isQuoted) = node.content, !text.isEmpty else {
      throw Problems(
        Problem(
          expected: "the name of a diagnostic", found: node.whatItIs, at: node.position,
          advice: "put a call with parameters in quotes: \"boltzmann_entropy(velocity: 0.25)\""))
    }
    self.text = text
    position = node.position
    if isQuoted { position.column += 1 }
  }

  /// The text, in quotes when it has parameters.
  public var scenarioText: String { text.scenarioText }
}
