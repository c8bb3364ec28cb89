/// A balanced k-d tree over points in open space, on a torus, or a mixture of both: exact nearest neighbors and exact counts.
///
/// Distances are to the nearest image, each pair counted once. Every node is split at the median of its widest axis; all leaves lie at the
/// same depth and hold about ten points, whose distances are computed together. Building takes O(N log N), memory is (d + 1) N words.
/// The result does not depend on the tree: neighbors at equal distance are ordered by their number, lower first.
public struct NeighborTree: Sendable {
  /// Points in a leaf, at most.
  static let leafSize = 12

  /// The space of the points.
  public let space: Torus
  /// The number of points.
  public let count: Int
  /// Wrapped coordinates in the order of the leaves, axis by axis.
  let coordinates: [Double]
  /// The number of each point as the caller counts, in the order of the leaves.
  let numbers: [Int32]
  /// For each node its lowest, then its highest coordinate on each axis; the root is node 1, its children 2 and 3.
  let extents: [Double]
  /// The level of the leaves; the root is at level 0.
  let depth: Int

  /// The tree of `count` points, given row by row.
  ///
  /// - Parameters:
  ///   - rows: coordinates, `stride` numbers a point, of which the first `space.dimension` are used.
  ///   - stride: numbers a point; the dimension of the space when left out.
  ///   - space: which axes are periodic.
  /// - Throws: ``EntropyError/notFinite(sample:)`` with the number of the first point that is not finite.
  public init(rows: [Double], stride: Int? = nil, in space: Torus) throws(EntropyError) {
    let dimension = space.dimension
    let stride = stride ?? dimension
    precondition(dimension >= 1 && stride >= dimension && rows.count % stride == 0)
    count = rows.count / stride
    precondition(count < Int(Int32.max), "at most 2^31 - 2 points")
    self.space = space
    var builder = NeighborTreeBuilder(count: count, dimension: dimension)
    for axis in 0..<dimension {
      for point in 0..<count {
        let coordinate = rows[point * stride + axis]
        guard coordinate.isFinite else { throw .notFinite(sample: point) }
        builder.coordinates[axis * count + point] = space.wrapped(coordinate, axis: axis)
      }
    }
    builder.build()
    (coordinates, numbers) = (builder.coordinates, builder.numbers)
    (extents, depth) = (builder.extents, builder.depth)
  }
}

/// The nearest neighbors of each of a set of points, nearest first.
public struct NearestNeighbors: Sendable, Hashable {
  /// The number of points, N.
  public let points: Int
  /// The number of neighbors of each point, k.
  public let neighbors: Int
  /// Distances, [N][k], row by row, not decreasing within a row.
  public private(set) var distances: [Double]
  /// The numbers of the neighbors, [N][k].
  public private(set) var numbers: [Int32]

  init(points: Int, neighbors: Int) {
    self.points = points
    self.neighbors = neighbors
    distances = [Double](repeating: 0, count: points * neighbors)
    numbers = [Int32](repeating: 0, count: points * neighbors)
  }

  /// The distance of `point` to its neighbor of rank `rank`, counted from 1.
  @inlinable
  public func distance(of point: Int, toRank rank: Int) -> Double {
    distances[point * neighbors + rank - 1]
  }

  /// Lets `body` write the distances and the numbers.
  mutating func fill(_ body: (PerPoint<Double>, PerPoint<Int32>) -> Void) {
    distances.withUnsafeMutableBufferPointer { distances in
      numbers.withUnsafeMutableBufferPointer { numbers in
        body(PerPoint(buffer: distances), PerPoint(buffer: numbers))
      }
    }
  }
}

/// Results that processors write at the same time, each those of its own points.
struct PerPoint<Value>: @unchecked Sendable {
  let buffer: UnsafeMutableBufferPointer<Value>

  @inline(__always)
  subscript(place: Int) -> Value {
    get { buffer[place] }
    nonmutating set { buffer[place] = newValue }
  }
}
