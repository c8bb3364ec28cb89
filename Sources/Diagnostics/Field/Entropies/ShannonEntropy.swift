import ClausiusDeclarations
import ClausiusEntropyMeasures

/// Shannon entropy of how the energy of a field is spread over the points, S = -sum p ln p with p_j
/// = e_j dx/E.
///
/// Nats, from 0 (one point) to ln N (evenly). On twice as many points it is higher by ln 2: S + ln
/// dx is the differential entropy of the energy density. The value is exact for its frame.
/// Source: Shannon 1948. In the convention `amangkurat` it is as published for that library, see
/// ``FieldConvention``.
public struct ShannonEntropy: SpreadEntropy {
  /// Which distribution is meant.
  public var convention = FieldConvention.corrected

  /// The entropy of the default convention.
  public init() {}

  /// The word in a call.
  public static let name = "shannon_entropy"
  /// What it is.
  public static let about = "how widely the energy of a field is spread over the points"
  /// What it computes.
  public static let formula = "S = -sum p ln p, p_j = e_j dx/E"
  /// Nats.
  public static let unit = EntropyUnit.nat
  /// Its range.
  public static let bounds = "0 to ln N for N points"
  /// Where it is defined.
  public static let source = "Shannon 1948"
  /// The parameters of the call.
  public static let keys: [Key<ShannonEntropy>] = [.convention(\.convention)]

  func entropy(of distribution: Distribution) -> Double { Shannon().entropy(of: distribution) }
  func entropy(asPublished density: PublishedDensity) -> Double { density.shannon }
  func bounds(points: Int) -> Bounds { Shannon().bounds(outcomes: points) }
}
