import ClausiusDeclarations
import CLAPACK

/// The eigenvalues of real symmetric matrices, by LAPACK (divide and conquer).
public enum SymmetricEigenvalues {
  /// LAPACK of some builds is not made for calls from several threads at once.
  static let turn = Locked<Void>(())

  /// The eigenvalues of a symmetric matrix, not decreasing.
  ///
  /// - Parameters:
  ///   - matrix: row by row; only the elements on and below the diagonal are read.
  ///   - size: rows of the matrix.
  /// - Returns: the eigenvalues, or `nil` when LAPACK did not converge.
  public static func of(_ matrix: [Double], size: Int) -> [Double]? {
    precondition(matrix.count == size * size && size < 1 << 15)
    guard size > 0 else { return [] }
    var (matrix, n) = (lowerTriangle(matrix, size), Int32(size))
    var values = [Double](repeating: 0, count: size)
    var (status, workSize, integerSize): (Int32, Int32, Int32) = (0, -1, -1)
    var (bestWork, bestInteger) = (0.0, Int32(0))
    return turn.withLock { _ in
      // A call with sizes of -1 tells how much memory is wanted. "U" by columns is the lower
      // triangle by rows.
      dsyevd_(
        "N", "U", &n, &matrix, &n, &values, &bestWork, &workSize, &bestInteger, &integerSize,
        &status)
      guard status == 0 else { return nil }
      (workSize, integerSize) = (Int32(bestWork), bestInteger)
      var work = [Double](repeating: 0, count: Int(workSize))
      var integers = [Int32](repeating: 0, count: Int(integerSize))
      dsyevd_(
        "N", "U", &n, &matrix, &n, &values, &work, &workSize, &integers, &integerSize, &status)
      return status == 0 ? values : nil
    }
  }

  /// The eigenvalues, not decreasing, and the eigenvectors of a symmetric matrix, one after another
  /// in rows; `nil` when LAPACK did not converge.
  static func system(
    of matrix: [Double], size: Int
  ) -> (values: [Double], vectors: [Double])? {
    precondition(matrix.count == size * size && size < 1 << 15)
    var (matrix, n) = (matrix, Int32(size))
    var values = [Double](repeating: 0, count: size)
    var (status, workSize, integerSize): (Int32, Int32, Int32) = (0, -1, -1)
    var (bestWork, bestInteger) = (0.0, Int32(0))
    let isFound = turn.withLock { _ in
      dsyevd_(
        "V", "U", &n, &matrix, &n, &values, &bestWork, &workSize, &bestInteger, &integerSize,
        &status)
      guard status == 0 else { return false }
      (workSize, integerSize) = (Int32(bestWork), bestInteger)
      var work = [Double](repeating: 0, count: Int(workSize))
      var integers = [Int32](repeating: 0, count: Int(integerSize))
      dsyevd_(
        "V", "U", &n, &matrix, &n, &values, &work, &workSize, &integers, &integerSize, &status)
      return status == 0
    }
    return isFound ? (values, matrix) : nil
  }

  /// A copy of the elements on and below the diagonal, which LAPACK may overwrite; the others are
  /// not read, and their memory is not touched.
  private static func lowerTriangle(_ matrix: [Double], _ size: Int) -> [Double] {
    [Double](unsafeUninitializedCapacity: matrix.count) { copy, initialized in
      matrix.withUnsafeBufferPointer { matrix in
        guard let source = matrix.baseAddress, let target = copy.baseAddress else { return }
        for row in 0..<size {
          (target + row * size).initialize(from: source + row * size, count: row + 1)
        }
      }
      initialized = matrix.count
    }
  }
}
