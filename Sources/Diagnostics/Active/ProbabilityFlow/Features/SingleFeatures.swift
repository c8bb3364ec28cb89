import RealModule

/// Features of each particle by itself: its self-propulsion, and its place where a potential of its
/// own holds it.
///
/// Gradients of u.u/2, in units of the variance of a component; in a trap of x.u and x.x/2 besides,
/// exact for `aoup`. Every species has its own. Of `abp` u.u is constant: its feature has no
/// component along the angle and is left out.
public struct SingleFeatures: ScoreFeatures {
  private let motion: ActiveMotion
  private let isTrapped: Bool
  /// The species of each particle, from 0; all 0 where there is one.
  private let species: [Int]

  /// The features of particles that move so.
  ///
  /// - Parameters:
  ///   - motion: how they move.
  ///   - isTrapped: whether traps around the origin hold them.
  ///   - species: a number for each particle, like ones for like particles; none for one species.
  public init(_ motion: ActiveMotion, isTrapped: Bool, species: [Double] = []) {
    self.motion = motion
    self.isTrapped = isTrapped
    let kinds = Set(species).sorted()
    self.species = kinds.count > 1 ? species.map { kinds.firstIndex(of: $0) ?? 0 } : []
  }

  private var functions: [String] { isTrapped ? ["u.u", "x.u", "x.x"] : ["u.u"] }

  /// The functions whose gradients they are.
  public var names: [String] {
    let kinds = (species.max() ?? 0) + 1
    return (0..<kinds).flatMap { kind in
      functions.map { kinds > 1 ? "\($0) of species \(kind)" : $0 }
    }
  }

  /// Adds the features of each particle.
  public func fill(_ table: inout ScoreTable, from frame: FlowFrame) {
    for i in table.particles {
      let (x, u) = (frame.positions[i], frame.selfPropulsions[i])
      let first = functions.count * (species.isEmpty ? 0 : species[i])
      let scale = 1 / max(motion.componentVariance(of: i), 1e-300)
      if motion[i].speed > 0, motion.turning == .components {
        table.addToSelfPropulsion(first, of: i, scale * u) { t in scale * (t * t).sum() }
      }
      guard isTrapped else { continue }
      table.addToPosition(first + 1, of: i, u, divergence: 0)
      table.addToSelfPropulsion(first + 1, of: i, x) { _ in 0 }
      table.addToPosition(first + 2, of: i, x, divergence: Double(motion.dimension))
    }
  }
}
