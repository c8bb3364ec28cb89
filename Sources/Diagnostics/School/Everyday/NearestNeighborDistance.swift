import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// The mean distance to the nearest neighbor, in the unit of the positions.
///
/// Distances are to the nearest image on periodic axes. N random points in a volume V have
/// 0.554 (V/N)^(1/3) in space and 0.5 (A/N)^(1/2) in the plane (Hertz 1909; Clark and Evans 1954).
/// As a quantity, `neighbor_distance` is that of every individual.
public struct NearestNeighborDistance: GroupMeasure {
  /// The species among which neighbors are looked for, or `nil` for all individuals.
  public var species: Int?

  /// The mean over all individuals.
  public init() {}

  /// The word in a call.
  public static let name = "nearest_neighbor_distance"
  /// What it is.
  public static let about = "how close the individuals are: the mean distance to the nearest one"
  /// What it computes.
  public static let formula = "<min_j |r_j - r_i|>"
  /// A length.
  public static let unit = EntropyUnit.length
  /// Its range.
  public static let bounds = "0 and above"
  /// Where it is defined.
  public static let source = "Hertz 1909; Clark and Evans 1954"
  /// What a frame must carry.
  public static let quantities = ["position"]
  /// Neighbors change.
  public static let sampling = IndividualSampling.whole
  /// The parameters of the call.
  public static let keys: [Key<NearestNeighborDistance>] = [.onlySpecies(\.species)]

  static let fewest = 2

  func value(of school: School) throws(DiagnosticError) -> Estimate {
    let distances = try school.nearestNeighborDistances()
    return Estimate(
      distances.reduce(0, +) / Double(school.count), unit: Self.unit, samples: school.count,
      bounds: .nonNegative)
  }
}

/// The distance of every individual to its nearest neighbor.
struct NeighborDistance: DerivedQuantity {
  static let description = QuantityDescription(
    "neighbor_distance", unit: "length", about: "the distance to the nearest of all others",
    along: [.individuals])
  static let quantities = ["position"]
  static let keys: [Key<NeighborDistance>] = []

  func values(of frame: AnalyzedFrame) throws(DiagnosticError) -> [Double] {
    let school: School = try frame.view()
    guard school.count > 1 else {
      var error = DiagnosticError(
        "neighbor_distance: no individual of frame \(frame.frame.index) has a neighbor",
        advice: "leave the frame out with --from and --to")
      error.undefined = .tooFewSamples(found: school.count, needed: 2)
      throw error
    }
    return try school.nearestNeighborDistances()
  }
}

extension School {
  /// The distance of every individual to its nearest neighbor; there are two or more.
  func nearestNeighborDistances() throws(DiagnosticError) -> [Double] {
    let neighbors = try neighbors(1)
    return (0..<count).map { neighbors.distance(of: $0, toRank: 1) }
  }
}
