import ClausiusDeclarations
import ClausiusSimulationCore

/// A gas of hard discs in a plane box: free flight and elastic collisions, each resolved exactly in
/// time order.
///
/// Source: the system of Garrido, Goldstein, Huse, Lebowitz, "Time evolution of the Boltzmann
/// entropy for a nonequilibrium dilute gas" (arXiv 2403.07519); event-driven dynamics after Alder,
/// Wainwright, J. Chem. Phys. 31 (1959) 459.
public struct HardDiscsModel: SystemModel, Hashable {
  /// The number of discs N; `nil` for 1000, or for what the species add up to.
  public var count: Int?
  /// The diameter sigma; 0 gives the gas without interaction.
  public var diameter: Double?
  /// The share of the box's area that the discs cover, N pi sigma^2 / (4 L_x L_y).
  public var packingFraction: Double?
  /// The mass of a disc.
  public var mass = 1.0
  /// The side lengths of the box.
  public var box = [1.0, 1.0]
  /// What happens at the ends of x and of y.
  public var boundary = GasBoundaries(x: .reflecting, y: .reflecting)
  /// The species of a mixture; empty for one.
  public var species: [GasSpecies] = []
  /// Where the discs start.
  public var start = GasStart.random
  /// The trajectory to start from.
  public var startFile: String?
  /// The frame of the trajectory to start from; negative numbers count from the end.
  public var startFrame = -1
  /// The group of individuals to start from, where the file has several; `nil` for the first.
  public var startGroup: String?
  /// Mean collision times that a random start is left to itself before t = 0; `nil` for as many as
  /// it needs.
  public var equilibration: Double?
  /// How the velocities are drawn.
  public var velocities = GasVelocities.maxwellian
  /// The temperature kT, in units of energy.
  public var temperature = 1.0
  /// Whether the total momentum is taken off at the start.
  public var removeMomentum = false
  /// Whether the velocities of the start are scaled to exactly ``temperature``.
  public var rescale = false
  /// When collisions, pressure and free paths begin to be counted.
  public var statisticsFrom = 0.0
  /// Bins of the free-path histogram among the observables.
  public var freePathBins = 0
  /// Whether the Helfand moments are summed up, from which viscosity and conductivity follow.
  public var helfandMoments = false

  /// A thousand discs at packing fraction 0.1 in a unit square with walls.
  public init() {}

  /// `hard_discs`
  public static let name = "hard_discs"
  /// What the model is.
  public static let about = "gas of hard discs in a plane box, with exact event-driven dynamics"
  /// Where it was studied.
  public static let source =
    "Garrido, Goldstein, Huse, Lebowitz, arXiv 2403.07519; Alder, Wainwright, J. Chem. Phys. 31 (1959) 459"
  /// Particles that collide.
  public static let family = SystemFamily.gas
  /// From collision to collision.
  public static let timeKind = TimeKind.eventDriven
  /// A gas of hard discs retraces its path when all velocities are turned around.
  public static let isReversible = true
  /// The records and the windows: 64 bytes the record, 20 the staging of the sort, 28 the sorted
  /// slots, the rest cells and events.
  public static let bytesPerElement: Double? = bytesPerDisc

  /// Position and velocity, and the crossings of periodic faces.
  public static let quantities: [QuantityDescription] = [
    .position, .velocity,
    .image(about: "how often the discs have crossed the periodic faces"),
  ]

  /// The packing fraction above which no start is made: discs begin to freeze there.
  public static let largestPackingFraction = 0.70
  /// The packing fraction where nothing is said.
  public static let defaultPackingFraction = 0.1
}
