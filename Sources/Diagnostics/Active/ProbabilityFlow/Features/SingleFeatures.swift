import RealModule

/// Features of each particle by itself: its self-propulsion, and its place where a potential of its
/// own holds it.
///
/// Gradients of u^2/2; in a trap of x.x/2 and x.u besides, exact for `aoup`; on a ring of one
/// dimension and length L of cos(2 pi k x/L) He_n(u/sqrt c) and sin(2 pi k x/L) He_n(u/sqrt c) for k
/// and n up to 4, with Hermite polynomials He_n.
public struct SingleFeatures: ScoreFeatures {
  /// What holds a particle.
  public enum Confinement: Sendable, Hashable {
    /// Nothing: all places are alike.
    case none
    /// A harmonic trap around the origin.
    case trap
    /// A ring of this length with a potential along it.
    case ring(length: Double)
  }

  private let confinement: Confinement
  private let motion: ActiveMotion
  private static let order = 4

  /// The features of particles that move so.
  public init(_ motion: ActiveMotion, confinement: Confinement) {
    self.motion = motion
    self.confinement = confinement
  }

  /// The functions whose gradients they are.
  public var names: [String] {
    switch confinement {
    case .none: ["u.u"]
    case .trap: ["u.u", "x.u", "x.x"]
    case .ring: harmonics.map { "\($0.isSine ? "sin" : "cos") \($0.wave) x He_\($0.degree)" }
    }
  }

  /// Adds the features of each particle.
  public func fill(_ table: inout ScoreTable, from frame: FlowFrame) {
    for i in table.particles {
      let (x, u) = (frame.positions[i], frame.selfPropulsions[i])
      if case .ring(let length) = confinement {
        addHarmonics(to: &table, of: i, x.x, u.x, length: length)
        continue
      }
      table.addToSelfPropulsion(0, of: i, u) { t in (t * t).sum() }
      guard confinement == .trap else { continue }
      table.addToPosition(1, of: i, u, divergence: 0)
      table.addToSelfPropulsion(1, of: i, x) { _ in 0 }
      table.addToPosition(2, of: i, x, divergence: Double(motion.dimension))
    }
  }

  private var harmonics: [(wave: Int, degree: Int, isSine: Bool)] {
    let degrees = motion.turning == .components ? 0...Self.order : 0...0
    return degrees.flatMap { degree in
      (0...Self.order).flatMap { wave in
        [false, true].filter { !$0 || wave > 0 }.map { (wave, degree, $0) }
      }
    }.filter { $0.0 > 0 || $0.1 > 0 }
  }

  private func addHarmonics(
    to table: inout ScoreTable, of i: Int, _ x: Double, _ u: Double, length: Double
  ) {
    let scale = motion.turning == .components ? motion.componentVariance.squareRoot() : 1
    let hermite = Self.hermite(u / scale)
    for (feature, (wave, degree, isSine)) in harmonics.enumerated() {
      let k = 2 * .pi * Double(wave) / length
      let (c, s) = (Double.cos(k * x), Double.sin(k * x))
      let (value, slope) = isSine ? (s, k * c) : (c, -k * s)
      table.addToPosition(
        feature, of: i, SIMD3(slope * hermite[degree], 0, 0),
        divergence: -k * k * value * hermite[degree])
      guard degree > 0 else { continue }
      let n = Double(degree)
      let second = degree > 1 ? n * (n - 1) * hermite[degree - 2] / (scale * scale) : 0
      table.addToSelfPropulsion(
        feature, of: i, SIMD3(value * n * hermite[degree - 1] / scale, 0, 0)
      ) { _ in value * second }
    }
  }

  /// He_0 to He_4.
  private static func hermite(_ y: Double) -> [Double] {
    var values = [1, y]
    for n in 1..<order { values.append(y * values[n] - Double(n) * values[n - 1]) }
    return values
  }
}
