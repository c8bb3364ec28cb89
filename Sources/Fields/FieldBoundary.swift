import ClausiusSpectra

/// What a field does at the ends of its domain.
public enum FieldBoundary: Sendable, Hashable {
  /// phi(x + L) = phi(x)
  case periodic
  /// phi(x + L) = -phi(x): one kink of an even potential.
  case antiperiodic
  /// phi(x + L) = phi(x) + n times the period of the potential.
  case winding(Int)
  /// phi' = 0 at both ends: waves are reflected.
  case neumann
  /// phi = 0 at both ends: waves are reflected with changed sign.
  case dirichlet

  /// The boundary as scenarios and files write it: its name, or `{winding: n}`.
  public var word: String {
    switch self {
    case .periodic: "periodic"
    case .antiperiodic: "antiperiodic"
    case .winding(let n): "{winding: \(n)}"
    case .neumann: "neumann"
    case .dirichlet: "dirichlet"
    }
  }

  /// The boundary that a file names by its ``word``; `nil` for any other text.
  public init?(word: String) {
    let winding = Int(word.dropFirst("{winding: ".count).dropLast()).map(FieldBoundary.winding)
    let known = [.periodic, .antiperiodic, .neumann, .dirichlet] + [winding].compactMap(\.self)
    guard let boundary = known.first(where: { $0.word == word }) else { return nil }
    self = boundary
  }

  /// Whether the ends reflect waves.
  public var isReflecting: Bool { self == .neumann || self == .dirichlet }

  /// How the field, without the ramp of a winding one, continues beyond its ends.
  package var symmetry: FieldSymmetry {
    switch self {
    case .periodic, .winding: .periodic
    case .antiperiodic: .antiperiodic
    case .neumann: .even
    case .dirichlet: .odd
    }
  }
}
