import RealModule

/// Means and covariances of rows, sums over samples divided by their number less `lost`.
struct Covariance {
  /// The mean of each column.
  let mean: [Double]
  /// The covariances, [d][d].
  let matrix: [[Double]]

  init(rows: [Double], columns: Int, lost: Int = 0) {
    let count = rows.count / columns
    var mean = [Double](repeating: 0, count: columns)
    for row in 0..<count {
      for column in 0..<columns { mean[column] += rows[row * columns + column] }
    }
    for column in 0..<columns { mean[column] /= Double(count) }
    var sums = [[Double]](repeating: Array(repeating: 0, count: columns), count: columns)
    for row in 0..<count {
      for i in 0..<columns {
        let deviation = rows[row * columns + i] - mean[i]
        for j in 0...i { sums[i][j] += deviation * (rows[row * columns + j] - mean[j]) }
      }
    }
    for i in 0..<columns {
      for j in 0...i {
        sums[i][j] /= Double(count - lost)
        sums[j][i] = sums[i][j]
      }
    }
    self.mean = mean
    matrix = sums
  }
}

/// The factor of Cholesky: a lower triangular matrix L with L L^T the given one.
struct Cholesky {
  /// L, row by row.
  let lower: [[Double]]

  /// The factor of a symmetric matrix; `nil` when it is not positive definite to the precision of its elements.
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
