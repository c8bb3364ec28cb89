import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusEntropyMeasures

/// Eigenvalues, the digamma function and the circular mean against exact values.
@Suite struct MatrixAndFunctionTests {
  /// Q diag(values) Q^T for the orthogonal Q = 1 - 2 w w^T/|w|^2, w = (1, 2, 3).
  private func reflected(_ values: SIMD3<Double>) -> SymmetricMatrix3 {
    var matrix = SymmetricMatrix3(diagonal: .zero)
    let w = SIMD3<Double>(1, 2, 3)
    for axis in 0..<3 {
      var column = -2.0 / 14 * w[axis] * w
      column[axis] += 1
      matrix.add(outerSquareOf: column, weight: values[axis])
    }
    return matrix
  }

  @Test(arguments: [
    SIMD3<Double>(3, 2, 1), SIMD3(5, 5, 1), SIMD3(7, 1, 1), SIMD3(2, 2, 2), SIMD3(1, 0, -4),
    SIMD3(1e200, 1e199, 1e198), SIMD3(1e-200, 1e-201, 1e-202),
  ])
  func eigenvaluesOfAReflectedDiagonal(values: SIMD3<Double>) {
    let matrix = reflected(values)
    let found = matrix.eigenvalues
    let scale = max(abs(values.x), abs(values.z))
    for axis in 0..<3 { #expect(abs(found[axis] - values[axis]) <= 3e-15 * scale) }
    let (same, vectors) = matrix.eigensystem
    #expect(same == found)
    for (axis, v) in vectors.enumerated() {
      let w = SIMD3<Double>(1, 2, 3)
      let image = v - 2 / 14 * (w * v).sum() * w
      #expect(agree((v * v).sum(), 1, to: 1e-14))
      // Q v is an eigenvector of the diagonal matrix: components on other eigenvalues vanish.
      for other in 0..<3 where abs(values[other] - values[axis]) > 0.1 * scale {
        #expect(abs(image[other]) < 1e-13)
      }
    }
  }

  /// Scaling D A D with A well conditioned: the smallest eigenvalue to full relative accuracy. For
  /// [[1e20, 1e9], [1e9, 1]] it is 1 - 1e18/1e20 less 9.9e-23 = 0.99 - 9.9e-23 ..., exactly 0.99 to
  /// rounding.
  @Test func aSmallEigenvalueKeepsItsDigits() {
    let matrix = SymmetricMatrix3(
      diagonal: SIMD3(1e20, 1, 1e-20), offDiagonal: SIMD3(0, 0, 1e9))
    let values = matrix.eigenvalues
    #expect(agree(values.x / 1e20, 1, to: 1e-15))
    #expect(abs(values.y / 0.99 - 1) < 1e-14)
    #expect(values.z == 1e-20)
  }

  /// Each of eight matrices has the eigenvalues that it has alone, to the last bit.
  @Test func eightMatricesTogether() {
    let diagonal = SymmetricMatrix3(diagonal: SIMD3(40, 30, 20), offDiagonal: SIMD3(1, 0, -2))
    // The first lies along an axis, and one along none.
    var vectors: [SIMD3<Double>] = [SIMD3(0, 0, 0.25), .zero]
    for lane in 2..<8 {
      let place = Double(lane)
      vectors.append(SIMD3(0.3 * place, 1 - 0.7 * place, 0.25))
    }
    var (x, y, z) = (SIMD8<Double>.zero, SIMD8<Double>.zero, SIMD8<Double>.zero)
    for (lane, v) in vectors.enumerated() { (x[lane], y[lane], z[lane]) = (v.x, v.y, v.z) }
    var together = SymmetricMatrices3(repeating: diagonal)
    together.add(outerSquaresOf: x, y, z, weight: -1.5)
    let found = together.eigenvalues
    for (lane, v) in vectors.enumerated() {
      var alone = diagonal
      alone.add(outerSquareOf: v, weight: -1.5)
      #expect(alone.eigenvalues == SIMD3(found.first[lane], found.second[lane], found.third[lane]))
      #expect(alone.eigensystem.values == alone.eigenvalues)
    }
  }

  @Test func theDistinctAxisIsThatOfElongationOrFlatness() throws {
    let rod = try #require(reflected(SIMD3(9, 2, 1)).distinctAxis)
    let disc = try #require(reflected(SIMD3(9, 8, 1)).distinctAxis)
    let w = SIMD3<Double>(1, 2, 3)
    func column(_ axis: Int) -> SIMD3<Double> {
      var column = -2.0 / 14 * w[axis] * w
      column[axis] += 1
      return column
    }
    #expect(agree(abs((rod * column(0)).sum()), 1, to: 1e-14))
    #expect(agree(abs((disc * column(2)).sum()), 1, to: 1e-14))
    #expect(reflected(SIMD3(2, 2, 2)).distinctAxis == nil)
    #expect(SymmetricMatrix3(diagonal: .zero).distinctAxis == nil)
  }

  @Test(arguments: [
    (0.1, -10.423754940411076), (0.5, -1.9635100260214235), (1, -0.5772156649015329),
    (1.5, 0.03648997397857652), (2, 0.42278433509846713), (9.99, 2.250700372831201),
    (10, 2.251752589066721), (100, 4.600161852738088), (12345.678, 9.421020820741761),
  ])
  func digammaAsInSciPy(x: Double, expected: Double) {
    #expect(abs(Double.digamma(x) - expected) <= 2e-15 * max(1, abs(expected)))
  }

  @Test func theCircularMeanMovesWithTheCoordinates() throws {
    let coordinates = [9.5, 0.5, 0.25, 9.75]
    let mean = CircularMean(of: coordinates, period: 10)
    let place = try #require(mean.coordinate)
    #expect(min(place, 10 - place) < 1e-14)
    let moved = CircularMean(of: coordinates.map { $0 + 3 }, period: 10)
    #expect(agree(try #require(moved.coordinate), 3, to: 1e-14))
    #expect(agree(moved.concentration, mean.concentration, to: 1e-14))
  }

  @Test func coordinatesThatCancelHaveNoMean() {
    #expect(CircularMean(of: [0, 2.5, 5, 7.5], period: 10).coordinate == nil)
    #expect(CircularMean(of: [], period: 10).coordinate == nil)
  }
}
