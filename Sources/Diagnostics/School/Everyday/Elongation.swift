import ClausiusDeclarations
import ClausiusEntropyMeasures

/// The elongation of a group along its motion: its spread along the mean heading over that across.
///
/// s_along/s_across with the root mean square displacements from the center, across as the mean of
/// two directions in space. Above 1 a group is longer than wide. Undefined where no individual
/// moves, or where all lie on a line along the motion.
/// Source: Hemelrijk and Hildenbrandt 2008.
public struct Elongation: GroupMeasure {
  /// The species that is meant, or `nil` for all individuals.
  public var species: Int?

  /// The elongation of all individuals.
  public init() {}

  /// The word in a call.
  public static let name = "elongation"
  /// What it is.
  public static let about = "how much longer the group is along its motion than across"
  /// What it computes.
  public static let formula = "sqrt(<(r.e)^2>/(<r^2 - (r.e)^2>/(d - 1))), e along the mean heading"
  /// A pure number.
  public static let unit = EntropyUnit.dimensionless
  /// Its range.
  public static let bounds = "0 and above; 1 for a round group"
  /// Where it is defined.
  public static let source = "Hemelrijk and Hildenbrandt 2008"
  /// What a frame must carry.
  public static let quantities = ["position", "velocity"]
  /// The parameters of the call.
  public static let keys: [Key<Elongation>] = [.onlySpecies(\.species)]

  static let fewest = 2

  func value(of school: School) throws(DiagnosticError) -> Estimate {
    guard let direction = try school.direction() else {
      return Estimate(undefined: .noMotion, unit: Self.unit, samples: school.count)
    }
    let placement = try school.placement()
    var (along, all) = (0.0, 0.0)
    for place in placement.fromCentroid {
      along += place.dot(direction) * place.dot(direction)
      all += place.dot(place)
    }
    let across = (all - along) / Double(school.dimension - 1)
    guard across > 1e-14 * all else {
      return Estimate(undefined: .noExtent, unit: Self.unit, samples: school.count)
    }
    var estimate = Estimate(
      (along / across).squareRoot(), unit: Self.unit, samples: school.count, bounds: .nonNegative)
    if !placement.hasCenter { estimate.warn(.undefinedCenter) }
    return estimate
  }
}

extension School {
  /// The unit vector along the mean heading; `nil` where the headings cancel, or nobody moves.
  func direction() throws(DiagnosticError) -> SIMD3<Double>? {
    let total = try headings().total
    // Below this rounding would decide.
    return total.length > 1e-9 * Double(max(1, count)) ? total.direction : nil
  }
}
