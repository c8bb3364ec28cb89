/// Equal arcs of the circle: the cells of headings in two dimensions.
public struct EqualArcs: Encoding {
  /// The number of arcs, M.
  public let outcomes: Int

  /// `count` arcs of angle 2 pi / count, the first of which starts at the x axis.
  public init(count: Int) {
    precondition(count >= 1)
    outcomes = count
  }

  /// `equal_arcs(count: M)`.
  public var name: String { "equal_arcs(count: \(outcomes))" }

  /// The arc of a unit vector (x, y).
  public func outcome(of direction: SIMD2<Double>) -> Int? {
    let turn = EqualAreaCells.turn(direction.x, direction.y)
    return min(outcomes - 1, Int(saturating: turn * Double(outcomes)))
  }

  /// How many arcs hold how many of the unit vectors, averaged over all places where the first arc
  /// may start: a rotation or reflection of all vectors changes nothing. O(N log N).
  public func occupancy(independentOfAxes directions: [SIMD2<Double>]) -> Occupancy {
    var levels = AveragedLevels(samples: directions.count)
    levels.add(turns: directions.map { EqualAreaCells.turn($0.x, $0.y) }, arcs: outcomes)
    return levels.occupancy(outcomes: outcomes)
  }
}
