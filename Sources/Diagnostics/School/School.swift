import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// A frame of individuals with positions and velocities, whatever system they belong to.
///
/// Everything is computed when it is first asked for, and once.
final class School: FrameView {
  /// The frame.
  let frame: Frame
  /// The number of individuals, N.
  let count: Int
  /// 2 or 3; in two dimensions z is ignored.
  let dimension: Int
  /// The entropies that have been computed.
  var entropies: [AnyHashable: Estimate] = [:]
  private var cachedPositions: [SIMD3<Double>]?
  private var cachedHeadings: [SIMD3<Double>]?
  private var cachedMovingHeadings: [SIMD3<Double>]?
  private var cachedPlacement: Placement?
  private var cachedNeighbors: NearestNeighbors?
  private var cachedClusters: [Double: ClusterLabels] = [:]
  private var cachedLargestClusters: [Double: ClusterOrder?] = [:]

  init(_ frame: Frame) {
    self.frame = frame
    count = frame.context.individuals
    dimension = frame.space.spatialDimension
  }

  /// Positions as written, [N].
  func positions() throws(DiagnosticError) -> [SIMD3<Double>] {
    if let cachedPositions { return cachedPositions }
    let positions = try vectors("position")
    cachedPositions = positions
    return positions
  }

  /// Velocities as written, [N].
  func velocities() throws(DiagnosticError) -> [SIMD3<Double>] { try vectors("velocity") }

  /// Unit vectors along the velocities, zero for individuals that do not move, [N]; the headings of
  /// the frame where it carries some, as imported tracks may.
  func headings() throws(DiagnosticError) -> [SIMD3<Double>] {
    if let cachedHeadings { return cachedHeadings }
    let isCarried = frame["heading"]?.count == 3 * count
    let headings = try (isCarried ? vectors("heading") : velocities()).map(\.direction)
    cachedHeadings = headings
    return headings
  }

  /// The headings of those that move.
  func movingHeadings() throws(DiagnosticError) -> [SIMD3<Double>] {
    if let cachedMovingHeadings { return cachedMovingHeadings }
    let headings = try headings()
    let moving = headings.contains(.zero) ? headings.filter { $0 != .zero } : headings
    cachedMovingHeadings = moving
    return moving
  }

  /// Where the individuals are with respect to their center.
  func placement() throws(DiagnosticError) -> Placement {
    if let cachedPlacement { return cachedPlacement }
    let placement = Placement(of: try positions(), in: frame.space)
    cachedPlacement = placement
    return placement
  }

  /// The nearest neighbors of every individual, by minimum image on periodic axes; at least `k` of
  /// them where there are so many.
  func neighbors(_ k: Int) throws(DiagnosticError) -> NearestNeighbors {
    if let cachedNeighbors, cachedNeighbors.neighbors >= min(k, count - 1) {
      return cachedNeighbors
    }
    let neighbors = try neighborTree().nearest(max(k, 5))
    cachedNeighbors = neighbors
    return neighbors
  }

  /// The clusters of individuals linked within `radius`.
  func clusters(radius: Double) throws(DiagnosticError) -> ClusterLabels {
    if let labels = cachedClusters[radius] { return labels }
    let labels = ClusterLabels(of: try positions(), in: frame.space, radius: radius)
    cachedClusters[radius] = labels
    return labels
  }

  /// The order of the largest cluster linked within `radius`; `nil` without an individual.
  func largestCluster(radius: Double) throws(DiagnosticError) -> ClusterOrder? {
    if let order = cachedLargestClusters[radius] { return order }
    let order = try ClusterOrder(largestOf: try clusters(radius: radius), in: self)
    cachedLargestClusters[radius] = .some(order)
    return order
  }

  private func neighborTree() throws(DiagnosticError) -> NeighborTree {
    _ = try positions()
    guard let rows = frame["position"] else { throw .missing("position") }
    let box = frame.space
    let space = Torus(
      periods: Array(box.periods[..<dimension]),
      origin: (0..<dimension).map { box.boundary[$0] == .periodic ? box.lower[$0] : 0 })
    do throws(EntropyError) {
      return try NeighborTree(rows: rows, stride: 3, in: space)
    } catch {
      throw DiagnosticError("positions of frame \(frame.index): \(error)")
    }
  }

  private func vectors(_ quantity: String) throws(DiagnosticError) -> [SIMD3<Double>] {
    guard let rows = frame[quantity] else { throw .missing(quantity) }
    var vectors: [SIMD3<Double>] = []
    vectors.reserveCapacity(count)
    for i in 0..<count {
      let vector = SIMD3(rows[3 * i], rows[3 * i + 1], dimension == 3 ? rows[3 * i + 2] : 0)
      // Squares and their sums must be finite too.
      guard abs(vector.x) + abs(vector.y) + abs(vector.z) < 1e140 else {
        throw DiagnosticError(
          "the \(quantity) of individual \(i) in frame \(frame.index) is \(vector.inWords)")
      }
      vectors.append(vector)
    }
    return vectors
  }
}
