import RealModule

/// A rotation of space by three angles about z, y, z.
public struct SpatialRotation {
  /// About z, first.
  public var first: Double
  /// About y, next.
  public var second: Double
  /// About z, last.
  public var third: Double

  /// The rotation by three angles.
  public init(first: Double, second: Double = 0, third: Double = 0) {
    (self.first, self.second, self.third) = (first, second, third)
  }

  /// The turned vector.
  public func callAsFunction(_ v: SIMD3<Double>) -> SIMD3<Double> {
    aboutZ(aboutY(aboutZ(v, first), second), third)
  }

  private func aboutZ(_ v: SIMD3<Double>, _ angle: Double) -> SIMD3<Double> {
    let (c, s) = (Double.cos(angle), Double.sin(angle))
    return SIMD3(c * v.x - s * v.y, s * v.x + c * v.y, v.z)
  }

  private func aboutY(_ v: SIMD3<Double>, _ angle: Double) -> SIMD3<Double> {
    let (c, s) = (Double.cos(angle), Double.sin(angle))
    return SIMD3(c * v.x + s * v.z, v.y, -s * v.x + c * v.z)
  }
}

/// Whether two numbers agree to `tolerance` relative to the larger, or absolutely below 1.
public func agree(_ a: Double, _ b: Double, to tolerance: Double) -> Bool {
  abs(a - b) <= tolerance * max(1, abs(a), abs(b))
}
