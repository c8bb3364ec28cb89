/// A tree as bare buffers, for the loops that must be fast.
struct TreeView {
  let count: Int
  let dimension: Int
  let depth: Int
  let coordinates: UnsafeBufferPointer<Double>
  let numbers: UnsafeBufferPointer<Int32>
  let extents: UnsafeBufferPointer<Double>
  let periods: UnsafeBufferPointer<Double>
  /// Half of each period, infinite on an open axis.
  let halfPeriods: UnsafeBufferPointer<Double>
}

/// The search for the nearest neighbors of one point after another.
struct NeighborQuery {
  /// A point that may be a neighbor; candidates are ordered by distance, then by number.
  struct Candidate {
    var squaredDistance: Double
    var number: Int32

    @inline(__always)
    static func < (a: Candidate, b: Candidate) -> Bool {
      a.squaredDistance < b.squaredDistance
        || (a.squaredDistance == b.squaredDistance && a.number < b.number)
    }
  }

  private struct Pending {
    var node: Int
    var level: Int
    var squaredDistance: Double
  }

  /// The best candidates so far, nearest first.
  private(set) var best: [Candidate]
  private let tree: TreeView
  private var pending: [Pending] = []
  private var center: [Double]
  private var squares: [Double]

  init(tree: TreeView, neighbors: Int) {
    self.tree = tree
    best = [Candidate](
      repeating: Candidate(squaredDistance: .infinity, number: .max), count: neighbors)
    center = [Double](repeating: 0, count: tree.dimension)
    squares = [Double](repeating: 0, count: NeighborTree.leafSize + 1)
    pending.reserveCapacity(2 * tree.depth + 2)
  }

  /// Fills ``best`` with the neighbors of the point in `slot`.
  mutating func findNeighbors(ofSlot slot: Int) {
    for axis in 0..<tree.dimension { center[axis] = tree.coordinates[axis * tree.count + slot] }
    for rank in best.indices { best[rank] = Candidate(squaredDistance: .infinity, number: .max) }
    pending.append(Pending(node: 1, level: 0, squaredDistance: 0))
    while let next = pending.popLast() {
      if next.squaredDistance <= best[best.count - 1].squaredDistance {
        descend(from: next, excluding: slot)
      }
    }
  }

  /// Goes to the nearest leaf below a node and leaves the other branches for later.
  private mutating func descend(from start: Pending, excluding slot: Int) {
    var node = start.node
    for level in start.level..<tree.depth {
      var near = 2 * node
      var far = near + 1
      var nearDistance = squaredDistance(toNode: near)
      var farDistance = squaredDistance(toNode: far)
      if farDistance < nearDistance {
        swap(&near, &far)
        swap(&nearDistance, &farDistance)
      }
      if farDistance <= best[best.count - 1].squaredDistance {
        pending.append(Pending(node: far, level: level + 1, squaredDistance: farDistance))
      }
      if nearDistance > best[best.count - 1].squaredDistance { return }
      node = near
    }
    visit(leaf: node, excluding: slot)
  }

  /// The least squared distance that a point of the node can have. Rounding keeps it at most that of any point's own,
  /// since it is computed by the same monotone steps.
  private func squaredDistance(toNode node: Int) -> Double {
    let extents = node * 2 * tree.dimension
    var sum = 0.0
    for axis in 0..<tree.dimension {
      let below = tree.extents[extents + axis] - center[axis]
      let above = center[axis] - tree.extents[extents + tree.dimension + axis]
      let period = tree.periods[axis]
      var gap = max(below, above, 0)
      if gap > 0 && period > 0 { gap = max(0, min(gap, min(below, above) + period)) }
      sum += gap * gap
    }
    return sum
  }

  private mutating func visit(leaf: Int, excluding excluded: Int) {
    let slots = slots(ofNode: leaf, level: tree.depth, count: tree.count)
    measure(slots)
    for (offset, slot) in slots.enumerated()
    where slot != excluded && squares[offset] <= best[best.count - 1].squaredDistance {
      insert(Candidate(squaredDistance: squares[offset], number: tree.numbers[slot]))
    }
  }

  /// Squared distances of the points in `slots`, summed axis by axis, each to the nearest image.
  private mutating func measure(_ slots: Range<Int>) {
    for offset in 0..<slots.count { squares[offset] = 0 }
    for axis in 0..<tree.dimension {
      let first = axis * tree.count + slots.lowerBound
      let (x, period, half) = (center[axis], tree.periods[axis], tree.halfPeriods[axis])
      for offset in 0..<slots.count {
        var gap = x - tree.coordinates[first + offset]
        if gap < -half { gap += period } else if gap > half { gap -= period }
        squares[offset] += gap * gap
      }
    }
  }

  private mutating func insert(_ candidate: Candidate) {
    var rank = best.count - 1
    guard candidate < best[rank] else { return }
    while rank > 0 && candidate < best[rank - 1] {
      best[rank] = best[rank - 1]
      rank -= 1
    }
    best[rank] = candidate
  }
}
