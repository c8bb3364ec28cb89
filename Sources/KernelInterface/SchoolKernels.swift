/// Whom the blind cone behind an individual hides.
public enum BlindZones: Sendable, Hashable, CaseIterable {
  /// Nobody: the field of perception is a full sphere.
  case none
  /// Neighbors in the zones of orientation and attraction.
  case orientationAndAttraction
  /// Neighbors in all three zones.
  case all
}

/// What distinguishes one kernel of `sense` from another.
public struct SenseOptions: Sendable, Hashable {
  /// Whether distances are to the nearest image in a periodic box.
  public var usesNearestImage: Bool
  /// Whom the blind cone hides.
  public var blindZones: BlindZones

  /// The options of one kernel.
  public init(usesNearestImage: Bool, blindZones: BlindZones) {
    self.usesNearestImage = usesNearestImage
    self.blindZones = blindZones
  }
}

/// How the error of an individual enters.
public enum AngularError: Sendable, Hashable, CaseIterable {
  /// Not at all.
  case none
  /// The desired direction is rotated by a spherically wrapped Gaussian, in space.
  case wrapped
  /// The desired direction is rotated by a wrapped Gaussian, in the plane z = 0.
  case wrappedInPlane
}

/// How an individual turns toward its desired direction.
public enum TurnRule: Sendable, Hashable, CaseIterable {
  /// A rotation along the great circle.
  case rotation
  /// A rotation in the plane z = 0.
  case rotationInPlane
  /// A linear blend of the two directions, normalized.
  case blend
}

/// A Gaussian vector added to the heading after the turn, which is then normalized.
public enum AddedError: Sendable, Hashable, CaseIterable {
  /// None.
  case none
  /// Three components.
  case spatial
  /// Two components, in the plane z = 0.
  case planar
}

/// Which half of the diffusion of headings in a step: their random numbers differ.
public enum DiffusionHalf: Sendable, Hashable, CaseIterable {
  /// Before individuals decide.
  case first
  /// After they have turned.
  case last
}

/// What the space does to an individual that reaches its end.
public enum SpaceRule: Sendable, Hashable, CaseIterable {
  /// The space has no end.
  case open
  /// It comes back on the other side.
  case periodic
  /// It is reflected by the faces of a box.
  case boxTank
  /// It is reflected by a sphere around the origin.
  case sphereTank
}

/// The kernels of the school in one instruction set: one function a sub-flow of the step and choice
/// of options.
///
/// A kernel works on the individuals of a range whose lower end is a multiple of 16.
public struct SchoolKernels: Sendable {
  /// A kernel over a range of individuals.
  public typealias Kernel = @Sendable (_ school: SchoolView, _ range: Range<Int>) -> Void
  /// A kernel over a range of slots of a cell grid, of any bounds.
  public typealias GridKernel =
    @Sendable (
      _ school: SchoolView, _ grid: CellGridView, _ slots: Range<Int>
    ) -> Void

  /// The numbers that one instruction works on.
  public var laneCount: Int

  /// Sums over the neighbors of each individual, every pair tried.
  public var senseAllPairs: @Sendable (SenseOptions) -> Kernel
  /// Sums over the neighbors of each individual, found through a cell grid.
  public var senseInGrid: @Sendable (SenseOptions) -> GridKernel
  /// The diffusion of each heading in half a step.
  public var diffuse: @Sendable (AngularError, DiffusionHalf) -> Kernel
  /// The desired direction of each individual.
  public var decide: @Sendable (AngularError) -> Kernel
  /// The turn of each individual toward its desired direction.
  public var turn: @Sendable (TurnRule, AddedError) -> Kernel
  /// The move of each individual along its heading.
  public var move: @Sendable (SpaceRule) -> Kernel

  /// The table of one instruction set.
  public init(
    laneCount: Int, senseAllPairs: @escaping @Sendable (SenseOptions) -> Kernel,
    senseInGrid: @escaping @Sendable (SenseOptions) -> GridKernel,
    diffuse: @escaping @Sendable (AngularError, DiffusionHalf) -> Kernel,
    decide: @escaping @Sendable (AngularError) -> Kernel,
    turn: @escaping @Sendable (TurnRule, AddedError) -> Kernel,
    move: @escaping @Sendable (SpaceRule) -> Kernel
  ) {
    self.laneCount = laneCount
    self.senseAllPairs = senseAllPairs
    self.senseInGrid = senseInGrid
    self.diffuse = diffuse
    self.decide = decide
    self.turn = turn
    self.move = move
  }
}
