extension NeighborQuery {
  /// How many points have a reduced distance below `limit` from the center, the center itself among them if it is a point.
  func count(within limit: Double) -> Int {
    guard limit > 0 else { return 0 }
    var found = 0
    pending[0] = Pending(node: 1, level: 0, reduced: 0)
    var waiting = 1
    while waiting > 0 {
      waiting &-= 1
      let next = pending[waiting]
      if nearest(toNode: next.node) >= limit { continue }
      let slots = slots(ofNode: next.node, level: next.level, count: tree.count)
      if farthest(toNode: next.node) < limit {
        found &+= slots.count
      } else if next.level == tree.depth {
        let measured = measure(slots)
        for offset in 0..<slots.count where measured[offset] < limit { found &+= 1 }
      } else {
        for child in 2 &* next.node...2 &* next.node &+ 1 {
          pending[waiting] = Pending(node: child, level: next.level &+ 1, reduced: 0)
          waiting &+= 1
        }
      }
    }
    return found
  }

  /// A reduced distance that no point of the node exceeds.
  @inline(__always)
  private func farthest(toNode node: Int) -> Double {
    let low = tree.extents + node &* 2 &* tree.dimension
    let high = low + tree.dimension
    var sum = 0.0
    for axis in 0..<tree.dimension {
      let gap = max(abs(low[axis] - center[axis]), abs(high[axis] - center[axis]))
      sum = Rule.adding(min(gap, tree.periods[axis] / 2), to: sum)
    }
    return sum
  }

  /// The reduced distance of the point in `slot`.
  @inline(__always)
  func reducedDistance(toSlot slot: Int) -> Double { measure(slot..<slot &+ 1)[0] }
}
