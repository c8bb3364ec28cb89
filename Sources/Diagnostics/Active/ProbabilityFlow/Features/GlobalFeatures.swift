/// Linear features of a whole system of few particles: the gradients of y_a . y_b for all positions
/// and self-propulsions y_a of it.
///
/// With particles that a trap and springs hold the density of `aoup` is Gaussian and these features
/// are exact. Axes of space are alike: N particles have N (2 N + 1) features in every dimension. A
/// frame is one sample.
public struct GlobalFeatures: ScoreFeatures {
  private let particles: Int

  /// The most particles that are taken as one system.
  public static let mostParticles = 16

  /// The features of a system of `particles`.
  public init(particles: Int) { self.particles = particles }

  /// The functions whose gradients they are, "x1.u2".
  public var names: [String] {
    let variables = (0..<2 * particles).map { (variable: Int) -> String in
      variable < particles ? "x\(variable + 1)" : "u\(variable - particles + 1)"
    }
    return variables.indices.flatMap { a in
      variables[...a].map { "\($0).\(variables[a])" }
    }
  }

  /// One for all particles.
  public func samples(of particles: Int) -> Int { 1 }

  /// Adds the features of each particle.
  public func fill(_ table: inout ScoreTable, from frame: FlowFrame) {
    let variables = frame.positions + frame.selfPropulsions
    for i in table.particles {
      for (other, value) in variables.enumerated() {
        // The derivative of y_a . y_b in y_a is y_b, twice that for a square.
        let isSquare = other == i
        table.addToPosition(
          Self.place(i, other), of: i, isSquare ? 2 * value : value,
          divergence: isSquare ? 2 * Double(frame.motion.dimension) : 0)
        let own = particles + i
        let isOwn = other == own
        table.addToSelfPropulsion(
          Self.place(own, other), of: i, isOwn ? 2 * value : value
        ) { t in isOwn ? 2 * (t * t).sum() : 0 }
      }
    }
  }

  /// The number of the pair of two variables.
  private static func place(_ a: Int, _ b: Int) -> Int {
    let (low, high) = (min(a, b), max(a, b))
    return high * (high + 1) / 2 + low
  }
}
