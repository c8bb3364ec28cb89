extension SIMD3<Double> {
  /// The length.
  var length: Double { (self * self).sum().squareRoot() }

  /// The scalar product.
  func dot(_ other: SIMD3<Double>) -> Double { (self * other).sum() }

  /// The vector product.
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
