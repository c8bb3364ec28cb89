/// Whether springs and traps hold all particles: whether their matrix, K for the springs and kappa
/// on the diagonal, has no negative eigenvalue.
///
/// Without negative springs it has none. Otherwise the matrix, made larger by 10^-9 of its largest
/// entry so that free motions of a whole count as held, is eliminated row by row; it has a negative
/// eigenvalue exactly where a pivot is not positive (Sylvester's law of inertia).
struct SpringStability {
  private let model: ActiveParticlesModel

  init(_ model: ActiveParticlesModel) { self.model = model }

  /// The particle whose pivot is not positive; `nil` where all are held.
  var unstableParticle: Int? {
    guard model.resolvedSprings.contains(where: { $0.stiffness < 0 }) else { return nil }
    var rows = rows
    for pivot in rows.indices {
      guard let own = rows[pivot][pivot], own > 0 else { return pivot }
      let rest = rows[pivot].filter { $0.key > pivot }
      for (i, value) in rest {
        for (j, other) in rest where j >= i { rows[i][j, default: 0] -= value * other / own }
      }
      rows[pivot] = [:]
    }
    return nil
  }

  /// The upper triangle, row by row.
  private var rows: [[Int: Double]] {
    let traps = model.resolvedSpecies.flatMap {
      [Double](repeating: $0.trapStiffness, count: $0.count)
    }
    var rows = traps.enumerated().map { [$0: $1] }
    for spring in model.resolvedSprings {
      let (i, j) = (min(spring.first, spring.second), max(spring.first, spring.second))
      rows[i][i, default: 0] += spring.stiffness
      rows[j][j, default: 0] += spring.stiffness
      rows[i][j, default: 0] -= spring.stiffness
    }
    let largest = rows.flatMap(\.values).map(abs).max() ?? 0
    for i in rows.indices { rows[i][i, default: 0] += 1e-9 * largest }
    return rows
  }
}
