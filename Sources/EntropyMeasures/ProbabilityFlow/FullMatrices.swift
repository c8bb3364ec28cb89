import CLAPACK

/// Products and solutions of full matrices, by BLAS and LAPACK, one call at a time.
///
/// Matrices are lists of numbers, row by row; of a symmetric one only the elements on and below the
/// diagonal count.
enum FullMatrices {
  /// Adds sum_r v_r v_r^T of `rows` [r][size] to the symmetric `matrix` [size][size].
  static func addProducts(of rows: [Double], to matrix: inout [Double], size: Int) {
    guard size > 0, !rows.isEmpty else { return }
    var (n, count) = (Int32(size), Int32(rows.count / size))
    var one = 1.0
    // "U" by columns is the lower triangle by rows, and rows are the columns of the factor.
    SymmetricEigenvalues.turn.withLock { _ in
      dsyrk_("U", "N", &n, &count, &one, rows, &n, &one, &matrix, &n)
    }
  }

  /// The x of A x = `right` for a symmetric positive definite A; `nil` for another.
  static func solution(of matrix: [Double], right: [Double]) -> [Double]? {
    guard !right.isEmpty else { return [] }
    var (matrix, right) = (matrix, right)
    var (n, one, status) = (Int32(right.count), Int32(1), Int32(0))
    SymmetricEigenvalues.turn.withLock { _ in
      dposv_("U", &n, &one, &matrix, &n, &right, &n, &status)
    }
    return status == 0 ? right : nil
  }

  /// x A x of a symmetric matrix.
  static func quadraticForm(_ matrix: [Double], _ vector: [Double]) -> Double {
    let size = vector.count
    return matrix.withUnsafeBufferPointer { matrix in
      vector.withUnsafeBufferPointer { vector in
        var sum = 0.0
        for i in 0..<size where vector[i] != 0 {
          var row = vector[i] * matrix[i &* size &+ i] / 2
          for j in 0..<i { row += vector[j] * matrix[i &* size &+ j] }
          sum += 2 * vector[i] * row
        }
        return sum
      }
    }
  }

  /// A B of square matrices, given as rows.
  static func product(_ a: [[Double]], _ b: [[Double]]) -> [[Double]] {
    a.map { row in
      var sum = [Double](repeating: 0, count: b.first?.count ?? 0)
      for (factor, other) in zip(row, b) where factor != 0 {
        for j in sum.indices { sum[j] += factor * other[j] }
      }
      return sum
    }
  }

  /// The rows of a matrix as columns.
  static func transposed(_ a: [[Double]]) -> [[Double]] {
    (a.first ?? []).indices.map { j in a.map { $0[j] } }
  }
}
