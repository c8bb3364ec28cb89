import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// Renyi entropy of how the energy of a field is spread over the points, H_q = ln(sum p^q)/(1 - q)
/// with p_j = e_j dx/E.
///
/// Nats, from 0 to ln N; the higher the order, the more the value is that of the highest peak.
/// Order 1 is Shannon's. The value is exact for its frame. Without a call of one's own the orders
/// 0.5, 2 and 10 are computed.
/// Source: Renyi 1961.
public struct RenyiEntropy: SpreadEntropy {
  /// The order q.
  public var order = 2.0
  /// Which distribution is meant.
  public var convention = FieldConvention.corrected

  /// Order 2.
  public init() {}

  /// The word in a call.
  public static let name = "renyi_entropy"
  /// What it is.
  public static let about =
    "how widely the energy of a field is spread, peaks weighing the more, the higher the order"
  /// What it computes.
  public static let formula = "H_q = ln(sum p^q)/(1 - q), p_j = e_j dx/E"
  /// Nats.
  public static let unit = EntropyUnit.nat
  /// Its range.
  public static let bounds = "0 to ln N for N points"
  /// Where it is defined.
  public static let source = "Renyi 1961"
  /// The parameters of the call.
  public static let keys: [Key<RenyiEntropy>] = [
    .order(\.order), .convention(\.convention),
  ]

  func entropy(of distribution: Distribution) -> Double {
    definition.entropy(of: distribution)
  }
  func entropy(asPublished density: PublishedDensity) -> Double { density.renyi(order: order) }
  func bounds(points: Int) -> Bounds { definition.bounds(outcomes: points) }

  /// The key's range excludes the orders that there are no entropies of.
  private var definition: any EntropyDefinition { (try? Renyi(order: order)) ?? Shannon() }
}

extension Key {
  /// The key `order` of Renyi's and Tsallis's entropies.
  static func order(_ path: WritableKeyPath<Root, Double> & Sendable) -> Key {
    Key("order", path, in: .nonNegative, about: "the order q; 1 gives Shannon's entropy")
  }
}
