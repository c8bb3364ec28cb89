import ClausiusDeclarations
import ClausiusEntropyMeasures
import RealModule

/// The entropy per particle of the hydrodynamic macrostate: density, momentum and energy of each
/// position cell, in local equilibrium.
///
/// s = sum_a f_a [-ln(f_a/|D_a|) + (d/2) <ln(2 pi e T_a/m)>], with f_a the share of the particles
/// in cell a, |D_a| its area or volume, and T_a the temperature around the mean velocity of the
/// cell. It is the largest Boltzmann entropy that these fields allow: `boltzmann_entropy` of the
/// same position cells lies below it by `maxwellian_divergence`, as dv goes to 0. In nats; any
/// sign.
///
/// Of a mixture, `species: masses` (the default) takes the share of each mass in the cell of all of
/// that mass, averages over the masses, and gives all of a cell one mean velocity and one
/// temperature; `species: each` does so for each species. `species: together` ignores species and
/// mass, and T/m is the variance of the velocities. The bound holds under each rule.
///
/// `count: miller_madow` removes the bias: (occupied cells - 1)/(2N) of the density and, exactly
/// for Maxwellian velocities, that of ln T_a. The standard error is the spread of -ln of the local
/// equilibrium distribution over the particles, over sqrt N. Particles in cells without a
/// temperature are left out, with a warning.
/// Source: Chakraborti, Dhar, Goldstein, Kundu and Lebowitz 2022; ideal-gas entropy of Sackur and
/// Tetrode 1912 without its constant.
public struct HydrodynamicEntropy: GasDiagnostic {
  /// The number of position cells along each axis.
  public var position: [Int] = []
  /// How counts become an entropy: `plug_in` or `miller_madow`.
  public var count = CountMethod.plugIn
  /// How a mixture counts.
  public var species = SpeciesRule.masses
  /// The lower ends of the region, or `nil` for those of the box.
  public var lower: [Double]?
  /// The upper ends of the region, or `nil` for those of the box.
  public var upper: [Double]?

  /// An entropy whose position cells are still to be given.
  public init() {}

  /// The word in a call.
  public static let name = "hydrodynamic_entropy"
  /// What it is.
  public static let about = "the local-equilibrium entropy of density, momentum and energy"
  /// What it computes.
  public static let formula = "s = sum_a f_a [-ln(f_a/|D_a|) + (d/2) ln(2 pi e T_a/m)]"
  /// Nats.
  public static let unit = EntropyUnit.nat
  /// Its range.
  public static let bounds = "any number: f has a unit"
  /// Where it is defined.
  public static let source = "Chakraborti, Dhar, Goldstein, Kundu, Lebowitz 2022"
  /// What a frame must carry.
  public static let quantities = ["position", "velocity"]
  /// The methods that there are.
  private static let methods: [CountMethod] = [.plugIn, .millerMadow]
  /// The parameters of the call.
  public static let keys: [Key<HydrodynamicEntropy>] =
    Key.positionCells + [
      .count(\.count, among: methods), .species(\.species),
    ]

  /// Refuses the exact count, which a temperature does not have.
  public func contradictions() -> [Contradiction] {
    count.contradictions(allowing: Self.methods, of: "a temperature")
  }

  /// The entropy of a frame; undefined when no cell has a temperature.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    let gas: Gas = try frame.view()
    let grid = try grid(frame.frame.space)
    let positions = try gas.positionCells(grid)
    let populations = try gas.populations(species)
    let outer = try gas.outerCells(grid, species)
    let fields = try LocalFields(gas, in: positions, of: populations)
    let equilibrium = LocalEquilibrium(
      fields, positions: positions, populations: populations, outer: outer,
      logCellVolume: grid.logCellVolume)
    var moments = Moments()
    let rows = try gas.rows("velocity")
    let logMasses = populations.masses.map { Double.log($0) }
    for i in positions.numbers.indices where positions.numbers[i] != CellCounts.noCell {
      let mass = Int(populations.numbers[i])
      let information = equilibrium.information(
        cell: Int(outer.numbers[i]),
        velocity: LocalFields.velocity(rows, i, gas.dimension),
        mass: populations.masses[mass], logMass: logMasses[mass])
      if let information { moments.add(information) }
    }
    return estimate(moments, equilibrium, positions, of: gas.count)
  }

  private func estimate(
    _ moments: Moments, _ equilibrium: LocalEquilibrium, _ positions: PositionCells, of all: Int
  ) -> Estimate {
    guard moments.count > 0 else {
      return Estimate(
        undefined: positions.cells.samples > 0
          ? .tooFewSamples(found: 1, needed: 2) : .nothingInRange, unit: .nat, samples: 0)
    }
    let bias = count == .millerMadow ? equilibrium.leadingBias : 0
    let error = (moments.squaredDeviations / Double(moments.count)).squareRoot()
    var estimate = Estimate(
      moments.mean - bias, unit: .nat, samples: moments.count, biasCorrection: count.correction,
      standardError: StandardError(error / Double(moments.count).squareRoot(), by: .deltaMethod))
    let inside = positions.cells.samples
    if moments.count < inside { estimate.warn(.noTemperature(samples: inside - moments.count)) }
    if inside < all { estimate.warn(.excluded(samples: all - inside)) }
    return estimate
  }
}
