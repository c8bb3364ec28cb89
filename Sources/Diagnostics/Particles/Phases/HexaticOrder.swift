import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore
import RealModule

/// What is told of the bond-orientational order.
public enum HexaticStatistic: String, DeclaredChoice {
  /// Of all particles together.
  case global
  /// The mean over particles.
  case local

  /// What the statistic is.
  public var about: String {
    switch self {
    case .global: "|<psi>|: whether all bonds point the same ways"
    case .local: "<|psi|>: whether the bonds of each particle are at equal angles"
    }
  }
}

/// The bond-orientational order of particles in the plane: psi_j = (1/n) sum_k exp(i n theta_jk)
/// over the n nearest neighbors k of particle j, theta_jk the direction from j to k.
///
/// `global`: |sum_j psi_j|/N, 1 for a triangular lattice (n = 6), about 1/sqrt(N) for a fluid.
/// `local`: the mean of |psi_j|, 1 where the neighbors of each particle are at equal angles,
/// whichever way they are turned. Distances are to the nearest image on periodic axes; beside a
/// wall the neighbors are those on one side, which lowers both. Neighbors are nearest ones, not
/// those of Voronoi cells: `neighbors: 6` counts six also around a defect. The value is exact for
/// its frame.
/// Source: Halperin and Nelson, Phys. Rev. Lett. 41 (1978) 121.
public struct HexaticOrder: Diagnostic {
  /// The neighbors of each particle, n.
  public var neighbors = 6
  /// What is told.
  public var statistic = HexaticStatistic.global
  /// The species among which neighbors are looked for, or `nil` for all particles.
  public var species: Int?

  /// The order of all particles by their six nearest neighbors.
  public init() {}

  /// The word in a call.
  public static let name = "hexatic_order"
  /// What it is.
  public static let about = "the bond-orientational order of particles in the plane"
  /// What it computes.
  public static let formula =
    "psi_j = <exp(i n theta_jk)> over the n nearest k; global |<psi_j>|, local <|psi_j|>"
  /// A pure number.
  public static let unit = EntropyUnit.dimensionless
  /// Its range.
  public static let bounds = "0 to 1; 1 for a lattice with n neighbors"
  /// Where it is defined.
  public static let source = "Halperin and Nelson 1978"
  /// What a frame must carry.
  public static let quantities = ["position"]
  /// Neighbors change.
  public static let sampling = IndividualSampling.whole
  /// The parameters of the call.
  public static let keys: [Key<HexaticOrder>] = [
    Key(
      "neighbors", \.neighbors, in: IntegerRange(2, 12),
      about: "the neighbors of each particle, n: 6 for triangles, 4 for squares"),
    Key("statistic", \.statistic, about: "what is told of psi"),
    .onlySpecies(\.species),
  ]

  /// Refuses other spaces than the plane, and a species that is not there.
  public func check(context: FrameContext, box: Box) throws(DiagnosticError) {
    guard box.spatialDimension == 2 else {
      throw DiagnosticError(
        "hexatic_order is of particles in the plane; these are in \(box.spatialDimension) dimensions",
        advice: "use pair_correlation or structure_factor")
    }
    try species.check(in: context, of: Self.name)
  }

  /// The order of a frame; undefined for particles without n neighbors.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    let school: School = try frame.only(species: species).view()
    guard school.count > neighbors else {
      return Estimate(
        undefined: .tooFewSamples(found: school.count, needed: neighbors + 1), unit: Self.unit,
        samples: school.count)
    }
    let orders = try school.bondOrders(neighbors)
    let count = Double(orders.count)
    let value: Double =
      switch statistic {
      case .global: orders.reduce(.zero, +).length / count
      case .local: orders.reduce(0) { $0 + $1.length } / count
      }
    return Estimate(value, unit: Self.unit, samples: orders.count, bounds: .unit)
  }
}

extension SIMD2<Double> {
  /// The modulus of a complex number.
  fileprivate var length: Double { (self * self).sum().squareRoot() }
}

extension School {
  /// psi of every particle by its n nearest neighbors, real and imaginary part; there are more
  /// than n particles.
  fileprivate func bondOrders(_ n: Int) throws(DiagnosticError) -> [SIMD2<Double>] {
    let (nearest, places) = (try neighbors(n), try positions())
    let nearestImage = NearestImage(in: frame.space)
    return (0..<count).map { j in
      var order = SIMD2<Double>.zero
      for rank in 0..<n {
        let k = Int(nearest.numbers[j * nearest.neighbors + rank])
        let apart = nearestImage(places[k] - places[j])
        // Who is at the same place is in no direction.
        guard apart.x != 0 || apart.y != 0 else { continue }
        let angle = Double(n) * Double.atan2(y: apart.y, x: apart.x)
        order += SIMD2(Double.cos(angle), Double.sin(angle))
      }
      return order / Double(n)
    }
  }
}
