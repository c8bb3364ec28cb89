import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// The accuracy of a group: the cosine of the angle between its mean heading and a direction that
/// it should take.
///
/// 1 straight along the direction, 0 across, -1 against it. Undefined where the headings cancel.
/// `species` tells how accurate those are who know the direction, and those who do not.
/// Source: Couzin, Krause, Franks and Levin 2005.
public struct Accuracy: GroupMeasure {
  /// The direction that the group should take; it has any length.
  public var direction: [Double] = []
  /// The species that is meant, or `nil` for all individuals.
  public var species: Int?

  /// The accuracy of all individuals.
  public init() {}

  /// The word in a call.
  public static let name = "accuracy"
  /// What it is.
  public static let about = "how well the group keeps to a direction that it should take"
  /// What it computes.
  public static let formula = "e.d, e along the mean heading, d along the direction"
  /// A pure number.
  public static let unit = EntropyUnit.dimensionless
  /// Its range.
  public static let bounds = "-1 to 1"
  /// Where it is defined.
  public static let source = "Couzin et al. 2005"
  /// What a frame must carry.
  public static let quantities = ["velocity"]
  /// The parameters of the call.
  public static let keys: [Key<Accuracy>] = [
    Key(
      "direction", \.direction, as: .list(of: .real(.any), count: 0...3),
      about: "the direction that the group should take, [x, y] or [x, y, z]"),
    .onlySpecies(\.species),
  ]

  /// Refuses a direction without a length.
  public func contradictions() -> [Contradiction] {
    guard !direction.isEmpty, direction.allSatisfy({ $0 == 0 }) else { return [] }
    return [Contradiction(at: "direction", "the direction has no length")]
  }

  /// Refuses calls without a direction of these frames.
  public func check(context: FrameContext, box: Box) throws(DiagnosticError) {
    guard direction.count == box.spatialDimension else {
      let example = box.spatialDimension == 2 ? "[1, 0]" : "[1, 0, 0]"
      throw DiagnosticError(
        direction.isEmpty
          ? "accuracy needs the direction that the group should take"
          : "accuracy: the direction has \(direction.count) components in "
            + "\(box.spatialDimension) dimensions",
        advice: "say accuracy(direction: \(example))")
    }
    try species.check(in: context, of: Self.name)
  }

  func value(of school: School) throws(DiagnosticError) -> Estimate {
    guard let heading = try school.direction() else {
      return Estimate(
        undefined: .noMotion, unit: Self.unit, samples: school.count, bounds: Bounds(-1, 1))
    }
    var wanted = SIMD3<Double>.zero
    for (axis, component) in direction.enumerated() { wanted[axis] = component }
    return Estimate(
      max(-1, min(1, heading.dot(wanted.direction))), unit: Self.unit, samples: school.count,
      bounds: Bounds(-1, 1))
  }
}
