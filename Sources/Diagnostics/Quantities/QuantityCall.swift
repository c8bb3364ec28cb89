import ClausiusDeclarations
import ClausiusSimulationCore

/// A quantity that a parameter of a diagnostic names, `of: velocity(species: 1)`: its text, and
/// what the catalog makes of it.
///
/// Two are equal when their texts are.
public struct QuantityCall: DeclaredValue, Hashable {
  /// The call.
  public let text: String
  /// The quantity that it names; `nil` before a catalog has understood it.
  public private(set) var quantity: (any Quantity)?
  private let position: SourcePosition

  /// Heading, speed and whatever else follows from what frames carry, without parameters.
  public init<Derived: DerivedQuantity>(_ type: Derived.Type) {
    text = type.description.name
    position = SourcePosition(source: text, line: 1, column: 1)
    let known = KnownQuantity.derived(type)
    quantity = NamedQuantity(
      call: ParsedCall(text: text, position: position, name: text, entries: []),
      selection: NamedSelection(), known: known, derived: Derived(), callable: [])
  }

  /// A call.
  public static var kind: ValueKind { .text }

  /// Reads a call; what it names is for the catalog to say.
  public init(from node: Node, as kind: ValueKind) throws(Problems) {
    text = try String(from: node, as: kind)
    position = node.position
  }

  /// The call.
  public var scenarioText: String { text.scenarioText }

  /// Understands the call.
  ///
  /// - Throws: a quantity that is unknown, or whose parameters are wrong.
  public mutating func understand(in catalog: DiagnosticCatalog) throws(Problems) {
    quantity = try catalog.quantity(Node(.scalar(text: text, isQuoted: false), at: position))
  }

  /// Takes the quantity for one with what frames with these contents tell.
  ///
  /// - Throws: what does not suit, and what to do.
  public mutating func fit(to contents: FrameContents) throws(DiagnosticError) {
    quantity = try quantity?.fitted(to: contents)
  }

  /// Whether the texts are equal.
  public static func == (one: QuantityCall, other: QuantityCall) -> Bool { one.text == other.text }

  /// Hashes the text.
  public func hash(into hasher: inout Hasher) { hasher.combine(text) }

  /// A problem of the quantity, at its place.
  func problem(_ message: String, advice: String? = nil) -> Problems {
    Problems(Problem(message, at: position, advice: advice))
  }
}
