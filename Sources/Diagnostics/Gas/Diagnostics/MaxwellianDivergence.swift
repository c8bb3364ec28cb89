import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore
import RealModule

/// The relative entropy per particle to the local Maxwellian with the density, mean velocity and
/// temperature of each position cell.
///
/// D = sum_a f_a sum_b p_ab ln(p_ab/q_ab) in nats: p_ab the share of the particles of position cell
/// a in velocity cell b, q_ab the probability of that cell under the Maxwellian, integrated over
/// the cell, so that a Maxwellian gives 0 for every dv. 0 or more; cells can only hide a part of
/// the divergence, and D rises to the divergence of the distributions themselves as dv goes to 0.
/// Of a mixture, `species: masses` (the default) counts different masses apart, `species: each`
/// the species; those of a cell share u and T. `species: together` ignores species and mass and
/// compares with the Gaussian that has the mean and the variance of all velocities, which a mixture
/// of masses is not even at equilibrium.
///
/// `count: chao_wang_jost`, the default, removes most of the bias of the plug-in, which is
/// (occupied velocity cells - (d + 2))/(2N) for each position cell to leading order; `miller_madow`
/// removes the leading order. The standard error, by the jackknife over particles, holds also at D
/// = 0, where the estimate follows a chi-squared law.
///
/// `part: anisotropy` is sum_a f_a ln(T_a^d/det P_a)/2, P_a the stress of the cell, the divergence
/// of the Gaussian with the stress from the Maxwellian; it needs no velocity cells, and its bias
/// correction is exact for Maxwellian velocities. `part: shape` is the rest. Cells that the call
/// leaves out: position cells that hold 10,000 particles or more on average, at most 256 of them,
/// and all of space as one cell where an axis is open; dv half of sqrt(T/m), T the mean of the
/// local temperatures and m the mean mass.
/// Source: Kullback and Leibler 1951; Kaufmann and Paterson 2009; Liang et al. 2019.
public struct MaxwellianDivergence: Diagnostic {
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

  /// The number of position cells along each axis, or `nil` for cells that hold enough particles.
  public var position: [Int]?
  /// The side of the velocity cells, or `nil` for one that follows from the temperature.
  public var velocity: Double?
  /// How counts become an entropy: `plug_in`, `miller_madow` or `chao_wang_jost`.
  public var count = CountMethod.chaoWangJost
  /// Which part is meant.
  public var part = Part.whole
  /// How a mixture counts.
  public var species = SpeciesRule.masses
  /// The lower ends of the region, or `nil` for those of the box.
  public var lower: [Double]?
  /// The upper ends of the region, or `nil` for those of the box.
  public var upper: [Double]?

  /// The divergence with cells of its own choice.
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
  /// The methods that there are.
  private static let methods: [CountMethod] = [.plugIn, .millerMadow, .chaoWangJost]
  /// The parameters of the call.
  public static let keys: [Key<MaxwellianDivergence>] =
    [
      Key(
        "position", \.position,
        as: .list(of: .integer(IntegerRange(1, 1_000_000)), count: 2...3),
        about: "the number of cells along each axis; left out: at least 10,000 particles a cell"),
      Key(
        "velocity", \.velocity, as: .real(.positive), unit: "length/time",
        about: "the side dv of the velocity cells; left out: sqrt(T/m)/2"),
      .count(\.count, among: methods), Key("part", \.part, about: "which part of the divergence"),
      .species(\.species), .lower(\.lower), .upper(\.upper),
    ]

  /// Refuses boxes with open axes when the call gives position cells and no ranges, and numbers of
  /// cells that do not fit the dimension.
  public func check(context: FrameContext, box: Box) throws(DiagnosticError) {
    _ = try grid(box, particles: context.individuals)
  }

  /// Refuses the exact count, which a divergence does not have.
  public func contradictions() -> [Contradiction] {
    count.contradictions(allowing: Self.methods, of: "a divergence")
  }

  /// The divergence of a frame; undefined when no cell has a temperature.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    let gas: Gas = try frame.view()
    let grid = try grid(frame.frame.space, particles: gas.count)
    let positions = try gas.positionCells(grid)
    let populations = try gas.populations(species)
    let fields = try LocalFields(gas, in: positions, of: populations)
    var sums = DivergenceSums(samples: 0)
    if part != .anisotropy, let velocity = velocity ?? fields.thermalSpeed.map({ $0 / 2 }) {
      let phase = try gas.cells(
        PhaseGrid(position: grid, velocity: velocity, species: species))
      sums = BinnedDivergence(
        fields, positions: positions, phase: phase, populations: populations,
        velocity: try gas.rows("velocity"), side: velocity
      ).sums(needsStress: part == .shape, by: count)
    }
    if part != .whole {
      let anisotropy = DivergenceSums(anisotropyOf: fields)
      sums = part == .anisotropy ? anisotropy : sums.subtracting(anisotropy)
    }
    return estimate(sums, positions, of: gas.count)
  }

  /// The position cells; `nil` for one that is all of space, where an axis is open and the call
  /// says nothing.
  private func grid(_ box: Box, particles: Int) throws(DiagnosticError) -> PositionGrid? {
    let isOpen = (0..<box.spatialDimension).contains { box.boundary[$0] == .open }
    if isOpen, position == nil, lower == nil, upper == nil { return nil }
    let region = try GasRegion(box, lower: lower, upper: upper)
    let counts =
      position ?? GasDefaults.positionCells(region, particles: particles, perCell: 10_000)
    return try PositionGrid(region, counts: counts)
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
    let bias = count == .plugIn ? 0 : sums.bias
    var estimate = Estimate(
      sums.value - bias, unit: .nat, samples: sums.samples, biasCorrection: count.correction,
      standardError: StandardError(
        sums.variance.squareRoot(), by: part == .anisotropy ? .deltaMethod : .jackknife),
      bounds: .nonNegative)
    if sums.occupied > 0 { estimate.warnAboutCells(occupied: sums.occupied, of: sums.samples) }
    if sums.samples < inside { estimate.warn(.noTemperature(samples: inside - sums.samples)) }
    if inside < all { estimate.warn(.excluded(samples: all - inside)) }
    return estimate
  }
}
