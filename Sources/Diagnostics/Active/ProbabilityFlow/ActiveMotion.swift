/// How self-propelled particles move, dx = (u + F) dt + sqrt(2 D_t) dW, and which of their
/// coordinates carry noise.
///
/// `aoup`: du = -u/tau dt + sqrt(2 c/tau) dW with c = v0^2/d for each of d components; `abp` in the
/// plane: u = v0 (cos a, sin a), da = sqrt(2/tau) dW. Positions have noise where D_t > 0.
/// `rtp` jumps from one direction to another, which no score describes. Particles of different
/// species may have numbers of their own.
public struct ActiveMotion: Sendable, Hashable {
  /// What moves the self-propulsion.
  public enum Turning: Sendable, Hashable {
    /// Every component is an Ornstein-Uhlenbeck process.
    case components
    /// The angle in the plane diffuses.
    case angle
    /// Nothing: there is no self-propulsion.
    case none
  }

  /// The numbers of a particle.
  public struct Particle: Sendable, Hashable {
    /// v0, the root mean square of the self-propulsion.
    public var speed: Double
    /// tau = 1/g.
    public var persistenceTime: Double
    /// D_t.
    public var diffusivity: Double

    /// A particle with these numbers.
    public init(speed: Double, persistenceTime: Double, diffusivity: Double) {
      self.speed = speed
      self.persistenceTime = persistenceTime
      self.diffusivity = diffusivity
    }
  }

  /// 1, 2 or 3.
  public let dimension: Int
  /// What moves the self-propulsion.
  public let turning: Turning
  /// The distance below which two particles repel each other, in sums of their radii.
  public let contactScale: Double
  /// One for all particles, or one for each.
  private let particles: [Particle]

  /// A motion of like particles, or of `particles` one for each.
  public init(
    dimension: Int, particles: [Particle], turning: Turning, contactScale: Double = 1
  ) {
    precondition(!particles.isEmpty, "a motion needs the numbers of a particle")
    self.dimension = dimension
    self.particles = particles
    self.turning = particles.contains { $0.speed > 0 } ? turning : .none
    self.contactScale = contactScale
  }

  /// The numbers of particle `i`.
  public subscript(i: Int) -> Particle { particles[particles.count == 1 ? 0 : i] }

  /// The number of particles, where each has numbers of its own.
  var individuals: Int? { particles.count == 1 ? nil : particles.count }

  /// The root mean square of the speeds.
  public var speed: Double {
    (particles.reduce(0) { $0 + $1.speed * $1.speed } / Double(particles.count)).squareRoot()
  }

  /// The longest persistence time.
  public var persistenceTime: Double { particles.map(\.persistenceTime).max() ?? 0 }

  /// The variance of a component of the self-propulsion of particle `i`, v0^2/d.
  public func componentVariance(of i: Int) -> Double {
    self[i].speed * self[i].speed / Double(dimension)
  }

  /// Whether positions carry noise.
  public var movesPositions: Bool { particles.contains { $0.diffusivity > 0 } }

  /// Noisy coordinates of a particle in its position, and behind them those of its self-propulsion.
  public var positionCoordinates: Int { movesPositions ? dimension : 0 }

  /// Noisy coordinates of a particle in its self-propulsion.
  public var turningCoordinates: Int {
    switch turning {
    case .components: dimension
    case .angle: 1
    case .none: 0
    }
  }

  /// Noisy coordinates of a particle.
  public var coordinates: Int { positionCoordinates + turningCoordinates }

  /// D of each noisy coordinate of particle `i`.
  public func diffusivities(of i: Int) -> [Double] {
    let turning = self.turning == .angle ? 1 : componentVariance(of: i)
    return [Double](repeating: self[i].diffusivity, count: positionCoordinates)
      + [Double](repeating: turning / self[i].persistenceTime, count: turningCoordinates)
  }
}
