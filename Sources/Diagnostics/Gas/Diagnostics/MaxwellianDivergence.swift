import ClausiusDeclarations
import ClausiusEntropyMeasures
import RealModule

/// The relative entropy per particle to the local Maxwellian with the density, mean velocity and temperature of each position cell.
///
/// D = sum_a f_a sum_b p_ab ln(p_ab/q_ab) in nats: p_ab the share of the particles of position cell a in velocity cell b, q_ab the probability of that cell under the
/// Maxwellian, integrated over the cell, so that a Maxwellian gives 0 for every dv. 0 or more; cells can only hide a part of the divergence, and D rises to
/// the divergence of the distributions themselves as dv goes to 0. Particles of different masses are counted apart and share u and T.
///
/// `count: miller_madow`, the default, removes the leading bias of the plug-in, (occupied velocity cells - (d + 2))/(2N) for each position cell.
/// The standard error holds also at D = 0, where the estimate follows a chi-squared law.
///
/// `part: anisotropy` is sum_a f_a ln(T_a^d/det P_a)/2, P_a the stress of the cell, the divergence of the Gaussian with the stress from
/// the Maxwellian; it needs no velocity cells, and its bias correction is exact for Maxwellian velocities. `part: shape` is the rest.
/// Source: Kullback and Leibler 1951; Kaufmann and Paterson 2009; Liang et al. 2019.
public struct MaxwellianDivergence: GasDiagnostic {
  /// A part of the divergence.
  public enum Part: String, DeclaredChoice {
    /// All of it.
    case whole
    /// That of the stress.
    case anisotropy
    /// What is left without that of the stress.
    case shape

    /// What the part is.
    public var about: String {
      switch self {
      case .whole: "all of the divergence"
      case .anisotropy: "that of the stress: ln(T^d/det P)/2, without velocity cells"
      case .shape: "the whole less the anisotropy"
      }
    }
  }

  /// The number of position cells along each axis.
  public var position: [Int] = []
  /// The side of the velocity cells.
  public var velocity = 1.0
  /// How counts become an entropy: `plug_in` or `miller_madow`.
  public var count = CountMethod.millerMadow
  /// Which part is meant.
  public var part = Part.whole
  /// The lower ends of the region, or `nil` for those of the box.
  public var lower: [Double]?
  /// The upper ends of the region, or `nil` for those of the box.
  public var upper: [Double]?

  /// A divergence whose position cells are still to be given.
  public init() {}

  /// The word in a call.
  public static let name = "maxwellian_divergence"
  /// What it is.
  public static let about = "how far the velocities are from the local Maxwellian"
  /// What it computes.
  public static let formula = "D = sum_a f_a sum_b p_ab ln(p_ab/q_ab), q_ab the local Maxwellian"
  /// Nats.
  public static let unit = EntropyUnit.nat
  /// Its range.
  public static let bounds = "0 or more"
  /// Where it is defined.
  public static let source = "Kaufmann and Paterson 2009; Liang et al. 2019"
  /// What a frame must carry.
  public static let quantities = ["position", "velocity"]
  /// The parameters of the call.
  public static let keys: [Key<MaxwellianDivergence>] =
    Key.positionCells + [
      .velocityCell(\.velocity), .count(\.count),
      Key("part", \.part, about: "which part of the divergence"),
    ]

  /// Refuses the exact count, which a temperature does not have.
  public func contradictions() -> [Contradiction] { count.withoutExactCount }

  /// The divergence of a frame; undefined when no cell has a temperature.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    let gas: Gas = try frame.view()
    let grid = try grid(frame.frame.box)
    let positions = try gas.positionCells(grid)
    let fields = try LocalFields(gas, in: positions)
    var sums = DivergenceSums(samples: 0)
    if part != .anisotropy {
      let phase = try gas.cells(
        PhaseGrid(position: grid, velocity: velocity, separatesMasses: true))
      sums = BinnedDivergence(
        fields, positions: positions, phase: phase, populations: try gas.populations(),
        velocity: try gas.rows("velocity"), side: velocity
      ).sums(needsStress: part == .shape)
    }
    if part != .whole {
      let anisotropy = DivergenceSums(anisotropyOf: fields)
      sums = part == .anisotropy ? anisotropy : sums.subtracting(anisotropy)
    }
    return estimate(sums, positions, of: gas.count)
  }

  private func estimate(
    _ sums: DivergenceSums, _ positions: PositionCells, of all: Int
  ) -> Estimate {
    let inside = positions.cells.samples
    guard sums.samples > 0 else {
      let reason: Undefined =
        inside > 0 ? .tooFewSamples(found: 1, needed: 2) : .nothingInRange
      return Estimate(undefined: reason, unit: .nat, samples: 0, bounds: .nonNegative)
    }
    let bias = count == .millerMadow ? sums.bias : 0
    var estimate = Estimate(
      sums.value - bias, unit: .nat, samples: sums.samples, biasCorrection: count.correction,
      standardError: StandardError(sums.variance.squareRoot(), by: .deltaMethod),
      bounds: .nonNegative)
    if sums.occupied > 0 { estimate.warnAboutCells(occupied: sums.occupied, of: sums.samples) }
    if sums.samples < inside { estimate.warn(.noTemperature(samples: inside - sums.samples)) }
    if inside < all { estimate.warn(.excluded(samples: all - inside)) }
    return estimate
  }
}
