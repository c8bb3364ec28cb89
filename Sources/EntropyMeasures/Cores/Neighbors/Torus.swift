/// The space that points live in: each axis open, or closed on itself with a period.
public struct Torus: Sendable, Hashable {
  /// The period of each axis, 0 for an open axis.
  public let periods: [Double]
  /// Where the period of each axis begins; without meaning on an open axis.
  public let origin: [Double]

  /// A space with one period an axis, 0 for an open axis.
  ///
  /// - Parameters:
  ///   - periods: finite and not negative.
  ///   - origin: where each period begins; 0 when left out. It only decides where wrapped
  ///     coordinates lie, not what is near.
  public init(periods: [Double], origin: [Double]? = nil) {
    precondition(periods.allSatisfy { $0 >= 0 && $0.isFinite })
    self.periods = periods
    self.origin = origin ?? [Double](repeating: 0, count: periods.count)
    precondition(self.origin.count == periods.count)
  }

  /// Open space of `dimension` axes.
  public static func open(dimension: Int) -> Torus {
    Torus(periods: [Double](repeating: 0, count: dimension))
  }

  /// The number of axes.
  public var dimension: Int { periods.count }

  /// Whether any axis has a period.
  var isTorus: Bool { periods.contains { $0 > 0 } }

  /// A coordinate moved into the period of its axis and counted from the period's origin; unchanged
  /// on an open axis.
  func wrapped(_ coordinate: Double, axis: Int) -> Double {
    let period = periods[axis]
    guard period > 0 else { return coordinate }
    let fromOrigin = coordinate - origin[axis]
    let inside = fromOrigin - (fromOrigin / period).rounded(.down) * period
    return inside >= 0 && inside < period ? inside : 0
  }
}
