import Foundation

/// Vectors as the tests use them: plain, without lanes.
extension SIMD3<Double> {
  func dot(_ other: SIMD3<Double>) -> Double { x * other.x + y * other.y + z * other.z }
  func cross(_ other: SIMD3<Double>) -> SIMD3<Double> {
    SIMD3(
      y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x)
  }
  var length: Double { dot(self).squareRoot() }
  var normalized: SIMD3<Double> { self / length }
}

/// The largest distance between vectors of the same number; infinite where one is not a number.
func largestDifference(_ first: [SIMD3<Double>], _ second: [SIMD3<Double>]) -> Double {
  precondition(first.count == second.count)
  let distances = zip(first, second).map { ($0 - $1).length }
  return distances.contains(where: \.isNaN) ? .infinity : distances.max() ?? 0
}

/// The angle between two unit vectors, exact for small angles too.
func angle(_ first: SIMD3<Double>, _ second: SIMD3<Double>) -> Double {
  2 * atan2((first - second).length, (first + second).length)
}
