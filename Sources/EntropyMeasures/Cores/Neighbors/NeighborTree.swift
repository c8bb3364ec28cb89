/// A balanced k-d tree over points in open space, on a torus, or a mixture of both: exact nearest
/// neighbors and exact counts.
///
/// Distances are to the nearest image, each pair counted once. Every node is split three times at
/// the median of its widest axis into eight; leaves are blocks of eight points, whose neighbors are
/// looked for together. Building takes O(N log N), memory is about (d + 1) N words. The result does
/// not depend on the tree: neighbors at equal distance are ordered by their number, lower first.
///
/// ## What is in this folder
///
/// - The tree: ``Torus`` (the space), `TreeLayout` (how points lie in blocks and nodes),
///   `NeighborTreeBuilder`, `TreeFiller` and `PointSorter` (building), `TreeView` (the tree as
///   pointers).
/// - Searching it: `NeighborTree+Queries` (what callers ask for) and `NeighborTree+Visits` (block
///   by block, shared out among the processors). `NeighborSearch` goes through the tree for one
///   `TargetBlock` of eight points: up for the nearest, of which `NeighborRanks` keeps the
///   candidates; down for counts (`+Descent`, `+Count`) and for weights of balls (`BallTable`).
///   ``Metric`` is how gaps make a distance.
/// - What comes out: ``NearestNeighbors``, and `NeighborReaches` with what distances say of the
///   data (ties, dimension).
/// - Several variables together: `JointSpace` with its counts in marginal spaces by `SortedLine`
///   (one axis), `RankPlane` (two) or a tree (more); `AxisScale`, `+Judgment` (what ties leave
///   open), `+Influence` and `ChosenSamples` (standard errors).
public struct NeighborTree: Sendable {
  /// The space of the points.
  public let space: Torus
  /// The number of points.
  public let count: Int
  let layout: TreeLayout
  /// Wrapped coordinates: for each block and axis eight numbers; a block that is not full repeats
  /// its first point.
  let coordinates: [Double]
  /// The number of each point as the caller counts, block by block; -1 where a block is not full.
  let numbers: [Int32]
  /// The boxes of the groups of nodes: for each axis eight lowest, then eight highest coordinates.
  let boxes: [Double]

  /// The tree of `count` points, given row by row.
  ///
  /// - Parameters:
  ///   - rows: coordinates, `stride` numbers a point, of which the first `space.dimension` are
  ///     used.
  ///   - stride: numbers a point; the dimension of the space when left out.
  ///   - space: which axes are periodic.
  /// - Throws: ``EntropyError/notFinite(sample:)`` with the number of the first point that is not
  ///   finite.
  public init(rows: [Double], stride: Int? = nil, in space: Torus) throws(EntropyError) {
    let dimension = space.dimension
    let stride = stride ?? dimension
    precondition(dimension >= 1 && stride >= dimension && rows.count % stride == 0)
    count = rows.count / stride
    precondition(count < Int(Int32.max) - 8, "at most 2^31 - 10 points")
    self.space = space
    let points = try space.wrapped(rows: rows, stride: stride)
    layout = TreeLayout(count: count)
    let built = NeighborTreeBuilder.build(points: points, dimension: dimension, layout: layout)
    (coordinates, numbers, boxes) = (built.coordinates, built.numbers, built.boxes)
  }
}

extension Torus {
  /// Coordinates moved into their periods, row by row.
  ///
  /// - Throws: ``EntropyError/notFinite(sample:)`` with the number of the first point that is not
  ///   finite.
  fileprivate func wrapped(rows: [Double], stride: Int) throws(EntropyError) -> [Double] {
    if !isTorus, stride == dimension, rows.allSatisfy(\.isFinite) { return rows }
    let count = rows.count / stride
    var points: [Double] = []
    points.reserveCapacity(count * dimension)
    for point in 0..<count {
      for axis in 0..<dimension {
        let coordinate = rows[point * stride + axis]
        guard coordinate.isFinite else { throw .notFinite(sample: point) }
        points.append(wrapped(coordinate, axis: axis))
      }
    }
    return points
  }
}

/// A tree as bare pointers, for the loops that must be fast. Nothing is written through them while
/// the view lives.
struct TreeView: @unchecked Sendable {
  let layout: TreeLayout
  let dimension: Int
  let coordinates: UnsafePointer<Double>
  let numbers: UnsafePointer<Int32>
  let boxes: UnsafePointer<Double>
  /// The period of each axis, infinite for an open one.
  let periods: UnsafePointer<Double>

  /// The coordinates of a block: eight numbers for each axis.
  @inline(__always)
  func coordinates(ofBlock block: Int, dimension: Int) -> UnsafePointer<Double> {
    coordinates + block &* dimension &* 8
  }
}

extension NeighborTree {
  /// Calls `body` with the tree as pointers; not for a tree without points.
  func withView<Result>(_ body: (TreeView) -> Result) -> Result? {
    let periods = space.periods.map { $0 > 0 ? $0 : .infinity }
    return coordinates.withUnsafeBufferPointer { coordinates in
      numbers.withUnsafeBufferPointer { numbers in
        boxes.withUnsafeBufferPointer { boxes in
          periods.withUnsafeBufferPointer { periods in
            guard let coordinates = coordinates.baseAddress, let numbers = numbers.baseAddress,
              let boxes = boxes.baseAddress, let periods = periods.baseAddress
            else { return nil }
            return body(
              TreeView(
                layout: layout, dimension: space.dimension, coordinates: coordinates,
                numbers: numbers, boxes: boxes, periods: periods))
          }
        }
      }
    }
  }
}
