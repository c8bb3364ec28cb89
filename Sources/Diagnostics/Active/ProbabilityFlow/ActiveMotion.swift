import ClausiusSimulationCore

/// How self-propelled particles move, dx = (u + F) dt + sqrt(2 D_t) dW, and which of their
/// coordinates carry noise.
///
/// `aoup`: du = -u/tau dt + sqrt(2 c/tau) dW with c = v0^2/d for each of d components; `abp` in the
/// plane: u = v0 (cos a, sin a), da = sqrt(2/tau) dW. Positions have noise where D_t > 0.
/// `rtp` jumps from one direction to another, which no score describes.
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

  /// 1, 2 or 3.
  public var dimension: Int
  /// v0, the root mean square of the self-propulsion.
  public var speed: Double
  /// tau = 1/g.
  public var persistenceTime: Double
  /// D_t.
  public var translationalDiffusivity: Double
  /// What moves the self-propulsion.
  public var turning: Turning

  /// A motion from its parts.
  public init(
    dimension: Int, speed: Double, persistenceTime: Double, translationalDiffusivity: Double,
    turning: Turning
  ) {
    self.dimension = dimension
    self.speed = speed
    self.persistenceTime = persistenceTime
    self.translationalDiffusivity = translationalDiffusivity
    self.turning = speed > 0 ? turning : .none
  }

  /// The motion that a run states.
  ///
  /// - Throws: ``DiagnosticError`` for a model that no score describes, a parameter that is not
  ///   stated, or a motion without noise.
  public init(_ context: FrameContext, box: Box) throws(DiagnosticError) {
    func parameter(_ name: String) throws(DiagnosticError) -> Double {
      guard let value = context.parameters[name], value.isFinite else { throw .unstated(name) }
      return value
    }
    guard let model = context.words["model"] else { throw .unstated("model") }
    let speed = try parameter("self_propulsion_speed")
    self.init(
      dimension: box.spatialDimension, speed: speed,
      persistenceTime: try parameter("persistence_time"),
      translationalDiffusivity: try parameter("translational_diffusivity"),
      turning: speed > 0 ? try Self.turning(model, dimension: box.spatialDimension) : .none)
    guard coordinates > 0 else {
      throw DiagnosticError("nothing is noisy: translational_diffusivity and speed are 0")
    }
  }

  private static func turning(_ model: String, dimension: Int) throws(DiagnosticError) -> Turning {
    switch (model, dimension) {
    case ("aoup", _): return .components
    case ("abp", 2): return .angle
    case ("abp", _):
      throw DiagnosticError(
        "abp is supported in the plane only: its angle diffuses there (here dimension \(dimension))"
      )
    default:
      throw DiagnosticError(
        "model \(model) is not supported"
          + (model == "rtp" ? ": it turns by jumps, which have no score" : ""),
        advice: "aoup, and abp in two dimensions, are")
    }
  }

  /// The variance of a component of the self-propulsion, v0^2/d.
  public var componentVariance: Double { speed * speed / Double(dimension) }

  /// Whether positions carry noise.
  public var movesPositions: Bool { translationalDiffusivity > 0 }

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

  /// D of each noisy coordinate of a particle.
  public var diffusivities: [Double] {
    let turning = self.turning == .angle ? 1 : componentVariance
    return [Double](repeating: translationalDiffusivity, count: positionCoordinates)
      + [Double](repeating: turning / persistenceTime, count: turningCoordinates)
  }
}

extension DiagnosticError {
  fileprivate static func unstated(_ name: String) -> DiagnosticError {
    DiagnosticError(
      "the run does not state \(name)", advice: "it is for trajectories of self-propelled particles")
  }
}
