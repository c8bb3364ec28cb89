import CLAPACK

/// A square complex matrix, column by column.
struct ComplexMatrix {
  let size: Int
  private var parts: [Double]

  init(size: Int) {
    self.size = size
    parts = [Double](repeating: 0, count: 2 * size * size)
  }

  static func identity(_ size: Int) -> ComplexMatrix {
    var result = ComplexMatrix(size: size)
    for i in 0..<size { result[i, i].real = 1 }
    return result
  }

  subscript(row: Int, column: Int) -> (real: Double, imaginary: Double) {
    get { (parts[2 * (column * size + row)], parts[2 * (column * size + row) + 1]) }
    set {
      parts[2 * (column * size + row)] = newValue.real
      parts[2 * (column * size + row) + 1] = newValue.imaginary
    }
  }

  /// The X of A X = this matrix; `nil` for a singular A.
  func solution(of matrix: ComplexMatrix) -> ComplexMatrix? {
    var (left, right) = (matrix, self)
    var (n, status) = (Int32(size), Int32(0))
    var pivots = [Int32](repeating: 0, count: size)
    SymmetricEigenvalues.turn.withLock { _ in
      zgesv_(&n, &n, &left.parts, &n, &pivots, &right.parts, &n, &status)
    }
    return status == 0 ? right : nil
  }
}
