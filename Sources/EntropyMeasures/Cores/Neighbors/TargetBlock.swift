/// Eight points whose distances are taken together, with the box around them.
struct TargetBlock: ~Copyable {
  /// For each axis the coordinates of the points.
  let centers: UnsafeMutablePointer<Lanes>
  /// For each axis the lowest and the highest of them.
  private let box: UnsafeMutablePointer<(low: Double, high: Double)>
  /// The numbers of the points.
  private let numbersOfPoints: UnsafeMutablePointer<SIMD8<Int64>>
  private let blockOfPoints: UnsafeMutablePointer<Int>

  init(dimension: Int) {
    centers = .allocate(capacity: dimension)
    box = .allocate(capacity: dimension)
    numbersOfPoints = .allocate(capacity: 1)
    blockOfPoints = .allocate(capacity: 1)
  }

  deinit {
    centers.deallocate()
    box.deallocate()
    numbersOfPoints.deallocate()
    blockOfPoints.deallocate()
  }

  /// The numbers of the points, -1 where a block is not full.
  @inline(__always)
  var numbers: SIMD8<Int64> { numbersOfPoints.pointee }

  /// The block that the points are.
  @inline(__always)
  var block: Int { blockOfPoints.pointee }

  /// Takes the points of a block of a tree.
  func load(_ block: Int, of tree: TreeView) {
    let points = tree.coordinates(ofBlock: block, dimension: tree.dimension)
    for axis in 0..<tree.dimension {
      centers[axis] = Lanes.load(points + 8 &* axis)
      box[axis] = (centers[axis].smallest, centers[axis].largest)
    }
    var numbers = SIMD8<Int64>.zero
    for lane in 0..<8 { numbers[lane] = Int64(tree.numbers[8 &* block &+ lane]) }
    numbersOfPoints.initialize(to: numbers)
    blockOfPoints.initialize(to: block)
  }

  /// The points whose numbers differ from `number` by at most `window`.
  @inline(__always)
  func isWithin(_ window: Int64, of number: Int64) -> SIMDMask<SIMD8<Int64>> {
    let gap = numbers &- number
    return (gap .<= window) .& (gap .>= -window)
  }

  /// The reduced distances of the points to one point, whose coordinates lie eight numbers apart.
  @inline(__always)
  func distances<Rule: MetricRule, Space: SpaceRule>(
    _ rule: Rule.Type, _ space: Space.Type, tree: TreeView, to point: UnsafePointer<Double>
  ) -> Lanes {
    let axes = Space.axes(tree.dimension)
    var sums = Lanes.zero
    for axis in 0..<axes {
      var gaps = centers[axis] - point[8 &* axis]
      if Space.isTorus {
        gaps = gaps.magnitudes
        gaps = (tree.periods[axis] - gaps).smaller(gaps)
      } else if !Rule.takesSigns {
        gaps = gaps.magnitudes
      }
      sums = Rule.adding(gaps, to: sums)
    }
    return sums
  }

  /// The least reduced distances that a point of the block and a point in each of the boxes of a
  /// group can have. Rounding keeps them at most those of any two points, since they are computed
  /// by the same monotone steps.
  @inline(__always)
  func nearest<Rule: MetricRule, Space: SpaceRule>(
    _ rule: Rule.Type, _ space: Space.Type, tree: TreeView, group: Int
  ) -> Lanes {
    let axes = Space.axes(tree.dimension)
    let boxes = tree.boxes + group &* 16 &* axes
    var sums = Lanes.zero
    for axis in 0..<axes {
      let own = box[axis]
      let gaps = gaps(
        space, period: tree.periods[axis], low: Lanes.load(boxes + 16 &* axis),
        high: Lanes.load(boxes + 16 &* axis + 8), ownLow: Lanes(repeating: own.low),
        ownHigh: Lanes(repeating: own.high))
      sums = Rule.adding(gaps, to: sums)
    }
    return sums
  }

  /// The least reduced distance that a point in one of the boxes of a group can have from each of
  /// the points.
  @inline(__always)
  func nearest<Rule: MetricRule, Space: SpaceRule>(
    _ rule: Rule.Type, _ space: Space.Type, tree: TreeView, group: Int, lane: Int
  ) -> Lanes {
    let axes = Space.axes(tree.dimension)
    let boxes = tree.boxes + (group &* 16 &* axes &+ lane)
    var sums = Lanes.zero
    for axis in 0..<axes {
      let gaps = gaps(
        space, period: tree.periods[axis], low: Lanes(repeating: boxes[16 &* axis]),
        high: Lanes(repeating: boxes[16 &* axis &+ 8]), ownLow: centers[axis],
        ownHigh: centers[axis])
      sums = Rule.adding(gaps, to: sums)
    }
    return sums
  }

  /// The least distances along an axis between intervals and the own ones, 0 where they overlap.
  @inline(__always)
  private func gaps<Space: SpaceRule>(
    _ space: Space.Type, period: Double, low: Lanes, high: Lanes, ownLow: Lanes, ownHigh: Lanes
  ) -> Lanes {
    var gaps = (low - ownHigh).larger(ownLow - high)
    if Space.isTorus {
      let span = high.larger(ownHigh) - low.smaller(ownLow)
      gaps = (period - span).smaller(gaps)
    }
    return gaps.larger(.zero)
  }

  /// Reduced distances that no two points of the block and of each of the boxes of a group exceed.
  @inline(__always)
  func farthest<Rule: MetricRule, Space: SpaceRule>(
    _ rule: Rule.Type, _ space: Space.Type, tree: TreeView, group: Int
  ) -> Lanes {
    let axes = Space.axes(tree.dimension)
    let boxes = tree.boxes + group &* 16 &* axes
    var sums = Lanes.zero
    for axis in 0..<axes {
      let (low, high) = (Lanes.load(boxes + 16 &* axis), Lanes.load(boxes + 16 &* axis + 8))
      let own = box[axis]
      let gaps = (high - own.low).larger(own.high - low)
      sums = Rule.adding(Lanes(repeating: tree.periods[axis] / 2).smaller(gaps), to: sums)
    }
    return sums
  }
}
