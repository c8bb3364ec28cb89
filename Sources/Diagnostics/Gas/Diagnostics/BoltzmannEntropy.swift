import ClausiusDeclarations
import ClausiusEntropyMeasures
import RealModule

/// Boltzmann's entropy per particle, s = -sum_a f_a ln(f_a/|D_a|), over cells of one-particle phase
/// space.
///
/// f_a = N_a/N is the share of the particles in cell a and |D_a| the volume of the cell, dx dy dv^2
/// (dx dy dz dv^3 in three dimensions). Position cells divide the box, periodic axes included;
/// velocity cells have their edges at multiples of dv and cover all velocities, so that none is
/// clipped: the table is sparse and its memory follows the occupied cells. In nats; any sign, since
/// f has a unit: the value changes by a constant when lengths or times are rescaled.
///
/// A wall mirrors cells onto cells: the velocity cells of v < 0 are the mirror images of those of
/// v > 0, edges included.
///
/// `count` selects f ln f as published (the default; biased low by about (occupied
/// cells - 1)/(2N)), the exact number of arrangements ln(N!/prod N_a!)/N, or an estimate corrected
/// for bias: `miller_madow`, good for many particles in every occupied cell, or `chao_wang_jost`,
/// which removes most of the bias also for few. The standard error is that of independent
/// particles, by the jackknife without the part that it counts twice (Efron and Stein 1981). Below
/// 20 particles an occupied cell the estimate carries a warning with the number of occupied cells.
///
/// `part` splits s exactly into `position`, the entropy of the density alone, and `velocity`, the
/// entropy of the velocities when the position cell is known: their sum is s for each way of
/// counting.
///
/// Of a mixture, `species: masses` (the default) is sum_k c_k s_k: the entropy of the particles of
/// each mass, whose share f_a is that of their own, weighted by their share c_k of all.
/// `species: each` is the same for each species. `species: together` ignores both; it lies between
/// that and that plus the entropy of the shares, -sum_k c_k ln c_k.
/// Source: Boltzmann 1877; Garrido, Goldstein, Huse and Lebowitz 2024 (arXiv 2403.07519).
public struct BoltzmannEntropy: GasDiagnostic {
  /// A part of the entropy.
  public enum Part: String, DeclaredChoice {
    /// The entropy of phase space.
    case phaseSpace = "phase_space"
    /// The entropy of the density.
    case position
    /// The entropy of the velocities within position cells.
    case velocity

    /// What the part is.
    public var about: String {
      switch self {
      case .phaseSpace: "positions and velocities together"
      case .position: "the density alone"
      case .velocity: "the velocities within position cells: the whole less the part of position"
      }
    }
  }

  /// The number of position cells along each axis.
  public var position: [Int] = []
  /// The side of the velocity cells.
  public var velocity = 1.0
  /// How counts become an entropy.
  public var count = CountMethod.plugIn
  /// Which part of the entropy is meant.
  public var part = Part.phaseSpace
  /// How a mixture counts.
  public var species = SpeciesRule.masses
  /// The lower ends of the region, or `nil` for those of the box.
  public var lower: [Double]?
  /// The upper ends of the region, or `nil` for those of the box.
  public var upper: [Double]?

  /// An entropy whose position cells are still to be given.
  public init() {}

  /// The word in a call.
  public static let name = "boltzmann_entropy"
  /// What it is.
  public static let about = "Boltzmann's entropy per particle of a coarse-grained gas"
  /// What it computes.
  public static let formula = "s = -sum_a f_a ln(f_a/|D_a|), f_a = N_a/N, |D_a| = dx dy dv^2"
  /// Nats.
  public static let unit = EntropyUnit.nat
  /// Its range.
  public static let bounds = "any number: f has a unit"
  /// Where it is defined.
  public static let source = "Boltzmann 1877; Garrido, Goldstein, Huse, Lebowitz 2024"
  /// What a frame must carry.
  public static let quantities = ["position", "velocity"]
  /// The parameters of the call.
  public static let keys: [Key<BoltzmannEntropy>] =
    Key.positionCells + [
      .velocityCell(\.velocity), .count(\.count),
      Key("part", \.part, about: "which part of the entropy"), .species(\.species),
    ]

  /// The entropy of a frame; undefined when no particle is in the region.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    let gas: Gas = try frame.view()
    let grid = try grid(frame.frame.space)
    let logPosition = grid.logCellVolume
    let logVelocity = Double(gas.dimension) * Double.log(velocity)
    let populations = try gas.populations(species)
    if part == .position {
      let cells =
        populations.masses.count > 1
        ? CellCounts(keys: try gas.outerCells(grid, species).numbers.map(CellCounts.key(ofNumber:)))
        : try gas.positionCells(grid).cells
      return entropy(cells, populations, logVolume: logPosition, of: gas.count)
    }
    let phase = try gas.cells(
      PhaseGrid(position: grid, velocity: velocity, species: species))
    if part == .phaseSpace {
      return entropy(
        phase.cells, populations, logVolume: logPosition + logVelocity, of: gas.count)
    }
    return Estimate(
      cells: phase.cells, within: phase.outer.numbers, groupCount: phase.outer.count,
      logVolume: logVelocity, of: gas.count, by: count)
  }

  /// The entropy of cells that hold one species each, when the species is known.
  private func entropy(
    _ cells: CellCounts, _ populations: Populations, logVolume: Double, of all: Int
  ) -> Estimate {
    guard populations.masses.count > 1 else {
      return Estimate(cells: cells, logVolume: logVolume, of: all, by: count)
    }
    return Estimate(
      cells: cells, within: populations.numbers, groupCount: populations.masses.count,
      logVolume: logVolume, of: all, by: count)
  }
}
