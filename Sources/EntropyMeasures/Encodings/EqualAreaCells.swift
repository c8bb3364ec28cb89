import RealModule

/// Cells of equal area and nearly equal shape on the unit sphere.
///
/// Two caps around the poles and an odd number of zones between them, each cut into equal arcs of
/// azimuth. After the recursive zonal partition of Leopardi 2006, with the numbers of cells made
/// symmetric about the equator, so that a ring of headings around the equator lies in the middle of
/// a zone. Used as an ``Encoding`` the cells are fixed to the axes of the coordinates;
/// ``occupancy(independentOfAxes:)`` frees them from the axes.
public struct EqualAreaCells: Encoding {
  /// A zone between two heights.
  struct Zone: Sendable, Hashable {
    /// The number of cells.
    var cells: Int
    /// The outcome of its first cell.
    var firstOutcome: Int
    /// The height z of its lower edge.
    var lower: Double
  }

  /// The zones from the north pole to the south pole.
  let zones: [Zone]
  /// The number of cells, M.
  public let outcomes: Int

  /// A partition into `count` cells of area 4 pi / count, at least 2.
  public init(count: Int) {
    precondition(count >= 2, "a partition of the sphere has at least two cells")
    outcomes = count
    var above = 0
    zones = Self.cellsByZone(count: count).map { cells in
      let zone = Zone(
        cells: cells, firstOutcome: above, lower: 1 - 2 * Double(above + cells) / Double(count))
      above += cells
      return zone
    }
  }

  /// `equal_area_cells(count: M)`.
  public var name: String { "equal_area_cells(count: \(outcomes))" }

  /// The cell of a unit vector.
  public func outcome(of direction: SIMD3<Double>) -> Int? {
    let zone = zones[zoneIndex(ofHeight: direction.z)]
    let turn = Self.turn(direction.x, direction.y)
    return zone.firstOutcome + min(zone.cells - 1, Int(saturating: turn * Double(zone.cells)))
  }

  /// The zone whose heights include `z`, each zone with its upper edge.
  func zoneIndex(ofHeight z: Double) -> Int {
    var low = 0
    var high = zones.count - 1
    while low < high {
      let middle = (low + high) / 2
      if z > zones[middle].lower { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The azimuth of (x, y) in turns, 0 to 1.
  static func turn(_ x: Double, _ y: Double) -> Double {
    let turn = Double.atan2(y: y, x: x) / (2 * .pi)
    return turn < 0 ? turn + 1 : turn
  }

  /// The number of cells of each zone: 1, then zones about as high as their cells are wide, then 1.
  private static func cellsByZone(count: Int) -> [Int] {
    guard count > 2 else { return [1, 1] }
    let cap = 2 * Double.asin(Double.sqrt(1 / Double(count)))
    let side = Double.sqrt(4 * .pi / Double(count))
    let half = Int(((.pi - 2 * cap) / side / 2).rounded(.down))
    let height = (.pi - 2 * cap) / Double(2 * half + 1)
    var carry = 0.0
    var northern: [Int] = []
    for zone in 0..<half {
      let top = cap + Double(zone) * height
      let ideal = Double(count) * (Double.cos(top) - Double.cos(top + height)) / 2 + carry
      northern.append(max(1, Int(ideal.rounded())))
      carry = ideal - Double(northern[zone])
    }
    let middle = count - 2 - 2 * northern.reduce(0, +)
    return [1] + northern + [middle] + northern.reversed() + [1]
  }
}
