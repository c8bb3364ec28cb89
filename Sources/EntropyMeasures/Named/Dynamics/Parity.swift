import ClausiusDeclarations

/// What becomes of the columns of a state when time runs backward: positions stay, velocities turn.
public enum Parity: DeclaredValue, Hashable {
  /// All columns stay.
  case even
  /// All columns turn their sign.
  case odd
  /// 1 for each column that stays, -1 for each that turns; none for all that stay.
  case columns([Double])

  private static let list = ValueKind.list(of: .real(.from(-1, to: 1)), count: 0...Int.max)
  private static let words = ValueKind.choice([
    .init("even", "all columns stay when time runs backward (positions, states)"),
    .init("odd", "all columns turn their sign (velocities)"),
  ])

  /// A list of 1 and -1, or a word.
  public static var kind: ValueKind { .either([list, words]) }

  /// Reads a list or a word.
  public init(from node: Node, as kind: ValueKind) throws(Problems) {
    switch node.content {
    case .scalar("even", false): self = .even
    case .scalar("odd", false): self = .odd
    case .list: self = .columns(try [Double](from: node, as: Self.list))
    default: throw node.mismatch(Self.kind)
    }
  }

  /// The word or the list.
  public var scenarioText: String {
    switch self {
    case .even: "even"
    case .odd: "odd"
    case .columns(let parities): parities.scenarioText
    }
  }
}

extension Key {
  /// What becomes of each column when time runs backward.
  static func parity(_ path: WritableKeyPath<Root, Parity?> & Sendable) -> Key {
    Key(
      "parity", path,
      about:
        "what becomes of the columns when time runs backward: 1 for each that stays (positions), "
        + "-1 for each that turns (velocities); even or odd for all alike; "
        + "left out all are taken as even, with a warning")
  }
}

extension InputArray {
  /// The parities of the columns, even where none are stated.
  ///
  /// - Throws: ``EntropyError/badInput(_:)`` when their number is wrong or one is neither 1 nor -1.
  func parities(_ parity: Parity?) throws(EntropyError) -> [Double] {
    switch parity {
    case nil, .even, .columns([]): return [Double](repeating: 1, count: columns)
    case .odd: return [Double](repeating: -1, count: columns)
    case .columns(let parities):
      guard parities.count == columns, parities.allSatisfy({ abs($0) == 1 }) else {
        throw .badInput(
          "\(name) has \(columns) columns: parity takes as many numbers, each 1 or -1")
      }
      return parities
    }
  }
}
