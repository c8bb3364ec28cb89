/// A real symmetric 3 x 3 matrix.
public struct SymmetricMatrix3: Sendable, Hashable {
  /// The diagonal: xx, yy, zz.
  public var diagonal: SIMD3<Double>
  /// The elements beside the diagonal: yz, xz, xy.
  public var offDiagonal: SIMD3<Double>

  /// A matrix from its diagonal (xx, yy, zz) and the elements yz, xz, xy.
  public init(diagonal: SIMD3<Double>, offDiagonal: SIMD3<Double> = .zero) {
    self.diagonal = diagonal
    self.offDiagonal = offDiagonal
  }

  /// sum v v^T.
  public init(sumOfOuterSquares vectors: some Sequence<SIMD3<Double>>) {
    self.init(diagonal: .zero)
    for vector in vectors { add(outerSquareOf: vector) }
  }

  /// Adds `weight` v v^T.
  public mutating func add(outerSquareOf v: SIMD3<Double>, weight: Double = 1) {
    diagonal += weight * v * v
    offDiagonal += weight * SIMD3(v.y * v.z, v.x * v.z, v.x * v.y)
  }

  /// The sum of the diagonal, which is the sum of the eigenvalues.
  public var trace: Double { diagonal.sum() }

  /// The eigenvalues by decreasing size, each with a unit eigenvector; eigenvectors are
  /// perpendicular and their signs arbitrary.
  ///
  /// Cyclic Jacobi rotations (Jacobi 1846; Rutishauser 1966): small eigenvalues of a positive
  /// matrix keep their relative accuracy, which a closed formula for the cubic's roots would lose.
  public var eigensystem: (values: SIMD3<Double>, vectors: [SIMD3<Double>]) {
    var rotations = JacobiRotations(SymmetricMatrices3(repeating: self), withVectors: true)
    rotations.diagonalize()
    let diagonal = rotations.matrices
    let values = [diagonal.xx[0], diagonal.yy[0], diagonal.zz[0]]
    let order = [0, 1, 2].sorted { (values[$0], -$0) > (values[$1], -$1) }
    return (
      SIMD3(order.map { values[$0] }),
      order.map { axis in SIMD3(rotations.vectors[axis].map { $0[0] }) }
    )
  }

  /// The eigenvalues by decreasing size.
  public var eigenvalues: SIMD3<Double> {
    let values = SymmetricMatrices3(repeating: self).eigenvalues
    return SIMD3(values.first[0], values.second[0], values.third[0])
  }
}

extension SymmetricMatrix3 {
  /// The eigenvector whose eigenvalue lies farthest from the other two: the axis of a distribution
  /// that is elongated or flat.
  ///
  /// With eigenvalues a >= b >= c it is the first axis when a - b >= b - c (to one part in 10^9 of
  /// the trace, so that rounding cannot decide a tie), else the last. `nil` when all three agree to
  /// one part in 10^9 of the trace. Its sign is arbitrary.
  public var distinctAxis: SIMD3<Double>? {
    let (values, vectors) = eigensystem
    let tolerance = 1e-9 * trace.magnitude
    let elongation = values.x - values.y
    let flatness = values.y - values.z
    guard max(elongation, flatness) > tolerance else { return nil }
    return elongation >= flatness - tolerance ? vectors[0] : vectors[2]
  }
}
