import ClausiusKernelInterface
import ClausiusSimulationCore

/// The cells of a grid: how many there are on each axis, and how far a radius reaches.
struct CellLayout: Sendable, Hashable {
  let x: CellAxis
  let y: CellAxis
  let z: CellAxis

  /// The number of cells.
  var count: Int { x.count * y.count * z.count }

  /// Whether a neighbor may be nearest through another image than the one that the cells tell.
  var needsNearestImage: Bool {
    [x, y, z].contains { $0.period > 0 && $0.reach >= $0.count }
  }

  /// Cells for the neighbors within `radius`, with sides of at least `side`.
  ///
  /// A periodic axis is cut into equal cells. An open axis is covered from the lowest to the
  /// highest coordinate; when that takes more cells than `limit` allows, cells that are far apart
  /// share a number, and a school that is spread over a wide space or split in two costs no more
  /// memory than a dense one.
  init(box: Box, bounds: Bounds, radius: Double, side: Double, limit: Int) {
    var side = side * (1 + 1e-9)
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

/// The smallest box around the individuals.
struct Bounds: Sendable, Hashable {
  /// The lowest coordinates.
  var lower: SIMD3<Double>
  /// The highest coordinates.
  var upper: SIMD3<Double>
}

extension SIMD3<Double> {
  /// The product of the components.
  var product: Double { x * y * z }
}
