import ClausiusDeclarations
import ClausiusEntropyMeasures

/// The mean number of particles in an occupied phase-space cell.
///
/// It decides how far `boltzmann_entropy` of the same cells can be trusted: below 20 the estimate
/// is undersampled.
public struct ParticlesPerCell: GasDiagnostic {
  /// The number of position cells along each axis.
  public var position: [Int] = []
  /// The side of the velocity cells.
  public var velocity = 1.0
  /// How a mixture counts.
  public var species = SpeciesRule.masses
  /// The lower ends of the region, or `nil` for those of the box.
  public var lower: [Double]?
  /// The upper ends of the region, or `nil` for those of the box.
  public var upper: [Double]?

  /// A number whose position cells are still to be given.
  public init() {}

  /// The word in a call.
  public static let name = "particles_per_cell"
  /// What it is.
  public static let about = "the mean number of particles in an occupied phase-space cell"
  /// What it computes.
  public static let formula = "N/m, m = number of cells a with N_a > 0"
  /// A pure number.
  public static let unit = EntropyUnit.dimensionless
  /// Its range.
  public static let bounds = "1 to N"
  /// Where it is defined.
  public static let source = OccupiedCells.source
  /// What a frame must carry.
  public static let quantities = ["position", "velocity"]
  /// Two in one place occupy one cell.
  public static let sampling = IndividualSampling.leavingOut
  /// The parameters of the call.
  public static let keys: [Key<ParticlesPerCell>] =
    Key.positionCells + [.velocityCell(\.velocity), .species(\.species)]

  /// The number of a frame; undefined when no particle is in the region.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    let gas: Gas = try frame.view()
    let grid = PhaseGrid(
      position: try grid(frame.frame.space), velocity: velocity, species: species)
    let cells = try gas.cells(grid).cells
    let bounds = Bounds(1, Double(max(1, gas.count)))
    guard cells.samples > 0 else {
      return Estimate(undefined: .nothingInRange, unit: Self.unit, samples: 0, bounds: bounds)
    }
    var estimate = Estimate(
      Double(cells.samples) / Double(cells.cells.count), unit: Self.unit, samples: cells.samples,
      bounds: bounds)
    estimate.warnAboutCells(occupied: cells.cells.count, of: gas.count)
    return estimate
  }
}
