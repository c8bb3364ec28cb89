import ClausiusDeclarations

/// The order q of an entropy: a number from 0 to a million, or `infinity`.
public struct EntropyOrder: DeclaredValue, Hashable {
  /// The order, infinite for `infinity`.
  public var value: Double

  /// The order `value`, at least 0.
  public init(_ value: Double) {
    precondition(value >= 0)
    self.value = value
  }

  /// A number from 0 to a million, or the word.
  public static var kind: ValueKind {
    .either([
      .real(.from(0, to: 1e6)), .choice([.init("infinity", "the largest probability alone")]),
    ])
  }

  /// Reads a number or `infinity`.
  public init(from node: Node, as kind: ValueKind) throws(Problems) {
    if case .scalar("infinity", false) = node.content {
      value = .infinity
      return
    }
    do throws(Problems) {
      value = try Double(from: node, as: .real(.from(0, to: 1e6)))
    } catch {
      throw node.mismatch(Self.kind)
    }
  }

  /// The number, or `infinity`.
  public var scenarioText: String { value == .infinity ? "infinity" : value.scenarioText }
}
