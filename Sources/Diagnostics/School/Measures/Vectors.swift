extension SIMD3<Double> {
  /// The length.
  @inline(__always)
  var length: Double { dot(self).squareRoot() }

  /// The scalar product.
  @inline(__always)
  func dot(_ other: SIMD3<Double>) -> Double { x * other.x + y * other.y + z * other.z }

  /// The vector product.
  @inline(__always)
  func cross(_ other: SIMD3<Double>) -> SIMD3<Double> {
    SIMD3(
      y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x)
  }

  /// The unit vector along this one; zero for a zero vector. Scaled first, so that tiny and huge
  /// vectors keep their direction.
  var direction: SIMD3<Double> {
    let largest = Swift.max(abs(x), abs(y), abs(z))
    guard largest > 0, largest.isFinite else { return .zero }
    let scaled = self / largest
    return scaled / scaled.length
  }
}

extension Array where Element == SIMD3<Double> {
  /// The sum of the vectors, in order.
  var total: SIMD3<Double> {
    var total = SIMD3<Double>.zero
    for vector in self { total += vector }
    return total
  }
}
