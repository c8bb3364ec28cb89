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
  /// Whether gaps may be given with their signs.
  static var takesSigns: Bool { get }
  /// The reduced distances of eight points whose other axes make `sums`, with one more gap each.
  static func adding(_ gaps: Lanes, to sums: Lanes) -> Lanes
  /// The distance.
  static func distance(_ reduced: Double) -> Double
  /// The reduced distance below which are exactly the points nearer than `distance`.
  static func limit(_ distance: Double) -> Double
}

/// Sums of squares.
enum EuclideanRule: MetricRule {
  @inline(__always) static var takesSigns: Bool { true }
  @inline(__always)
  static func adding(_ gaps: Lanes, to sums: Lanes) -> Lanes { sums + gaps * gaps }
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
  @inline(__always) static var takesSigns: Bool { false }
  @inline(__always)
  static func adding(_ gaps: Lanes, to sums: Lanes) -> Lanes { gaps.larger(sums) }
  @inline(__always) static func distance(_ reduced: Double) -> Double { reduced }
  @inline(__always) static func limit(_ distance: Double) -> Double { distance }
}

/// A kind of space as the compiler may know it, so that loops over few axes and questions about
/// periods vanish.
protocol SpaceRule: SendableMetatype {
  /// Whether any axis may have a period.
  static var isTorus: Bool { get }
  /// The number of axes where a tree has `dimension` of them.
  static func axes(_ dimension: Int) -> Int
}

/// Two open axes.
enum OpenPlane: SpaceRule {
  @inline(__always) static var isTorus: Bool { false }
  @inline(__always) static func axes(_ dimension: Int) -> Int { 2 }
}

/// Three open axes.
enum OpenVolume: SpaceRule {
  @inline(__always) static var isTorus: Bool { false }
  @inline(__always) static func axes(_ dimension: Int) -> Int { 3 }
}

/// Open axes.
enum OpenAxes: SpaceRule {
  @inline(__always) static var isTorus: Bool { false }
  @inline(__always) static func axes(_ dimension: Int) -> Int { dimension }
}

/// Any axes.
enum AnyAxes: SpaceRule {
  @inline(__always) static var isTorus: Bool { true }
  @inline(__always) static func axes(_ dimension: Int) -> Int { dimension }
}
