/// What the kernels of the school see: addresses and constants of one step, nothing that they own.
public struct SchoolView: @unchecked Sendable {
  /// The number of individuals.
  public var count: Int
  /// Positions c_i.
  public var position: VectorColumns
  /// Headings e_i, unit vectors.
  public var heading: VectorColumns
  /// What `sense` leaves for `decide`: a sum over neighbors; and `decide` for `turn`: a unit
  /// vector.
  public var desired: VectorColumns
  /// 1 where somebody was in the zone of repulsion, 0 elsewhere.
  public var repelled: UnsafeMutablePointer<Double>
  /// Crossings of the periodic faces.
  public var image: ImageColumns
  /// The parameters of the individuals.
  public var traits: SchoolTraits
  /// The space they live in.
  public var space: SchoolSpace
  /// What the random numbers of this step are keyed by.
  public var random: RandomKeys

  /// The view of one step.
  public init(
    count: Int, position: VectorColumns, heading: VectorColumns, desired: VectorColumns,
    repelled: UnsafeMutablePointer<Double>, image: ImageColumns, traits: SchoolTraits,
    space: SchoolSpace, random: RandomKeys
  ) {
    self.count = count
    self.position = position
    self.heading = heading
    self.desired = desired
    self.repelled = repelled
    self.image = image
    self.traits = traits
    self.space = space
    self.random = random
  }
}

/// The parameters of the individuals in the form that the kernels use.
public struct SchoolTraits: Sendable {
  /// The square of the radius of the zone of repulsion.
  public var repulsionSquared: ParameterColumn
  /// The square of the outer radius of the zone of orientation.
  public var orientationSquared: ParameterColumn
  /// The square of the outer radius of the zone of attraction.
  public var attractionSquared: ParameterColumn
  /// The cosine of half the field of perception; -2 when there is no blind cone.
  public var viewCosine: ParameterColumn
  /// The weight of the orientation sum.
  public var orientationWeight: ParameterColumn
  /// The preferred direction times its weight, on x.
  public var preferenceX: ParameterColumn
  /// The preferred direction times its weight, on y.
  public var preferenceY: ParameterColumn
  /// The preferred direction times its weight, on z.
  public var preferenceZ: ParameterColumn
  /// The standard deviation of the angular error of the desired direction, in radians.
  public var angularNoise: ParameterColumn
  /// The root mean square angle by which headings diffuse in half a step, in radians.
  public var headingNoise: ParameterColumn
  /// The largest turn of a step, in radians.
  public var turnAngle: ParameterColumn
  /// Its cosine; -2 when the largest turn is half a revolution or more.
  public var turnCosine: ParameterColumn
  /// Its sine.
  public var turnSine: ParameterColumn
  /// The distance swum in a step.
  public var stride: ParameterColumn

  /// Traits that all share one column, to be replaced one by one.
  public init(all column: ParameterColumn) {
    repulsionSquared = column
    orientationSquared = column
    attractionSquared = column
    viewCosine = column
    orientationWeight = column
    preferenceX = column
    preferenceY = column
    preferenceZ = column
    angularNoise = column
    headingNoise = column
    turnAngle = column
    turnCosine = column
    turnSine = column
    stride = column
  }
}

/// The space that the school lives in, in the form that the kernels use.
public struct SchoolSpace: Sendable {
  /// The lower ends of a box; unused in open space.
  public var lower: AxisValues
  /// The upper ends of a box; unused in open space.
  public var upper: AxisValues
  /// The periods; 0 on an axis that is not periodic.
  public var period: AxisValues
  /// 1/period; 0 on an axis that is not periodic.
  public var inversePeriod: AxisValues
  /// The radius of a spherical tank around the origin; 0 when there is none.
  public var tankRadius: Double

  /// The space from its numbers.
  public init(
    lower: AxisValues, upper: AxisValues, period: AxisValues, inversePeriod: AxisValues,
    tankRadius: Double
  ) {
    self.lower = lower
    self.upper = upper
    self.period = period
    self.inversePeriod = inversePeriod
    self.tankRadius = tankRadius
  }
}

/// The part of a random number's key that all individuals share in one step: the Philox key and
/// three counter words.
public struct RandomKeys: Sendable {
  /// The low word of the seed.
  public var seedLow: UInt32
  /// The high word of the seed.
  public var seedHigh: UInt32
  /// The step modulo 2^32.
  public var step: UInt32
  /// The counter word of the stream of angular errors.
  public var noiseStream: UInt32
  /// The counter word of the stream of turning axes.
  public var axisStream: UInt32

  /// The keys of one step.
  public init(
    seedLow: UInt32, seedHigh: UInt32, step: UInt32, noiseStream: UInt32, axisStream: UInt32
  ) {
    self.seedLow = seedLow
    self.seedHigh = seedHigh
    self.step = step
    self.noiseStream = noiseStream
    self.axisStream = axisStream
  }
}
