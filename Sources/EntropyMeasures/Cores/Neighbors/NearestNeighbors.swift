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
