import ClausiusSimulationCore

/// How one axis is cut into cells whose sides are at most as long as asked.
struct SparseAxis: Sendable {
  private let lower: Double
  private let side: Double
  /// Cells of a period, `nil` where the axis is not periodic.
  let cells: Int?
  /// How many cells away a neighbor can be.
  let reach: Int

  init(_ axis: Int, of box: Box, side: Double, radius: Double) {
    if axis >= box.spatialDimension {
      (lower, self.side, cells, reach) = (0, .infinity, nil, 0)
    } else if box.boundary[axis] == .periodic {
      let period = box.length(axis)
      let count = max(1, min(0x1p50, (period / side).rounded(.up)))
      (lower, self.side, cells) = (box.lower[axis], period / count, Int(count))
      reach = Int(min((radius * count / period).rounded(.up), count))
    } else {
      (lower, self.side, cells) = (0, side, nil)
      reach = Int((radius / side).rounded(.up))
    }
  }

  /// The cell of a coordinate.
  func cell(_ coordinate: Double) -> Int {
    let cell = ((coordinate - lower) / side).rounded(.down)
    guard let cells else { return Int(cell) }
    let wrapped = cell - (cell / Double(cells)).rounded(.down) * Double(cells)
    return min(cells - 1, max(0, Int(wrapped)))
  }
}
