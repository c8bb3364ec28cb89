/// A ball around every point of a tree, in the order of the tree, with the largest ball of every
/// node.
struct BallTable {
  /// The reduced distance below which a point lies in the ball, slot by slot; 0 where a block is
  /// not full.
  private(set) var limits: [Double]
  /// What each ball counts for, slot by slot.
  private(set) var weights: [Double]
  /// For each group of nodes the largest limit of each of its eight.
  private(set) var largest: [Double]

  /// The balls around the points of `tree`.
  ///
  /// - Parameters:
  ///   - tree: the centers.
  ///   - radii: one a point, in the caller's order.
  ///   - weights: one a point, in the caller's order.
  ///   - isClosed: whether a point at the radius lies inside.
  ///   - rule: the metric.
  init<Rule: MetricRule>(
    _ tree: NeighborTree, radii: [Double], weights: [Double], isClosed: Bool, _ rule: Rule.Type
  ) {
    // Roots and squares differ by rounding: a ball that is closed reaches a few ulps farther.
    let grown = isClosed ? 1 + 0x1p-50 : 1
    limits = [Double](repeating: 0, count: tree.numbers.count)
    self.weights = limits
    var ofBlocks = [Double](repeating: 0, count: tree.layout.blocks)
    for block in 0..<tree.layout.blocks {
      var ball = Lanes.zero
      for lane in 0..<tree.layout.points(inBlock: block) {
        let number = Int(tree.numbers[8 &* block &+ lane])
        ball[lane] = radii[number]
        self.weights[8 &* block &+ lane] = weights[number]
      }
      ball = Rule.adding(ball, to: .zero) * grown
      ofBlocks[block] = ball.largest
      for lane in 0..<8 { limits[8 &* block &+ lane] = ball[lane] }
    }
    largest = [Double](repeating: 0, count: tree.layout.groups * 8)
    fillNodes(tree.layout, ofBlocks)
  }

  private mutating func fillNodes(_ layout: TreeLayout, _ ofBlocks: [Double]) {
    guard layout.depth > 0 else { return }
    for level in 1...layout.depth {
      for index in 0..<1 << (3 * level) {
        let node = TreeNode(level: level, index: index)
        var most = 0.0
        for block in layout.blocks(of: node) { most = max(most, ofBlocks[block]) }
        largest[8 * layout.group(of: node) + node.lane] = most
      }
    }
  }
}

extension NeighborTree {
  /// For each of other points the weights of the balls around the points of this tree that hold it,
  /// added up.
  ///
  /// A point that is of both trees lies in its own ball.
  /// - Parameters:
  ///   - weights: what each ball counts for.
  ///   - radii: the radius of each ball.
  ///   - isClosed: whether a point at the radius lies inside.
  ///   - others: a tree of the other points in the same space.
  ///   - metric: how distances are taken.
  func sums(
    of weights: [Double], radii: [Double], isClosed: Bool, holding others: NeighborTree,
    metric: Metric
  ) -> [Double] {
    precondition(weights.count == count && radii.count == count && others.space == space)
    return others.filled { result in
      switch metric {
      case .euclidean:
        sum(
          BallTable(self, radii: radii, weights: weights, isClosed: isClosed, EuclideanRule.self),
          others, result, EuclideanRule.self)
      case .maximum:
        sum(
          BallTable(self, radii: radii, weights: weights, isClosed: isClosed, MaximumRule.self),
          others, result, MaximumRule.self)
      }
    }
  }

  private func sum<Rule: MetricRule>(
    _ balls: BallTable, _ others: NeighborTree, _ result: PerPoint<Double>, _ rule: Rule.Type
  ) {
    switch space.dimension {
    case _ where space.isTorus: sum(balls, others, result, rule, AnyAxes.self)
    case 2: sum(balls, others, result, rule, OpenPlane.self)
    case 3: sum(balls, others, result, rule, OpenVolume.self)
    default: sum(balls, others, result, rule, OpenAxes.self)
    }
  }

  private func sum<Rule: MetricRule, Space: SpaceRule>(
    _ balls: BallTable, _ others: NeighborTree, _ result: PerPoint<Double>, _ rule: Rule.Type,
    _ kind: Space.Type
  ) {
    guard count > 0 else { return }
    others.forEachBlock(
      rule, kind, DistanceRanks.self, neighbors: 1, window: -1, in: self
    ) { query, _ in
      let sums = query.sum(of: balls)
      query.forEachPoint { lane, number in result[number] = sums[lane] }
    }
  }
}

extension NeighborSearch where Ranks: ~Copyable {
  /// The weights of the balls that hold each of the points of ``target``, added up.
  func sum(of balls: BallTable) -> Lanes {
    guard tree.layout.depth > 0 else { return sum(of: balls, inBlock: 0) }
    var sums = Lanes.zero
    balls.largest.withUnsafeBufferPointer { largest in
      guard let largest = largest.baseAddress else { return }
      descend(
        below: { group in Lanes.load(largest + 8 &* group) },
        isWhole: { _ in SIMDMask(repeating: false) }, takeWhole: { _ in },
        take: { sums += sum(of: balls, inBlock: $0) })
    }
    return sums
  }

  @inline(__always)
  private func sum(of balls: BallTable, inBlock block: Int) -> Lanes {
    let points = tree.coordinates(ofBlock: block, dimension: axes)
    var sums = Lanes.zero
    for candidate in 0..<tree.layout.points(inBlock: block) {
      let slot = 8 &* block &+ candidate
      let reduced = target.distances(Rule.self, Space.self, tree: tree, to: points + candidate)
      sums += Lanes.zero.replacing(
        with: Lanes(repeating: balls.weights[slot]),
        where: reduced .< Lanes(repeating: balls.limits[slot]))
    }
    return sums
  }
}
