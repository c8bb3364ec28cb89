import ClausiusDeclarations
import ClausiusEntropyMeasures

/// The radius of gyration of a group, R = sqrt(<|r_i - <r>|^2>).
///
/// On periodic axes the center is the circular mean and displacements are to the nearest image, so
/// that the value is that in open space for a group that spans less than half of each period. A
/// ball of radius a has sqrt(3/5) a, a disc a/sqrt(2).
public struct RadiusOfGyration: GroupMeasure {
  /// The species that is meant, or `nil` for all individuals.
  public var species: Int?

  /// The radius of all individuals.
  public init() {}

  /// The word in a call.
  public static let name = "radius_of_gyration"
  /// What it is.
  public static let about = "how wide the group is: the root mean square distance from its center"
  /// What it computes.
  public static let formula = "sqrt(sum |r_i - <r>|^2/N)"
  /// A length.
  public static let unit = EntropyUnit.length
  /// Its range.
  public static let bounds = "0 and above"
  /// Where it is defined.
  public static let source = "Kuhn 1934"
  /// What a frame must carry.
  public static let quantities = ["position"]
  /// The parameters of the call.
  public static let keys: [Key<RadiusOfGyration>] = [.onlySpecies(\.species)]

  func value(of school: School) throws(DiagnosticError) -> Estimate {
    let placement = try school.placement()
    var estimate = Estimate(
      placement.squaredRadiusOfGyration.squareRoot(), unit: Self.unit, samples: school.count,
      bounds: .nonNegative)
    if !placement.hasCenter { estimate.warn(.undefinedCenter) }
    return estimate
  }
}
