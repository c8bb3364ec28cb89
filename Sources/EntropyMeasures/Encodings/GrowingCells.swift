/// Cells of equal size over points of a series whose range is not known before: the range doubles
/// when a point falls outside.
///
/// There are n cells an axis. They begin far smaller than any distance of interest; when a point
/// lies beyond an end, cells are joined in pairs along that axis until it does not, so that in the
/// end the points span more than a quarter of the range. The differential entropy of the points is
/// that of the cells plus the logarithm of a cell's volume, which depends on the size of the cells
/// only where the density changes within one.
public struct GrowingCells: Sendable, Hashable {
  /// Cells on each axis, n, an even number.
  public let cellsPerAxis: Int
  /// The counts of the cells.
  public private(set) var counts = BlockedCounts()
  private var lower: [Double] = []
  private var width: [Double]
  private var isSpread: [Bool]

  /// Cells in `dimension` dimensions with `cellsPerAxis` (even, at most 1024) on each axis.
  public init(dimension: Int, cellsPerAxis: Int) {
    precondition(dimension >= 1 && cellsPerAxis % 2 == 0 && (2...1024).contains(cellsPerAxis))
    self.cellsPerAxis = cellsPerAxis
    width = Array(repeating: 0, count: dimension)
    isSpread = Array(repeating: false, count: dimension)
  }

  /// The volume of a cell; `nil` while all points have the same value on some axis.
  public var cellVolume: Double? {
    isSpread.allSatisfy { $0 } ? width.reduce(1, *) : nil
  }

  /// Takes the next point, whose coordinates are finite.
  public mutating func add(_ point: [Double]) {
    precondition(point.count == width.count)
    if lower.isEmpty { begin(at: point) }
    var number = 0
    for axis in width.indices {
      widen(axis, toHold: point[axis])
      let cell = Int(saturating: (point[axis] - lower[axis]) / width[axis])
      number = number * cellsPerAxis + min(max(0, cell), cellsPerAxis - 1)
    }
    counts.add(number)
  }

  /// A first range of a millionth of a millionth of the first value around it.
  private mutating func begin(at point: [Double]) {
    width = point.map { max(1e-12 * abs($0), 1e-15) / Double(cellsPerAxis) }
    lower = zip(point, width).map { $0 - Double(cellsPerAxis / 2) * $1 }
  }

  private mutating func widen(_ axis: Int, toHold value: Double) {
    let n = cellsPerAxis
    let step = (axis + 1..<width.count).reduce(1) { product, _ in product * n }
    while value < lower[axis] || value >= lower[axis] + Double(n) * width[axis] {
      isSpread[axis] = true
      let isBelow = value < lower[axis]
      if isBelow { lower[axis] -= Double(n) * width[axis] }
      width[axis] *= 2
      counts.renumber { number in
        let cell = number / step % n
        return number + ((isBelow ? n / 2 : 0) + cell / 2 - cell) * step
      }
    }
  }
}
