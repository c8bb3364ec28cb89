import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// Rotation, m = |sum u_i x e_i|/N with u_i the unit vector from the center to individual i and e_i
/// its unit heading.
///
/// From 0 (no turning around the center) to 1 (a perfect mill). The center is the mean position; on
/// a periodic axis it is the circular mean, and displacements are to the nearest image, so that a
/// mill across the boundary reads what the same mill reads in the middle. An individual exactly at
/// the center, or one that does not move, adds nothing to the sum. The value is exact for its
/// frame.
/// Source: Couzin et al. 2002.
///
/// Measured: a mill of 250 in the middle, across a face, in a corner of the box reads 0.989, 0.378,
/// 0.605 in the convention `dewi_kadita`, which does not unwrap, and 0.989 in each in the
/// convention `corrected`.
public struct Rotation: Diagnostic {
  /// Which definition is meant.
  public var convention = Convention.corrected
  /// The species that is meant, or `nil` for all individuals.
  public var species: Int?

  /// The rotation of the default convention.
  public init() {}

  /// The word in a call.
  public static let name = "rotation"
  /// What it is.
  public static let about = "how far the individuals turn around their center the same way"
  /// What it computes.
  public static let formula =
    "m = |sum u_i x e_i|/N, u_i the unit vector from the center by the nearest image, e_i the unit heading"
  /// A pure number.
  public static let unit = EntropyUnit.dimensionless
  /// Its range.
  public static let bounds = "0 to 1"
  /// Where it is defined.
  public static let source = "Couzin et al. 2002"
  /// What a frame must carry.
  public static let quantities = ["position", "velocity"]
  /// The parameters of the call.
  public static let keys: [Key<Rotation>] = [
    .convention(\.convention), .onlySpecies(\.species),
  ]

  /// Refuses a species that is not there.
  public func check(context: FrameContext, box: Box) throws(DiagnosticError) {
    try species.check(in: context, of: Self.name)
  }

  /// The rotation of a frame; undefined without an individual.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    let school: School = try frame.only(species: species).view()
    guard school.count > 0 else { return .undefined(.tooFewSamples(found: 0, needed: 1)) }
    if convention == .dewiKadita {
      let value = DewiKadita.rotation(try school.positions(), try school.velocities())
      return Estimate(value, unit: Self.unit, samples: school.count, bounds: .unit)
    }
    let placement = try school.placement()
    let value = rotation(directions(of: placement.fromCenter), try school.headings())
    var estimate = Estimate(value, unit: Self.unit, samples: school.count, bounds: .unit)
    if !placement.hasCenter { estimate.warn(.undefinedCenter) }
    return estimate
  }
}
