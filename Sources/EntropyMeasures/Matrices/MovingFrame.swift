import RealModule

/// The directions that a series of unit vectors can turn to, carried along its path, and its turns
/// in them.
///
/// The d - 1 tangent vectors go from one step to the next by the rotation that takes one unit
/// vector to the next on the shortest way. The turn from t to t + 1 is the angle between the two
/// vectors, times the components of its direction along the tangents: in the plane the signed
/// angle. A constant angular velocity is a constant turn, whatever the heading.
/// Source: Bishop 1975 (frames without twist).
struct MovingFrame: Sendable {
  /// The components of a vector, d.
  let dimension: Int
  /// Tangent a, component b at place a d + b, each a series.
  private(set) var tangents: [[Double]]
  /// The turn from each step to the next along each tangent; 0 at the last.
  private(set) var turns: [[Double]]

  /// The frame along unit vectors, row after row.
  init(_ vectors: [Double], dimension: Int) {
    self.dimension = dimension
    let rows = vectors.count / dimension
    tangents = Array(
      repeating: Array(repeating: 0, count: rows), count: (dimension - 1) * dimension)
    turns = Array(repeating: Array(repeating: 0, count: rows), count: dimension - 1)
    guard rows > 0 else { return }
    func vector(_ row: Int) -> [Double] {
      Array(vectors[row * dimension..<(row + 1) * dimension])
    }
    var frame = Self.tangents(at: vector(0))
    for row in 0..<rows {
      keep(frame, at: row)
      guard row + 1 < rows else { break }
      let (here, next) = (vector(row), vector(row + 1))
      for (axis, turn) in Self.turn(from: here, to: next, along: frame).enumerated() {
        turns[axis][row] = turn
      }
      frame = frame.map { Self.carry($0, from: here, to: next) }
    }
  }

  private mutating func keep(_ frame: [[Double]], at row: Int) {
    for (axis, tangent) in frame.enumerated() {
      for component in 0..<dimension {
        tangents[axis * dimension + component][row] = tangent[component]
      }
    }
  }

  /// Orthonormal vectors at right angles to `vector`; in the plane the one to its left.
  private static func tangents(at vector: [Double]) -> [[Double]] {
    if vector.count == 2 { return [[-vector[1], vector[0]]] }
    var basis = OrthonormalBasis()
    basis.append(vector)
    // The axis nearest to the vector comes last: it holds the least that is new.
    let axes = vector.indices.sorted { abs(vector[$0]) < abs(vector[$1]) }
    for axis in axes.dropLast() { basis.append(vector.indices.map { $0 == axis ? 1 : 0 }) }
    return Array(basis.columns.dropFirst())
  }

  private static func turn(
    from here: [Double], to next: [Double], along frame: [[Double]]
  ) -> [Double] {
    let parts = frame.map { OrthonormalBasis.product($0, next) }
    let sideways = OrthonormalBasis.product(parts, parts).squareRoot()
    guard sideways > 0 else { return parts }
    let angle = Double.atan2(y: sideways, x: OrthonormalBasis.product(here, next))
    return parts.map { $0 * angle / sideways }
  }

  /// A vector turned by the rotation that takes unit vector `here` to `next` on the shortest way;
  /// for opposite ones left as it is, but for what is no tangent.
  static func carry(_ vector: [Double], from here: [Double], to next: [Double]) -> [Double] {
    let cosine = OrthonormalBasis.product(here, next)
    let along = OrthonormalBasis.product(here, vector)
    guard cosine > -1 + 1e-12 else {
      return vector.indices.map { vector[$0] - 2 * along * here[$0] }
    }
    let sum = along + OrthonormalBasis.product(next, vector)
    return vector.indices.map { index in
      vector[index] - (here[index] + next[index]) * sum / (1 + cosine) + 2 * next[index] * along
    }
  }
}
