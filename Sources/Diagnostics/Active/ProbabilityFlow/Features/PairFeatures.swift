/// Local features of pairs: sum_j f(r) {r^, (r^ . w) r^, w} over the neighbors j of a particle, w =
/// u_i - u_j, for its position and again for its self-propulsion.
///
/// f are hats: piecewise linear functions of the distance over the sum of the radii, 1 at one edge
/// and 0 at all others; the first stays 1 below its edge, and all are 0 from the last edge on. A
/// hat makes three features for each kind of coordinate with noise.
public struct PairFeatures: ScoreFeatures {
  /// The edges of the hats in contact distances, ascending; the last is the range.
  public let edges: [Double]
  private let motion: ActiveMotion

  /// The features of pairs with hats between `edges`, at least two of them.
  public init(_ motion: ActiveMotion, edges: [Double]) {
    precondition(edges.count > 1, "hats need edges")
    self.motion = motion
    self.edges = edges
  }

  /// The last edge.
  public var range: Double { edges.last ?? 0 }

  private var kinds: [String] {
    (motion.movesPositions ? ["position"] : [])
      + (motion.turning == .none ? [] : ["self-propulsion"])
  }

  /// "position r^ 0.95": the coordinate, the vector and the edge.
  public var names: [String] {
    edges.dropLast().flatMap { edge in
      kinds.flatMap { kind in ["r^", "(r^.w) r^", "w"].map { "\(kind) \($0) \(edge)" } }
    }
  }

  /// Adds the features of each particle.
  public func fill(_ table: inout ScoreTable, from frame: FlowFrame) {
    let stride = 3 * kinds.count
    let shift = motion.movesPositions ? 3 : 0
    for i in table.particles {
      frame.forEachNeighbor(of: i) { neighbor in
        let w = frame.selfPropulsions[i] - frame.selfPropulsions[neighbor.other]
        forEachHat(at: neighbor.separation) { hat, value, slope in
          addToPosition(&table, stride * hat, of: i, neighbor, w, value, slope)
          addToSelfPropulsion(&table, stride * hat + shift, of: i, neighbor, w, value)
        }
      }
    }
  }

  /// Shows the hats that are not 0 at a distance, with their values and slopes.
  @inline(__always)
  private func forEachHat(at separation: Double, _ body: (Int, Double, Double) -> Void) {
    if separation < edges[0] { return body(0, 1, 0) }
    guard let upper = edges.firstIndex(where: { $0 > separation }) else { return }
    let width = edges[upper] - edges[upper - 1]
    let share = (separation - edges[upper - 1]) / width
    body(upper - 1, 1 - share, -1 / width)
    if upper < edges.count - 1 { body(upper, share, 1 / width) }
  }

  @inline(__always)
  private func addToPosition(
    _ table: inout ScoreTable, _ feature: Int, of i: Int, _ neighbor: FlowNeighbor,
    _ w: SIMD3<Double>, _ value: Double, _ slope: Double
  ) {
    let direction = neighbor.direction
    let approach = (direction * w).sum()
    let derivative = slope / neighbor.contact
    let spread =
      derivative + Double(motion.dimension - 1) * value / max(neighbor.distance, 1e-12)
    table.addToPosition(feature, of: i, value * direction, divergence: spread)
    table.addToPosition(
      feature + 1, of: i, value * approach * direction, divergence: approach * spread)
    table.addToPosition(feature + 2, of: i, value * w, divergence: derivative * approach)
  }

  @inline(__always)
  private func addToSelfPropulsion(
    _ table: inout ScoreTable, _ feature: Int, of i: Int, _ neighbor: FlowNeighbor,
    _ w: SIMD3<Double>, _ value: Double
  ) {
    let direction = neighbor.direction
    let approach = (direction * w).sum()
    table.addToSelfPropulsion(feature, of: i, value * direction) { _ in 0 }
    table.addToSelfPropulsion(feature + 1, of: i, value * approach * direction) { t in
      let along = (direction * t).sum()
      return value * along * along
    }
    table.addToSelfPropulsion(feature + 2, of: i, value * w) { t in value * (t * t).sum() }
  }
}
