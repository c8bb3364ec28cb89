import ClausiusDeclarations
import ClausiusEntropyMeasures
import RealModule

/// A weighted sum of three entropies of how the energy of a field is spread, 0.5 S + 0.3 H_2 + 0.2
/// S_2: Shannon's, Renyi's and Tsallis's of order 2.
///
/// Nats and pure numbers are added as published. From 0 to 0.8 ln N + 0.2 (1 - 1/N). The value is
/// exact for its frame.
/// Source: the field analysis published with the Python library amangkurat.
public struct CompositeEntropy: SpreadEntropy {
  /// Which distribution is meant.
  public var convention = FieldConvention.corrected

  /// The entropy of the default convention.
  public init() {}

  /// The word in a call.
  public static let name = "composite_entropy"
  /// What it is.
  public static let about = "a weighted sum of three entropies of how the energy is spread"
  /// What it computes.
  public static let formula = "0.5 S + 0.3 H_2 + 0.2 S_2"
  /// A pure number.
  public static let unit = EntropyUnit.dimensionless
  /// Its range.
  public static let bounds = "0 to 0.8 ln N + 0.2 (1 - 1/N) for N points"
  /// Where it is defined.
  public static let source = "amangkurat (Python library and its article)"
  /// The parameters of the call.
  public static let keys: [Key<CompositeEntropy>] = [.convention(\.convention)]

  func entropy(of distribution: Distribution) -> Double {
    let concentration = distribution.mean { $0 }
    let renyi = -Double.log(concentration)
    return 0.5 * Shannon().entropy(of: distribution) + 0.3 * renyi + 0.2 * (1 - concentration)
  }

  func entropy(asPublished density: PublishedDensity) -> Double {
    0.5 * density.shannon + 0.3 * density.renyi(order: 2) + 0.2 * density.tsallis(order: 2)
  }

  func bounds(points: Int) -> Bounds {
    let n = Double(points)
    return Bounds(0, 0.8 * Double.log(n) + 0.2 * (1 - 1 / n))
  }
}
