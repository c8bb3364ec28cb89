/// Eight real symmetric 3 x 3 matrices, one in each lane, whose eigenvalues are found together.
package struct SymmetricMatrices3 {
  // The diagonals, and the elements beside them.
  fileprivate(set) var xx, yy, zz: SIMD8<Double>
  fileprivate(set) var yz, xz, xy: SIMD8<Double>

  /// Eight times the same matrix.
  package init(repeating matrix: SymmetricMatrix3) {
    xx = SIMD8(repeating: matrix.diagonal.x)
    yy = SIMD8(repeating: matrix.diagonal.y)
    zz = SIMD8(repeating: matrix.diagonal.z)
    yz = SIMD8(repeating: matrix.offDiagonal.x)
    xz = SIMD8(repeating: matrix.offDiagonal.y)
    xy = SIMD8(repeating: matrix.offDiagonal.z)
  }

  /// Adds `weight` v v^T with another vector v = (x, y, z) in each lane.
  package mutating func add(
    outerSquaresOf x: SIMD8<Double>, _ y: SIMD8<Double>, _ z: SIMD8<Double>, weight: Double
  ) {
    xx += weight * x * x
    yy += weight * y * y
    zz += weight * z * z
    yz += weight * (y * z)
    xz += weight * (x * z)
    xy += weight * (x * y)
  }

  /// The eigenvalues of each matrix by decreasing size.
  package var eigenvalues: (first: SIMD8<Double>, second: SIMD8<Double>, third: SIMD8<Double>) {
    var rotations = JacobiRotations(self, withVectors: false)
    rotations.diagonalize()
    let (a, b, c) = (rotations.matrices.xx, rotations.matrices.yy, rotations.matrices.zz)
    let (low, high) = (a.smaller(b), a.larger(b))
    return (high.larger(c), low.larger(high.smaller(c)), low.smaller(c))
  }
}

/// Matrices on their way to the diagonal: A = V^T D V with ``vectors`` the columns of V.
struct JacobiRotations {
  /// D.
  private(set) var matrices: SymmetricMatrices3
  /// [vector][component]; empty when only the eigenvalues are wanted.
  private(set) var vectors: [[Lanes]]

  init(_ matrices: SymmetricMatrices3, withVectors: Bool) {
    self.matrices = matrices
    vectors =
      withVectors ? (0..<3).map { k in (0..<3).map { Lanes(repeating: $0 == k ? 1 : 0) } } : []
  }

  mutating func diagonalize() {
    // Convergence is quadratic; a handful of sweeps does, and the limit is only a safeguard.
    for _ in 0..<30 {
      if matrices.yz == .zero, matrices.xz == .zero, matrices.xy == .zero { return }
      turnVectors(
        1, 2,
        Turn(&matrices.yy, &matrices.zz, element: &matrices.yz, &matrices.xy, &matrices.xz))
      turnVectors(
        0, 2,
        Turn(&matrices.xx, &matrices.zz, element: &matrices.xz, &matrices.xy, &matrices.yz))
      turnVectors(
        0, 1,
        Turn(&matrices.xx, &matrices.yy, element: &matrices.xy, &matrices.xz, &matrices.yz))
    }
  }

  private mutating func turnVectors(_ p: Int, _ q: Int, _ turn: Turn) {
    guard !vectors.isEmpty else { return }
    for axis in 0..<3 {
      var (vp, vq) = (vectors[p][axis], vectors[q][axis])
      turn.apply(to: &vp, &vq)
      (vectors[p][axis], vectors[q][axis]) = (vp, vq)
    }
  }
}

/// A rotation in the plane of two axes p and q, in the lanes that need one.
private struct Turn {
  private let isMade: SIMDMask<SIMD8<Int64>>
  private var cosine = Lanes(repeating: 1)
  private var sine = Lanes.zero

  /// Makes the common element of p and q zero.
  ///
  /// - Parameters:
  ///   - p: the element pp.
  ///   - q: the element qq.
  ///   - element: the element pq.
  ///   - alongP: the element of p and the third axis.
  ///   - alongQ: the element of q and the third axis.
  @inline(__always)
  init(
    _ p: inout Lanes, _ q: inout Lanes, element: inout Lanes, _ alongP: inout Lanes,
    _ alongQ: inout Lanes
  ) {
    let geometricMean = p.magnitudes.squareRoot() * q.magnitudes.squareRoot()
    let negligible = Double.ulpOfOne / 4 * geometricMean
    isMade = element.magnitudes .> Lanes(repeating: .leastNonzeroMagnitude).larger(negligible)
    defer { element = .zero }
    guard isMade.isAny else { return }
    let tangent = Self.tangent(cotangent: (q - p) / (2 * element))
    cosine = 1 / (tangent * tangent + 1).squareRoot()
    sine = tangent * cosine
    p.replace(with: p - tangent * element, where: isMade)
    q.replace(with: q + tangent * element, where: isMade)
    apply(to: &alongP, &alongQ)
  }

  /// Turns two components along p and q.
  @inline(__always)
  func apply(to alongP: inout Lanes, _ alongQ: inout Lanes) {
    let (a, b) = (alongP, alongQ)
    alongP.replace(with: cosine * a - sine * b, where: isMade)
    alongQ.replace(with: sine * a + cosine * b, where: isMade)
  }

  /// The tangent of the smaller angle of rotation; `cotangent` is that of twice the angle.
  @inline(__always)
  private static func tangent(cotangent: Lanes) -> Lanes {
    let sign = Lanes(repeating: 1).replacing(with: -1, where: cotangent .< 0)
    let exact = sign / (cotangent.magnitudes + (cotangent * cotangent + 1).squareRoot())
    return exact.replacing(
      with: 1 / (2 * cotangent), where: cotangent.magnitudes .> Lanes(repeating: 1e150))
  }
}
