import CLAPACK

/// The real Schur form A = Z T Z^T: Z orthogonal, T upper triangular but for blocks of two.
struct SchurForm {
  /// The real parts of the eigenvalues.
  let realParts: [Double]
  /// The imaginary parts of the eigenvalues.
  let imaginaryParts: [Double]
  private let size: Int
  /// T, column by column.
  private let triangular: [Double]
  /// Z as rows.
  private let basis: [[Double]]

  /// The form of a square matrix; `nil` when LAPACK did not converge.
  init?(_ matrix: [[Double]]) {
    let size = matrix.count
    var a = FullMatrices.transposed(matrix).flatMap { $0 }
    var (n, chosen, status) = (Int32(size), Int32(0), Int32(0))
    var workSize = Int32(8 * size)
    var real = [Double](repeating: 0, count: size)
    var imaginary = real
    var vectors = [Double](repeating: 0, count: size * size)
    var work = [Double](repeating: 0, count: Int(workSize))
    var flags = [Int32](repeating: 0, count: size)
    SymmetricEigenvalues.turn.withLock { _ in
      dgees_(
        "V", "N", nil, &n, &a, &n, &chosen, &real, &imaginary, &vectors, &n, &work, &workSize,
        &flags, &status)
    }
    guard status == 0 else { return nil }
    self.size = size
    (realParts, imaginaryParts, triangular) = (real, imaginary, a)
    basis = (0..<size).map { i in (0..<size).map { vectors[$0 * size + i] } }
  }

  /// The symmetric S of A S + S A^T = -diag(`sources`).
  func lyapunovSolution(for sources: [Double]) -> [[Double]] {
    let inverse = FullMatrices.transposed(basis)
    let scaled = zip(basis, sources).map { row, source in row.map { -$0 * source } }
    // Symmetric: columns are rows.
    var right = FullMatrices.product(inverse, scaled).flatMap { $0 }
    var (n, sign, scale, status) = (Int32(size), Int32(1), 1.0, Int32(0))
    SymmetricEigenvalues.turn.withLock { _ in
      dtrsyl_(
        "N", "T", &sign, &n, &n, triangular, &n, triangular, &n, &right, &n, &scale, &status)
    }
    let middle = (0..<size).map { i in (0..<size).map { right[i * size + $0] / scale } }
    let solution = FullMatrices.product(FullMatrices.product(basis, middle), inverse)
    return solution.indices.map { i in
      solution.indices.map { (solution[i][$0] + solution[$0][i]) / 2 }
    }
  }
}
