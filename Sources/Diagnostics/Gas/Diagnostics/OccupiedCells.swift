import ClausiusDeclarations
import ClausiusEntropyMeasures

/// The number of phase-space cells that hold a particle.
///
/// N over this number is the mean number of particles in an occupied cell, which decides how far
/// `boltzmann_entropy` of the same cells can be trusted; its bias is about half their ratio,
/// occupied cells/(2N).
public struct OccupiedCells: GasDiagnostic {
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
  public static let name = "occupied_cells"
  /// What it is.
  public static let about = "the number of phase-space cells that hold a particle"
  /// What it computes.
  public static let formula = "m = number of cells a with N_a > 0"
  /// A pure number.
  public static let unit = EntropyUnit.dimensionless
  /// Its range.
  public static let bounds = "0 to N"
  /// Where it is defined.
  public static let source = "Miller 1955, for its part in the bias of an entropy"
  /// What a frame must carry.
  public static let quantities = ["position", "velocity"]
  /// Two in one place occupy one cell.
  public static let sampling = IndividualSampling.leavingOut
  /// The parameters of the call.
  public static let keys: [Key<OccupiedCells>] =
    Key.positionCells + [.velocityCell(\.velocity), .species(\.species)]

  /// The number of occupied cells of a frame.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    let gas: Gas = try frame.view()
    let grid = PhaseGrid(
      position: try grid(frame.frame.space), velocity: velocity, species: species)
    let cells = try gas.cells(grid).cells
    var estimate = Estimate(
      Double(cells.cells.count), unit: Self.unit, samples: cells.samples,
      bounds: Bounds(0, Double(gas.count)))
    if cells.samples < gas.count { estimate.warn(.excluded(samples: gas.count - cells.samples)) }
    return estimate
  }
}
