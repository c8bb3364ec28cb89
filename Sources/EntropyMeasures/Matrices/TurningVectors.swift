/// What vectors that turn, such as velocities, tell of where they turn to.
///
/// v is a vector, u its direction, R_k the rotation by which it turned k steps ago. A motion of
/// steady turns and wandering speed goes on as R u times a linear function of past speeds, which no
/// linear function of past vectors is; neither is that of a wandering turn. So of one value of the
/// past R_1 v, R_1 u and u are known too, of each further one |v| at that step times R_1 u, and R_k
/// u.
struct TurningVectors: Sendable {
  /// The vectors of all steps, row after row.
  private let vectors: [[Double]]
  private let lengths: [Double]
  /// The directions; those at rest have none.
  private let directions: [[Double]]

  /// The vectors in columns of as many rows.
  init(_ columns: [[Double]]) {
    let rows = columns.first?.count ?? 0
    let vectors = (0..<rows).map { row in columns.map { $0[row] } }
    self.vectors = vectors
    let lengths = vectors.map { OrthonormalBasis.product($0, $0).squareRoot() }
    self.lengths = lengths
    directions = zip(vectors, lengths).map { vector, length in
      vector.map { length > 0 ? $0 / length : 0 }
    }
  }

  /// The frame along the directions; one at rest keeps the last it had.
  var frame: MovingFrame? {
    guard let dimension = directions.first?.count,
      var last = directions.first(where: { row in row.contains { $0 != 0 } })
    else { return nil }
    let moving = directions.flatMap { row -> [Double] in
      if row.contains(where: { $0 != 0 }) { last = row }
      return last
    }
    return MovingFrame(moving, dimension: dimension)
  }

  /// What is known at times of the vectors `length` steps before, column by column.
  func known(at times: [Int], by length: Int) -> [[Double]] {
    let width = vectors.first?.count ?? 0
    let rows = times.map { time -> [Double] in
      let direction = directions[time]
      let turned = turn(direction, asAt: time)
      guard length > 1 else { return turned.map { $0 * lengths[time] } + turned + direction }
      let before = max(0, time - length + 1)
      return turned.map { $0 * lengths[before] } + turn(direction, asAt: before)
    }
    return (0..<(length > 1 ? 2 : 3) * width).map { column in rows.map { $0[column] } }
  }

  /// A direction turned as the vectors turned from the step before `row` to `row`.
  private func turn(_ direction: [Double], asAt row: Int) -> [Double] {
    guard row > 0, lengths[row] > 0, lengths[row - 1] > 0 else { return direction }
    return MovingFrame.carry(direction, from: directions[row - 1], to: directions[row])
  }
}
