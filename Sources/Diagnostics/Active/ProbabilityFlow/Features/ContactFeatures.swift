import RealModule

/// Local features of particles in contact, of their velocities p = u + F, for the self-propulsion.
///
/// With C p = sum_j r^ (r^ . (p_i - p_j)) over the particles closer than their contact distance,
/// which is the matrix of second derivatives of a repulsion but for its stiffness: p, C p, C^2 p;
/// the velocities along the contact, and the same weighted with the overlap 1/r - 1; and sum_j r^ q
/// exp(-q^2/(2 a^2)) of the normal velocity q for the six widths a = v0, v0/2, ..., v0/32. Where
/// D_t = 0 particles in contact come to rest against each other, and the density of q is a narrow
/// peak on a broad foot.
public struct ContactFeatures: ScoreFeatures {
  private let speed: Double
  private static let widths = 6

  /// The features of contacts of particles that move so.
  public init(_ motion: ActiveMotion) { speed = motion.speed }

  /// Contacts.
  public let range = 1.0

  /// What each is made of.
  public var names: [String] {
    ["p", "C p", "C^2 p", "p along contacts", "overlap times p along contacts"]
      + (0..<Self.widths).map { "normal velocity within v0/\(1 << $0)" }
  }

  /// Adds the features of each particle.
  public func fill(_ table: inout ScoreTable, from frame: FlowFrame) {
    for i in table.particles {
      table.addToSelfPropulsion(0, of: i, frame.velocity(of: i)) { t in (t * t).sum() }
      frame.forEachContact(of: i) { neighbor in
        addNormal(to: &table, of: i, neighbor, in: frame)
        addTangential(to: &table, of: i, neighbor, in: frame)
      }
      addChain(to: &table, of: i, in: frame)
    }
  }

  private func addNormal(
    to table: inout ScoreTable, of i: Int, _ neighbor: FlowNeighbor, in frame: FlowFrame
  ) {
    let direction = neighbor.direction
    let q = (direction * (frame.velocity(of: i) - frame.velocity(of: neighbor.other))).sum()
    func add(_ feature: Int, _ value: Double, slope: Double) {
      table.addToSelfPropulsion(feature, of: i, value * direction) { t in
        let along = (direction * t).sum()
        return slope * along * along
      }
    }
    add(1, q, slope: 1)
    for width in 0..<Self.widths {
      let share = q / (speed / Double(1 << width))
      let bell = Double.exp(-share * share / 2)
      add(5 + width, q * bell, slope: (1 - share * share) * bell)
    }
  }

  private func addTangential(
    to table: inout ScoreTable, of i: Int, _ neighbor: FlowNeighbor, in frame: FlowFrame
  ) {
    let direction = neighbor.direction
    let relative = frame.velocity(of: i) - frame.velocity(of: neighbor.other)
    let along = relative - (direction * relative).sum() * direction
    let overlap = 1 / max(neighbor.separation, 1e-12) - 1
    for (feature, weight) in [(3, 1), (4, overlap)] {
      table.addToSelfPropulsion(feature, of: i, weight * along) { t in
        let normal = (direction * t).sum()
        return weight * ((t * t).sum() - normal * normal)
      }
    }
  }

  /// C^2 p, with t . (C^2)_ii t = |C_ii t|^2 + sum_j (r^ . t)^2.
  private func addChain(to table: inout ScoreTable, of i: Int, in frame: FlowFrame) {
    let own = frame.normalVelocities(of: i)
    frame.forEachContact(of: i) { neighbor in
      let direction = neighbor.direction
      let difference = (direction * (own - frame.normalVelocities(of: neighbor.other))).sum()
      table.addToSelfPropulsion(2, of: i, difference * direction) { t in
        let along = (direction * t).sum()
        return along * along
      }
    }
    table.addToSelfPropulsion(2, of: i, .zero) { t in
      var moved = SIMD3<Double>.zero
      frame.forEachContact(of: i) { moved += ($0.direction * t).sum() * $0.direction }
      return (moved * moved).sum()
    }
  }
}

extension FlowFrame {
  /// p = u + F.
  func velocity(of i: Int) -> SIMD3<Double> { selfPropulsions[i] + forces[i] }

  /// Shows the neighbors closer than their contact distance.
  @inline(__always)
  func forEachContact(of i: Int, _ body: (FlowNeighbor) -> Void) {
    forEachNeighbor(of: i) { if $0.separation < 1 { body($0) } }
  }

  /// C p.
  fileprivate func normalVelocities(of i: Int) -> SIMD3<Double> {
    let own = velocity(of: i)
    var sum = SIMD3<Double>.zero
    forEachContact(of: i) { neighbor in
      let direction = neighbor.direction
      sum += (direction * (own - velocity(of: neighbor.other))).sum() * direction
    }
    return sum
  }
}
