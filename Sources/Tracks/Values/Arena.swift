import ClausiusSimulationCore

/// Where individuals can be, in the unit of the trajectory.
public enum Arena: Sendable, Hashable, CustomStringConvertible {
  /// A circle around a center.
  case circle(radius: Double, center: SIMD2<Double>)
  /// A rectangle, or a cuboid with three axes: walls.
  case box(lower: [Double], upper: [Double])

  /// The arena that `text` names: `circle:R`, `circle:R,x,y`, `box:x0,x1,y0,y1` or
  /// `box:x0,x1,y0,y1,z0,z1`.
  public init?(_ text: String) {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let parts = text[text.index(after: colon)...].split(
      separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Double($0.filter { $0 != " " }) }.filter(\.isFinite)
    guard numbers.count == parts.count else { return nil }
    switch (text[..<colon], numbers.count) {
    case ("circle", 1) where numbers[0] > 0: self = .circle(radius: numbers[0], center: .zero)
    case ("circle", 3) where numbers[0] > 0:
      self = .circle(radius: numbers[0], center: SIMD2(numbers[1], numbers[2]))
    case ("box", 4), ("box", 6):
      let axes = (0..<numbers.count / 2).map { (numbers[2 * $0], numbers[2 * $0 + 1]) }
      guard axes.allSatisfy({ $0.0 < $0.1 }) else { return nil }
      self = .box(lower: axes.map(\.0), upper: axes.map(\.1))
    default: return nil
    }
  }

  /// As it is written on the command line.
  public var description: String {
    switch self {
    case .circle(let radius, let center): "circle:\(radius),\(center.x),\(center.y)"
    case .box(let lower, let upper):
      "box:" + zip(lower, upper).map { "\($0),\($1)" }.joined(separator: ",")
    }
  }

  /// Whether a place lies in it.
  func contains(_ place: SIMD3<Double>) -> Bool {
    switch self {
    case .circle(let radius, let center):
      let (x, y) = (place.x - center.x, place.y - center.y)
      return x * x + y * y <= radius * radius
    case .box(let lower, let upper):
      return lower.indices.allSatisfy { lower[$0] <= place[$0] && place[$0] <= upper[$0] }
    }
  }

  /// The box of individuals in it: walls of a box, no ends for a circle.
  func space(dimension: Int) -> Box {
    guard case .box(let lower, let upper) = self else { return .open(spatialDimension: dimension) }
    return Box(
      spatialDimension: dimension,
      boundary: (0..<3).map { $0 < lower.count ? .wall : .open },
      lower: (0..<3).map { $0 < lower.count ? lower[$0] : -.infinity },
      upper: (0..<3).map { $0 < upper.count ? upper[$0] : .infinity })
  }

  /// The parameters of a circle in the file: `arena`, `arena_radius`, `arena_x`, `arena_y`.
  var parameters: (numbers: [String: Double], words: [String: String]) {
    switch self {
    case .circle(let radius, let center):
      (["arena_radius": radius, "arena_x": center.x, "arena_y": center.y], ["arena": "circle"])
    case .box: ([:], ["arena": "box"])
    }
  }
}
