/// What the kernels of active particles see: addresses and constants of one step, nothing that they
/// own. Columns run over slots, the order in which particles lie in memory.
public struct ActiveView: @unchecked Sendable {
  /// The number of particles.
  public var count: Int
  /// The number of the particle in each slot.
  public var individual: UnsafePointer<UInt32>
  /// Positions x.
  public var position: VectorColumns
  /// Trial positions x* at the end of the step.
  public var trial: VectorColumns
  /// Self-propulsion u.
  public var propulsion: VectorColumns
  /// Self-propulsion u' at the end of the step.
  public var nextPropulsion: VectorColumns
  /// The angle of the self-propulsion, in revolutions.
  public var angle: UnsafeMutablePointer<Double>
  /// Forces F at x.
  public var force: VectorColumns
  /// Forces F* at x*.
  public var trialForce: VectorColumns
  /// div F of each particle, with respect to its own position.
  public var divergence: UnsafeMutablePointer<Double>
  /// The half of r.f of the pairs of each particle.
  public var virial: UnsafeMutablePointer<Double>
  /// The integral of u o dx of each particle, but for what the end of the last step adds.
  public var work: UnsafeMutablePointer<Double>
  /// The integral of F o dx of each particle, but for what the end of the last step adds.
  public var driven: UnsafeMutablePointer<Double>
  /// x' - x of the last step.
  public var way: VectorColumns
  /// 1 where the step before belongs to the same interval of work and heat, else 0.
  public var booksEndBefore: Double
  /// Where the particles were when neighbors were listed.
  public var reference: VectorColumns
  /// The square of the distance from the reference that no particle may pass.
  public var squaredLimit: Double
  /// The neighbors of each particle.
  public var neighbors: NeighborListView
  /// The parameters of the particles.
  public var traits: ActiveTraits
  /// The pair force.
  public var pair: PairParameters
  /// The periods; 0 on an axis that is not periodic.
  public var period: AxisValues
  /// 1/period; 0 on an axis that is not periodic.
  public var inversePeriod: AxisValues
  /// What the random numbers of this step are keyed by.
  public var random: ActiveKeys
  /// The length of a step, tau.
  public var timeStep: Double

  /// The view of one step.
  public init(
    count: Int, individual: UnsafePointer<UInt32>, position: VectorColumns, trial: VectorColumns,
    propulsion: VectorColumns, nextPropulsion: VectorColumns,
    angle: UnsafeMutablePointer<Double>, force: VectorColumns, trialForce: VectorColumns,
    divergence: UnsafeMutablePointer<Double>, virial: UnsafeMutablePointer<Double>,
    work: UnsafeMutablePointer<Double>, driven: UnsafeMutablePointer<Double>,
    way: VectorColumns, booksEndBefore: Double,
    reference: VectorColumns, squaredLimit: Double, neighbors: NeighborListView,
    traits: ActiveTraits, pair: PairParameters, period: AxisValues, inversePeriod: AxisValues,
    random: ActiveKeys, timeStep: Double
  ) {
    self.count = count
    self.individual = individual
    self.position = position
    self.trial = trial
    self.propulsion = propulsion
    self.nextPropulsion = nextPropulsion
    self.angle = angle
    self.force = force
    self.trialForce = trialForce
    self.divergence = divergence
    self.virial = virial
    self.work = work
    self.driven = driven
    self.way = way
    self.booksEndBefore = booksEndBefore
    self.reference = reference
    self.squaredLimit = squaredLimit
    self.neighbors = neighbors
    self.traits = traits
    self.pair = pair
    self.period = period
    self.inversePeriod = inversePeriod
    self.random = random
    self.timeStep = timeStep
  }
}

/// The neighbors of each slot, for groups of as many slots as kernels have lanes.
///
/// Group g has the rows `rowStart[g]..<rowStart[g + 1]`; entry `row * width + lane` is a neighbor
/// of slot g width + lane, or the slot itself where it has no more.
public struct NeighborListView: @unchecked Sendable {
  /// The first row of each group, and behind the last group the number of rows.
  public var rowStart: UnsafePointer<Int32>
  /// The slots of the neighbors, row by row.
  public var neighbor: UnsafePointer<Int32>
  /// The slots of a group.
  public var width: Int

  /// The lists at these addresses.
  public init(
    rowStart: UnsafePointer<Int32>, neighbor: UnsafePointer<Int32>, width: Int
  ) {
    self.rowStart = rowStart
    self.neighbor = neighbor
    self.width = width
  }
}

/// The parameters of active particles in the form that the kernels use, for steps of length tau.
public struct ActiveTraits: Sendable {
  /// sigma/2
  public var radius: ParameterColumn
  /// v0, the root mean square speed of an Ornstein-Uhlenbeck process.
  public var speed: ParameterColumn
  /// 1/g, the persistence time.
  public var persistence: ParameterColumn
  /// e^(-g tau)
  public var decay: ParameterColumn
  /// The standard deviation that one step adds to a component of an Ornstein-Uhlenbeck process, or
  /// to the angle of a diffusing direction (in revolutions in the plane, in radians in space); the
  /// probability of a tumble.
  public var change: ParameterColumn
  /// sqrt(2 D tau)
  public var noise: ParameterColumn
  /// D
  public var diffusivity: ParameterColumn
  /// 1/D, 0 where D is 0.
  public var inverseDiffusivity: ParameterColumn

  /// Traits that all share one column, to be replaced one by one.
  public init(all column: ParameterColumn) {
    radius = column
    speed = column
    persistence = column
    decay = column
    change = column
    noise = column
    diffusivity = column
    inverseDiffusivity = column
  }
}

/// The numbers of a pair force.
public struct PairParameters: Sendable, Hashable {
  /// k
  public var stiffness: Double
  /// The sharpness b of a softplus force.
  public var sharpness: Double
  /// The distance beyond which a softplus force of like particles is left out, less sigma.
  public var reach: Double
  /// The number of dimensions less one.
  public var dimensionsLessOne: Double

  /// The numbers of a pair force.
  public init(stiffness: Double, sharpness: Double, reach: Double, dimensionsLessOne: Double) {
    self.stiffness = stiffness
    self.sharpness = sharpness
    self.reach = reach
    self.dimensionsLessOne = dimensionsLessOne
  }
}

/// The part of a random number's key that all particles share in one step.
public struct ActiveKeys: Sendable {
  /// The low word of the seed.
  public var seedLow: UInt32
  /// The high word of the seed.
  public var seedHigh: UInt32
  /// The step modulo 2^32.
  public var step: UInt32
  /// The counter word of the stream of translational noise.
  public var translationStream: UInt32
  /// The counter word of the stream of the self-propulsion.
  public var propulsionStream: UInt32

  /// The keys of one step.
  public init(
    seedLow: UInt32, seedHigh: UInt32, step: UInt32, translationStream: UInt32,
    propulsionStream: UInt32
  ) {
    self.seedLow = seedLow
    self.seedHigh = seedHigh
    self.step = step
    self.translationStream = translationStream
    self.propulsionStream = propulsionStream
  }
}
