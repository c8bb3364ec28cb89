import ClausiusDeclarations

/// What a school does as a whole: the names of the diagnostic `phase`.
///
/// In series of numbers a phase is its place in this list, from 0.
public enum SchoolPhase: String, DeclaredChoice, Hashable, Codable {
  /// None of the others: between them, for a while or for good, or too little to tell.
  case intermediate
  /// Holds together without a common heading or rotation.
  case swarm
  /// Turns around an empty middle.
  case torus
  /// Swims one way while its members change places.
  case dynamicParallel = "dynamic_parallel"
  /// Swims one way in an arrangement that lasts.
  case highlyParallel = "highly_parallel"
  /// Has come apart.
  case fragmented

  /// What it is.
  public var about: String {
    switch self {
    case .intermediate: "none of the others, or too little evidence"
    case .swarm: "holds together without a common heading or rotation"
    case .torus: "turns around an empty middle"
    case .dynamicParallel: "swims one way while its members change places"
    case .highlyParallel: "swims one way in an arrangement that lasts"
    case .fragmented: "has come apart: less than nine tenths are in the largest group"
    }
  }

  /// The place in the list of all, from 0.
  public var code: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
