import ClausiusDeclarations
import ClausiusFields

extension FieldBoundary: DeclaredValue {
  private enum Word: String, DeclaredChoice {
    case periodic, antiperiodic, reflecting, neumann, dirichlet

    var about: String {
      switch self {
      case .periodic: "phi(x + L) = phi(x)"
      case .antiperiodic: "phi(x + L) = -phi(x), for one kink of an even potential"
      case .reflecting, .neumann: "phi' = 0 at both ends, waves are reflected"
      case .dirichlet: "phi = 0 at both ends, waves are reflected with changed sign"
      }
    }
  }

  private struct Winding: Declared {
    var winding = 1

    static let keys = [
      Key(
        "winding", \Winding.winding, as: .integer(.any), isRequired: true,
        about:
          "the number of kinks n that the box holds for ever: phi(x + L) = phi(x) + n P, P the period of the potential"
      )
    ]
  }

  private struct Reflecting: Declared {
    var reflecting = Wall.neumann

    enum Wall: String, DeclaredChoice {
      case neumann, dirichlet
      var about: String { self == .neumann ? "phi' = 0 at both ends" : "phi = 0 at both ends" }
    }

    static let keys = [
      Key(
        "reflecting", \Reflecting.reflecting, isRequired: true, about: "what the ends hold fixed")
    ]
  }

  /// A word, `{winding: n}` or `{reflecting: neumann|dirichlet}`.
  public static var kind: ValueKind { .either([Word.kind, Winding.kind, Reflecting.kind]) }

  /// Reads a word, `{winding: n}` or `{reflecting: neumann|dirichlet}`.
  public init(from node: Node, as kind: ValueKind) throws(Problems) {
    if node["reflecting"] != nil {
      self = try Reflecting(from: node).reflecting == .neumann ? .neumann : .dirichlet
    } else if node.entries != nil {
      self = .winding(try Winding(from: node).winding)
    } else {
      switch try Word(from: node, as: Word.kind) {
      case .periodic: self = .periodic
      case .antiperiodic: self = .antiperiodic
      case .reflecting, .neumann: self = .neumann
      case .dirichlet: self = .dirichlet
      }
    }
  }

  /// The word, or `{winding: n}`.
  public var scenarioText: String { word }
}

/// What is done against the waves that products of waves falsely add to coarse grids.
public enum Dealiasing: String, DeclaredChoice, Hashable {
  /// Nothing: a resolved field needs nothing.
  case none
  /// Waves beyond two thirds of the largest wave number are kept at zero (Orszag 1971).
  case twoThirds = "two_thirds"
  /// The force is computed on a grid so fine that no product of a polynomial force is misread.
  case exact

  /// What the choice does.
  public var about: String {
    switch self {
    case .none: "nothing; a resolved field needs nothing"
    case .twoThirds: "waves beyond 2/3 of the largest wave number are kept at zero (Orszag 1971)"
    case .exact: "the force on a grid of (p + 1)/2 N points, p the degree of V': polynomials only"
    }
  }
}
