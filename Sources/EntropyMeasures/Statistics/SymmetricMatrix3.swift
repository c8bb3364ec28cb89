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
    var rotation = JacobiRotation(self, withVectors: true)
    rotation.diagonalize()
    let order = [0, 1, 2].sorted {
      (rotation.diagonal[$0], -$0) > (rotation.diagonal[$1], -$1)
    }
    return (
      SIMD3(
        rotation.diagonal[order[0]], rotation.diagonal[order[1]], rotation.diagonal[order[2]]),
      order.map { rotation.vectors[$0] }
    )
  }

  /// The eigenvalues by decreasing size.
  public var eigenvalues: SIMD3<Double> {
    var rotation = JacobiRotation(self, withVectors: false)
    rotation.diagonalize()
    let (a, b, c) = (rotation.diagonal.x, rotation.diagonal.y, rotation.diagonal.z)
    let largest = max(a, b, c)
    let smallest = min(a, b, c)
    return SIMD3(largest, max(min(a, b), min(max(a, b), c)), smallest)
  }
}

/// A matrix on its way to the diagonal: A = V^T D V with `vectors` the columns of V.
private struct JacobiRotation {
  var diagonal: SIMD3<Double>
  /// yz, xz, xy: the element k is the one that does not touch axis k.
  private var off: SIMD3<Double>
  /// Empty when only the eigenvalues are wanted.
  private(set) var vectors: [SIMD3<Double>]

  init(_ matrix: SymmetricMatrix3, withVectors: Bool) {
    diagonal = matrix.diagonal
    off = matrix.offDiagonal
    vectors = withVectors ? [SIMD3(1, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1)] : []
  }

  mutating func diagonalize() {
    // Convergence is quadratic; a handful of sweeps does, and the limit is only a safeguard.
    for _ in 0..<30 {
      if off == .zero { return }
      for untouched in 0..<3 { rotate(leaving: untouched) }
    }
  }

  /// The rotation in the plane of the two other axes that makes their common element zero.
  private mutating func rotate(leaving r: Int) {
    let (p, q) = (r == 0 ? 1 : 0, r == 2 ? 1 : 2)
    let element = off[r]
    let geometricMean = diagonal[p].magnitude.squareRoot() * diagonal[q].magnitude.squareRoot()
    let negligible = Double.ulpOfOne / 4 * geometricMean
    guard element.magnitude > max(negligible, .leastNonzeroMagnitude) else {
      off[r] = 0
      return
    }
    let cotangent = (diagonal[q] - diagonal[p]) / (2 * element)
    let t =
      cotangent.magnitude > 1e150
      ? 1 / (2 * cotangent)
      : (cotangent < 0 ? -1 : 1) / (cotangent.magnitude + (cotangent * cotangent + 1).squareRoot())
    let c = 1 / (t * t + 1).squareRoot()
    let s = t * c
    diagonal[p] -= t * element
    diagonal[q] += t * element
    off[r] = 0
    let (alongP, alongQ) = (off[q], off[p])
    off[q] = c * alongP - s * alongQ
    off[p] = s * alongP + c * alongQ
    guard !vectors.isEmpty else { return }
    let (vp, vq) = (vectors[p], vectors[q])
    vectors[p] = c * vp - s * vq
    vectors[q] = s * vp + c * vq
  }
}

/// The eigenvector whose eigenvalue lies farthest from the other two: the axis of a distribution
/// that is elongated or flat.
///
/// With eigenvalues a >= b >= c it is the first axis when a - b >= b - c (to one part in 10^9 of
/// the trace, so that rounding cannot decide a tie), else the last. `nil` when all three agree to
/// one part in 10^9 of the trace. Its sign is arbitrary.
public func distinctAxis(of matrix: SymmetricMatrix3) -> SIMD3<Double>? {
  let (values, vectors) = matrix.eigensystem
  let tolerance = 1e-9 * matrix.trace.magnitude
  let elongation = values.x - values.y
  let flatness = values.y - values.z
  guard max(elongation, flatness) > tolerance else { return nil }
  return elongation >= flatness - tolerance ? vectors[0] : vectors[2]
}
