import RealModule

/// Means and covariances of rows, sums over samples divided by their number less `lost`.
struct Covariance {
  /// The mean of each column.
  let mean: [Double]
  /// The covariances, [d][d].
  let matrix: [[Double]]

  init(rows: [Double], columns: Int, lost: Int = 0) {
    let count = rows.count / columns
    // Counted from the first row: the mean of equal numbers is that number, and they have no
    // variance.
    let first = Array(rows.prefix(columns))
    let mean = zip(
      first,
      Self.summed(rows, columns, terms: columns) { row, sums in
        for column in 0..<columns { sums[column] += row[column] - first[column] }
      }
    ).map { $0 + $1 / Double(count) }
    let sums = Self.summed(rows, columns, terms: columns * columns) { row, sums in
      for i in 0..<columns {
        let deviation = row[i] - mean[i]
        for j in 0...i { sums[i &* columns &+ j] += deviation * (row[j] - mean[j]) }
      }
    }
    var matrix = [[Double]](repeating: Array(repeating: 0, count: columns), count: columns)
    for i in 0..<columns {
      for j in 0...i {
        matrix[i][j] = sums[i * columns + j] / Double(count - lost)
        matrix[j][i] = matrix[i][j]
      }
    }
    self.mean = mean
    self.matrix = matrix
  }

  /// The sums of what `add` adds for every row: of groups of 4096 rows, added in their order, so
  /// that they do not depend on the number of processors.
  @inline(__always)
  private static func summed(
    _ rows: [Double], _ columns: Int, terms: Int,
    _ add: @Sendable (_ row: UnsafePointer<Double>, _ sums: UnsafeMutablePointer<Double>) -> Void
  ) -> [Double] {
    let (size, count) = (4096, rows.count / columns)
    let groups = (count + size - 1) / size
    var parts = [Double](repeating: 0, count: groups * terms)
    parts.withUnsafeMutableBufferPointer { buffer in
      let parts = PerPoint(buffer: buffer)
      shareOut(groups, many: 4) { groups in
        rows.withUnsafeBufferPointer { rows in
          guard let first = rows.baseAddress, let sums = parts.buffer.baseAddress else { return }
          for group in groups {
            for row in group * size..<min(count, (group + 1) * size) {
              add(first + row &* columns, sums + group &* terms)
            }
          }
        }
      }
    }
    return (0..<terms).map { term in
      stride(from: term, to: parts.count, by: terms).reduce(0) { $0 + parts[$1] }
    }
  }
}

/// The factor of Cholesky: a lower triangular matrix L with L L^T the given one.
struct Cholesky {
  /// L, row by row.
  let lower: [[Double]]

  /// The factor of a symmetric matrix; `nil` when it is not positive definite to the precision of
  /// its elements.
  init?(_ matrix: [[Double]]) {
    let size = matrix.count
    var lower = [[Double]](repeating: Array(repeating: 0, count: size), count: size)
    for i in 0..<size {
      for j in 0...i {
        let sum = (0..<j).reduce(matrix[i][j]) { $0 - lower[i][$1] * lower[j][$1] }
        if i == j {
          guard sum > matrix[i][i] * 1e-15 * Double(size) else { return nil }
          lower[i][i] = sum.squareRoot()
        } else {
          lower[i][j] = sum / lower[j][j]
        }
      }
    }
    self.lower = lower
  }

  /// The logarithm of the determinant of the matrix.
  var logDeterminant: Double {
    2 * lower.indices.reduce(0) { $0 + Double.log(lower[$1][$1]) }
  }

  /// L^(-1) v.
  func solveLower(_ vector: [Double]) -> [Double] {
    var result = vector
    for i in vector.indices {
      for j in 0..<i { result[i] -= lower[i][j] * result[j] }
      result[i] /= lower[i][i]
    }
    return result
  }

  /// The trace of the inverse of the matrix times another symmetric one, tr(L^(-1) B L^(-T)).
  func traceOfInverse(times other: [[Double]]) -> Double {
    let half = lower.indices.map { column in solveLower(other.map { $0[column] }) }
    return lower.indices.reduce(0) { sum, i in
      sum + solveLower(half.map { $0[i] })[i]
    }
  }
}
