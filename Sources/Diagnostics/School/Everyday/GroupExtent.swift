import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// The direction along which a group is measured.
public enum ExtentAxis: DeclaredChoice {
  case longest, shortest, motion

  /// What the case selects.
  public var about: String {
    switch self {
    case .longest: "the principal axis along which the group spreads most"
    case .shortest: "the one along which it spreads least"
    case .motion: "the direction of its mean heading"
    }
  }
}

/// The extent of a group along one of its axes: from its first to its last individual.
///
/// Unwrapped as for ``RadiusOfGyration``. Along `motion` it is undefined where no individual moves.
public struct GroupExtent: GroupMeasure {
  /// The direction that is meant.
  public var axis = ExtentAxis.longest
  /// The species that is meant, or `nil` for all individuals.
  public var species: Int?

  /// The extent of all individuals along the longest axis.
  public init() {}

  /// The word in a call.
  public static let name = "extent"
  /// What it is.
  public static let about = "how long the group is along one of its axes, from end to end"
  /// What it computes.
  public static let formula = "max_i r_i.e - min_i r_i.e along the axis e"
  /// A length.
  public static let unit = EntropyUnit.length
  /// Its range.
  public static let bounds = "0 and above"
  /// Where it is defined.
  public static let source = "as the name says"
  /// What a frame must carry.
  public static let quantities = ["position"]
  /// Velocities along the motion.
  public static let needs = "position; along the motion also velocity"
  /// The ends of the group are single individuals.
  public static let sampling = IndividualSampling.whole
  /// The parameters of the call.
  public static let keys: [Key<GroupExtent>] = [
    Key("axis", \.axis, about: "the direction along which the group is measured"),
    .onlySpecies(\.species),
  ]

  /// Positions, and velocities along the motion.
  public var quantities: [String] { axis == .motion ? ["position", "velocity"] : ["position"] }

  /// Refuses frames that lack one of them.
  public func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    for quantity in self.quantities where !quantities.contains(quantity) {
      throw .missing(quantity)
    }
  }

  func value(of school: School) throws(DiagnosticError) -> Estimate {
    let placement = try school.placement()
    guard let direction = try direction(school, placement.fromCentroid) else {
      return Estimate(undefined: .noMotion, unit: Self.unit, samples: school.count)
    }
    let along = placement.fromCentroid.map { $0.dot(direction) }
    var estimate = Estimate(
      (along.max() ?? 0) - (along.min() ?? 0), unit: Self.unit, samples: school.count,
      bounds: .nonNegative)
    if !placement.hasCenter { estimate.warn(.undefinedCenter) }
    return estimate
  }

  private func direction(
    _ school: School, _ places: [SIMD3<Double>]
  ) throws(DiagnosticError) -> SIMD3<Double>? {
    if axis == .motion { return try school.direction() }
    let axes = SymmetricMatrix3(sumOfOuterSquares: places).eigensystem.vectors
    // In the plane the axis across it has no spread.
    return axis == .longest ? axes[0] : axes[school.dimension - 1]
  }
}
