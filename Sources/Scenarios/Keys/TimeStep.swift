import ClausiusDeclarations

/// The length of a time step: a number, or the word `auto` for one that the system holds safe.
public enum TimeStep: DeclaredValue, Hashable {
  /// As given.
  case fixed(Double)
  /// As the system chooses; replaced by the number when the scenario has been read.
  case automatic

  private enum Word: String, DeclaredChoice {
    case auto
    var about: String { "a length that the system holds safe, where it offers one" }
  }

  /// A positive number or `auto`.
  public static var kind: ValueKind { .either([.real(.positive), Word.kind]) }

  /// Reads a positive number or `auto`.
  public init(from node: Node, as kind: ValueKind) throws(Problems) {
    if case .scalar(Word.auto.rawValue, _) = node.content {
      self = .automatic
      return
    }
    do throws(Problems) {
      self = .fixed(try Double(from: node, as: .real(.positive)))
    } catch {
      throw node.mismatch(kind)
    }
  }

  /// The number, or `auto`.
  public var scenarioText: String {
    switch self {
    case .fixed(let step): step.scenarioText
    case .automatic: Word.auto.rawValue
    }
  }

  /// The number; `nil` for one that is not chosen yet.
  public var length: Double? {
    guard case .fixed(let step) = self else { return nil }
    return step
  }

  /// The longest step up to `safe` of which `span` is a whole multiple.
  static func longest(upTo safe: Double, in span: Double) -> Double {
    span > 0 ? span / (span / safe).rounded(.up) : safe
  }
}
