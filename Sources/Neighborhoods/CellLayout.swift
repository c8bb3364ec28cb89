import ClausiusKernelInterface
import ClausiusSimulationCore

/// The cells that a plane or a space is cut into: how many there are on each axis, and how far a
/// radius reaches.
///
/// Cell (x, y, z) has the number x + n_x (y + n_y z); a plane is one cell deep.
public struct CellLayout: Sendable, Hashable {
  /// The cells along x.
  public let x: CellAxis
  /// The cells along y.
  public let y: CellAxis
  /// The cells along z.
  public let z: CellAxis

  /// The number of cells.
  public var count: Int { x.count * y.count * z.count }

  /// Whether a neighbor may be nearest through another image than the one that its cell shows.
  public var needsNearestImage: Bool {
    [x, y, z].contains { $0.period > 0 && $0.reach >= $0.count }
  }

  /// Cells for the neighbors within `radius`, with sides of at least `side`.
  ///
  /// A periodic axis is cut into equal cells. An axis between walls or without ends is covered from
  /// the lowest to the highest coordinate; when that takes more cells than `limit` allows, cells
  /// that are far apart share a number, and individuals that are spread over a wide space or split
  /// in two groups cost no more memory than a dense group. No side is smaller than 10^-6 of the
  /// largest extent, so that the numbers of cells do not overflow.
  ///
  /// - Parameters:
  ///   - box: the boundary of each axis, and the ends of the periodic ones.
  ///   - bounds: the smallest box around the individuals.
  ///   - radius: the distance up to which individuals are neighbors, in units of length, above 0.
  ///   - side: the side that is asked for, above 0; a fraction of the radius makes a finer grid.
  ///   - limit: the most cells that there may be.
  public init(box: Box, bounds: Bounds, radius: Double, side: Double, limit: Int) {
    var side = max(side, 1e-6 * (bounds.upper - bounds.lower).max()) * (1 + 1e-9)
    var counts = Self.counts(box: box, bounds: bounds, side: side)
    while counts.product > Double(limit) {
      let fewest = 2 * (radius / side).rounded(.up) + 1
      let open = (0..<3).filter { box.boundary[$0] != .periodic && counts[$0] > fewest }
      if side >= 2 * radius, let longest = open.max(by: { counts[$0] < counts[$1] }) {
        counts[longest] = max(fewest, (counts[longest] / 2).rounded(.up))
      } else {
        side *= 1.25
        counts = Self.counts(box: box, bounds: bounds, side: side)
      }
    }
    let axes = (0..<3).map { axis in
      Self.axis(axis, count: counts[axis], box: box, bounds: bounds, radius: radius, side: side)
    }
    (x, y, z) = (axes[0], axes[1], axes[2])
  }

  /// The cells on each axis that sides of `side` ask for.
  private static func counts(box: Box, bounds: Bounds, side: Double) -> SIMD3<Double> {
    var counts = SIMD3<Double>(repeating: 1)
    for axis in 0..<3 {
      counts[axis] =
        box.boundary[axis] == .periodic
        ? max(1, (box.length(axis) / side).rounded(.down))
        : ((bounds.upper[axis] - bounds.lower[axis]) / side).rounded(.down) + 1
    }
    return counts
  }

  private static func axis(
    _ axis: Int, count: Double, box: Box, bounds: Bounds, radius: Double, side: Double
  ) -> CellAxis {
    let isPeriodic = box.boundary[axis] == .periodic
    let side = isPeriodic ? box.length(axis) / count : side
    let reach = (radius / side).rounded(.up)
    let isCovered = (bounds.upper[axis] - bounds.lower[axis]) / side < count
    let visitsAll = count < 2 * reach + 1
    return CellAxis(
      count: Int(count), reach: visitsAll ? Int(count) : Int(reach), side: side,
      origin: isPeriodic ? box.lower[axis] : bounds.lower[axis],
      end: isPeriodic || !isCovered ? .firstCell : .nothing,
      period: isPeriodic ? box.length(axis) : 0)
  }
}

extension SIMD3<Double> {
  /// The product of the components.
  fileprivate var product: Double { x * y * z }
}
