/// What a sequence of random numbers is for; numbers of different streams never meet.
///
/// The streams of this engine are the one table below, numbers 1 to 32767. Numbers from 32768 on
/// are for systems and diagnostics of other packages, ``user(_:)``. A number, once used, keeps its
/// meaning, or old seeds give other runs.
public struct RandomStream: Sendable, Hashable {
  /// Its number, the part of the counter of ``Philox`` that tells streams apart.
  public let rawValue: UInt16

  private init(_ number: UInt16) { rawValue = number }

  /// A stream of a package of one's own, number 32768 + `number`.
  ///
  /// Two systems may use the same number: they never run together.
  public static func user(_ number: UInt8) -> RandomStream {
    RandomStream(0x8000 + UInt16(number))
  }

  /// Positions of individuals at the start.
  public static let startPosition = RandomStream(1)
  /// Headings or velocities of individuals at the start.
  public static let startVelocity = RandomStream(2)
  /// The error of an individual's desired direction.
  public static let angularNoise = RandomStream(3)
  /// The axis of a turn toward a direction exactly behind.
  public static let turnAxis = RandomStream(4)
  /// Parameters drawn from a distribution, one draw an individual.
  public static let individualParameters = RandomStream(5)
  /// Pairs chosen when an analysis cannot visit all of them.
  public static let pairSample = RandomStream(6)
  /// Resamples of a bootstrap or a permutation test.
  public static let resampling = RandomStream(7)
  /// Surrogates, shuffles and random references that an estimate is compared with.
  public static let surrogates = RandomStream(8)
  /// The translational noise of active particles.
  public static let translationalNoise = RandomStream(9)
  /// What turns the self-propulsion of active particles.
  public static let propulsionNoise = RandomStream(10)
  /// The points at which a sweep runs a scenario.
  public static let sweepPoints = RandomStream(11)
  /// The noise of the thermostat of a field.
  public static let thermostatNoise = RandomStream(12)

  /// The streams of this engine.
  public static let table = [
    startPosition, startVelocity, angularNoise, turnAxis, individualParameters, pairSample,
    resampling, surrogates, translationalNoise, propulsionNoise, sweepPoints,
    thermostatNoise,
  ]
}
