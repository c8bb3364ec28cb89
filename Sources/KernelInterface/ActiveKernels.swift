/// The force between two particles at the distance r, with the contact distance
/// sigma = (sigma_i + sigma_j)/2 and the stiffness k.
public enum PairForce: Sendable, Hashable, CaseIterable {
  /// U = k (sigma - r)^2/2 below contact.
  case harmonic
  /// U = 4 k ((sigma/r)^12 - (sigma/r)^6) + k below 2^(1/6) sigma.
  case weeksChandlerAndersen
  /// f = (k/b) ln(1 + e^(b (sigma - r))), with the sharpness b.
  case softplus
}

/// What distinguishes one kernel of pair forces from another.
public struct PairForceOptions: Sendable, Hashable {
  /// The force between two particles.
  public var force: PairForce
  /// Whether the z components count; otherwise they stay 0.
  public var isSpatial: Bool
  /// Whether particles differ in size.
  public var isMixed: Bool
  /// Whether the divergence and the virial are summed too.
  public var isDetailed: Bool

  /// The options of one kernel.
  public init(force: PairForce, isSpatial: Bool, isMixed: Bool, isDetailed: Bool) {
    self.force = force
    self.isSpatial = isSpatial
    self.isMixed = isMixed
    self.isDetailed = isDetailed
  }
}

/// How the self-propulsion moves.
public enum Propulsion: Sendable, Hashable, CaseIterable {
  /// Constant speed, an angle that diffuses; the components along x and y.
  case diffusingAngle
  /// As ``diffusingAngle``, of which only the component along x counts.
  case diffusingAngleOnLine
  /// Constant speed, a direction that diffuses on the sphere.
  case diffusingDirection
  /// Components that are Ornstein-Uhlenbeck processes.
  case ornsteinUhlenbeck
  /// Constant speed, a direction that is drawn anew at random times.
  case tumbling
}

/// The kernels of active particles in one instruction set.
///
/// A kernel works on the slots of a range whose lower end is a multiple of 16.
public struct ActiveKernels: Sendable {
  /// A kernel over a range of slots.
  public typealias Kernel = @Sendable (_ particles: ActiveView, _ range: Range<Int>) -> Void
  /// A kernel that sums over the neighbors of the particles at these positions into `sums`.
  public typealias PairKernel =
    @Sendable (
      _ options: PairForceOptions, _ particles: ActiveView, _ position: VectorColumns,
      _ sums: VectorColumns, _ range: Range<Int>
    ) -> Void
  /// A kernel that looks how far the particles of a range have gone.
  public typealias ExcursionKernel =
    @Sendable (_ particles: ActiveView, _ range: Range<Int>) -> Excursion

  /// The numbers that one instruction works on, the width of the lists of neighbors.
  public var laneCount: Int
  /// The forces of the neighbors at `position`, in place of what stood in `sums`.
  public var pairForces: PairKernel
  /// The second derivatives of the energy of all pairs times the vectors of the view's
  /// `trialForce`, at `position`, in place of what stood in `sums`.
  public var curvature: PairKernel
  /// Moves the self-propulsion by a step: from `propulsion` to `nextPropulsion`.
  public var propel: @Sendable (_ propulsion: Propulsion, _ dimension: Int) -> Kernel
  /// The trial positions at the end of the step: x + (u + F) tau + sqrt(2 D tau) n.
  public var predict: @Sendable (_ dimension: Int) -> Kernel
  /// Corrects the trial positions by the drift at the end of the step, and makes them the
  /// positions: x* + ((u' - u) + (F* - F)) tau/2.
  public var correct: @Sendable (_ isSpatial: Bool, _ countsWork: Bool) -> Kernel
  /// How far the farthest particle of a range has gone from its reference.
  public var excursion: @Sendable (_ isSpatial: Bool) -> ExcursionKernel
  /// The sums over a range of particles behind all rates.
  public var measure: @Sendable (_ particles: ActiveView, _ range: Range<Int>) -> ActiveSums

  /// The table of one instruction set.
  public init(
    laneCount: Int, pairForces: @escaping PairKernel,
    curvature: @escaping PairKernel,
    propel: @escaping @Sendable (Propulsion, Int) -> Kernel,
    predict: @escaping @Sendable (Int) -> Kernel,
    correct: @escaping @Sendable (Bool, Bool) -> Kernel,
    excursion: @escaping @Sendable (Bool) -> ExcursionKernel,
    measure: @escaping @Sendable (ActiveView, Range<Int>) -> ActiveSums
  ) {
    self.laneCount = laneCount
    self.pairForces = pairForces
    self.curvature = curvature
    self.propel = propel
    self.predict = predict
    self.correct = correct
    self.excursion = excursion
    self.measure = measure
  }
}

/// How far particles have gone from where their neighbors were listed.
public struct Excursion: Sendable, Hashable {
  /// The largest squared distance.
  public var squaredDistance: Double
  /// Whether all distances are numbers, none of them beyond the limit of the view.
  public var isWithinLimit: Bool

  /// An excursion of particles that have not moved.
  public init(squaredDistance: Double = 0, isWithinLimit: Bool = true) {
    self.squaredDistance = squaredDistance
    self.isWithinLimit = isWithinLimit
  }
}

/// Sums over particles of what the rates of entropy production are made of; u is the
/// self-propulsion, F the force, D the translational diffusivity, 1/g the persistence time.
public struct ActiveSums: Sendable, Hashable {
  /// sum u.F
  public var propulsionForce = 0.0
  /// sum F^2
  public var squaredForce = 0.0
  /// sum u^2
  public var squaredPropulsion = 0.0
  /// sum div F
  public var divergence = 0.0
  /// sum u.F/D
  public var scaledPropulsionForce = 0.0
  /// sum F^2/D
  public var scaledSquaredForce = 0.0
  /// sum u^2/D
  public var scaledSquaredPropulsion = 0.0
  /// sum D div F
  public var diffusiveDivergence = 0.0
  /// sum u.(u + F)/g
  public var persistentWork = 0.0
  /// sum over pairs of r.f
  public var virial = 0.0

  /// Sums over nobody.
  public init() {}

  /// The sums over two groups of particles together.
  public static func + (a: ActiveSums, b: ActiveSums) -> ActiveSums {
    var sum = a
    sum.propulsionForce += b.propulsionForce
    sum.squaredForce += b.squaredForce
    sum.squaredPropulsion += b.squaredPropulsion
    sum.divergence += b.divergence
    sum.scaledPropulsionForce += b.scaledPropulsionForce
    sum.scaledSquaredForce += b.scaledSquaredForce
    sum.scaledSquaredPropulsion += b.scaledSquaredPropulsion
    sum.diffusiveDivergence += b.diffusiveDivergence
    sum.persistentWork += b.persistentWork
    sum.virial += b.virial
    return sum
  }
}
