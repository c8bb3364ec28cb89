import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// Tsallis entropy of how the energy of a field is spread over the points, S_q = (1 - sum
/// p^q)/(q - 1) with p_j = e_j dx/E.
///
/// A pure number, from 0 to (1 - N^(1-q))/(q - 1). Order 1 is Shannon's. The value is exact for its
/// frame. Without a call of one's own the orders 0.5 and 2 are computed.
/// Source: Tsallis 1988.
public struct TsallisEntropy: SpreadEntropy {
  /// The order q.
  public var order = 2.0
  /// Which distribution is meant.
  public var convention = FieldConvention.corrected

  /// Order 2.
  public init() {}

  /// The word in a call.
  public static let name = "tsallis_entropy"
  /// What it is.
  public static let about = "how widely the energy of a field is spread, by a non-additive entropy"
  /// What it computes.
  public static let formula = "S_q = (1 - sum p^q)/(q - 1), p_j = e_j dx/E"
  /// A pure number.
  public static let unit = EntropyUnit.dimensionless
  /// Its range.
  public static let bounds = "0 to (1 - N^(1 - q))/(q - 1) for N points"
  /// Where it is defined.
  public static let source = "Tsallis 1988"
  /// The parameters of the call.
  public static let keys: [Key<TsallisEntropy>] = [
    .order(\.order), .convention(\.convention),
  ]

  func entropy(of distribution: Distribution) -> Double {
    definition.entropy(of: distribution)
  }
  func entropy(asPublished density: PublishedDensity) -> Double { density.tsallis(order: order) }
  func bounds(points: Int) -> Bounds { definition.bounds(outcomes: points) }

  /// The key's range excludes the orders that there are no entropies of.
  private var definition: any EntropyDefinition { (try? Tsallis(order: order)) ?? Shannon() }
}
