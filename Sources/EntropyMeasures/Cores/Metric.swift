import ClausiusDeclarations
import RealModule

/// How the gaps along the axes make a distance.
public enum Metric: String, DeclaredChoice {
  /// The root of the sum of squares.
  case euclidean
  /// The largest gap.
  case maximum

  /// What the case selects.
  public var about: String {
    switch self {
    case .euclidean: "the root of the sum of the squared gaps"
    case .maximum: "the largest gap"
    }
  }

  /// The volume of the ball of radius 1, as a logarithm: pi^(d/2)/Gamma(d/2 + 1), or 2^d.
  func logUnitBall(dimension: Int) -> Double {
    let d = Double(dimension)
    switch self {
    case .euclidean: return d / 2 * Double.log(.pi) - Double.logGamma(d / 2 + 1)
    case .maximum: return d * Double.log(2)
    }
  }
}

/// A metric at work: distances are kept reduced to what is cheap to compute and has the same order.
protocol MetricRule: SendableMetatype {
  /// The reduced distance of a point whose other axes make `sum`, with one more gap (not negative).
  static func adding(_ gap: Double, to sum: Double) -> Double
  /// The same for four points at once.
  static func adding(_ gaps: SIMD4<Double>, to sums: SIMD4<Double>) -> SIMD4<Double>
  /// The distance.
  static func distance(_ reduced: Double) -> Double
  /// The reduced distance below which are exactly the points nearer than `distance`.
  static func limit(_ distance: Double) -> Double
}

/// Sums of squares.
enum EuclideanRule: MetricRule {
  @inline(__always) static func adding(_ gap: Double, to sum: Double) -> Double { sum + gap * gap }
  @inline(__always)
  static func adding(_ gaps: SIMD4<Double>, to sums: SIMD4<Double>) -> SIMD4<Double> {
    sums + gaps * gaps
  }
  @inline(__always) static func distance(_ reduced: Double) -> Double { reduced.squareRoot() }

  /// The square, moved by the few ulps by which roots and squares differ.
  static func limit(_ distance: Double) -> Double {
    var limit = distance * distance
    while limit > 0, limit.nextDown.squareRoot() >= distance { limit = limit.nextDown }
    while limit.squareRoot() < distance { limit = limit.nextUp }
    return limit
  }
}

/// Largest gaps.
enum MaximumRule: MetricRule {
  @inline(__always) static func adding(_ gap: Double, to sum: Double) -> Double {
    gap > sum ? gap : sum
  }
  @inline(__always)
  static func adding(_ gaps: SIMD4<Double>, to sums: SIMD4<Double>) -> SIMD4<Double> {
    sums.replacing(with: gaps, where: gaps .> sums)
  }
  @inline(__always) static func distance(_ reduced: Double) -> Double { reduced }
  @inline(__always) static func limit(_ distance: Double) -> Double { distance }
}
