/// Directions in space as two bytes: the sphere on an octahedron, unfolded to a square.
///
/// Source: Cigolle et al., J. Comput. Graph. Tech. 3 (2014) 1, "octahedral unit vectors"; the
/// largest error of a direction is about one degree.
enum OctahedralCode {
  /// The code of no direction: of zero and of what is not finite.
  static let nothing: (UInt8, UInt8) = (255, 255)

  /// The code of the direction of a vector.
  static func code(_ x: Double, _ y: Double, _ z: Double) -> (UInt8, UInt8) {
    let sum = abs(x) + abs(y) + abs(z)
    guard sum > 0, sum.isFinite else { return nothing }
    var (u, v) = (x / sum, y / sum)
    if z < 0 { (u, v) = ((1 - abs(v)) * sign(u), (1 - abs(u)) * sign(v)) }
    return (byte(u), byte(v))
  }

  /// The unit vector of a code; `nil` for no direction.
  static func direction(_ code: (UInt8, UInt8)) -> SIMD3<Double>? {
    guard code != nothing else { return nil }
    var (u, v) = (Double(code.0) / 127 - 1, Double(code.1) / 127 - 1)
    let z = 1 - abs(u) - abs(v)
    if z < 0 { (u, v) = ((1 - abs(v)) * sign(u), (1 - abs(u)) * sign(v)) }
    let vector = SIMD3(u, v, z)
    return vector / (vector * vector).sum().squareRoot()
  }

  private static func sign(_ x: Double) -> Double { x < 0 ? -1 : 1 }

  private static func byte(_ share: Double) -> UInt8 {
    UInt8(min(254, max(0, ((share + 1) * 127).rounded())))
  }
}
