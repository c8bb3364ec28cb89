extension BlockQuery where Ranks: ~Copyable {
  /// How many points have a reduced distance below `limits` from each of the points of ``target``,
  /// which count themselves.
  func count(within limits: Lanes) -> SIMD8<Int64> {
    let largest = limits.largest
    guard largest > 0 else { return .zero }
    guard tree.layout.depth > 0 else { return count(inBlock: 0, within: limits) }
    let smallest = limits.smallest
    var found = SIMD8<Int64>.zero
    var waiting = 1
    pending[0] = Pending(node: TreeNode(level: 0, index: 0), reduced: 0)
    while waiting > 0 {
      waiting &-= 1
      let first = pending[waiting].node.firstChild
      let group = tree.layout.group(of: first)
      let nearest = target.nearest(Rule.self, Space.self, tree: tree, group: group)
      let farthest = target.farthest(Rule.self, Space.self, tree: tree, group: group)
      for lane in 0..<8 where nearest[lane] < largest {
        let node = TreeNode(level: first.level, index: first.index &+ lane)
        let blocks = tree.layout.blocks(of: node)
        if blocks.isEmpty { continue }
        if farthest[lane] < smallest {
          let last = min(tree.layout.count, blocks.upperBound &* 8)
          found &+= Int64(last &- blocks.lowerBound &* 8)
        } else if blocks.count == 1 {
          found &+= count(inBlock: blocks.lowerBound, within: limits)
        } else {
          pending[waiting] = Pending(node: node, reduced: 0)
          waiting &+= 1
        }
      }
    }
    return found.replacing(with: 0, where: limits .<= 0)
  }

  @inline(__always)
  private func count(inBlock block: Int, within limits: Lanes) -> SIMD8<Int64> {
    let points = tree.coordinates(ofBlock: block, dimension: axes)
    var found = SIMD8<Int64>.zero
    for candidate in 0..<tree.layout.points(inBlock: block) {
      found &-=
        (target.distances(Rule.self, Space.self, tree: tree, to: points + candidate) .< limits)
        .minusOne
    }
    return found
  }

  /// The reduced distances of the points of ``target`` to the point in a slot of the tree.
  @inline(__always)
  func distances(toSlot slot: Int) -> Lanes {
    let points = tree.coordinates(ofBlock: slot / 8, dimension: axes)
    return target.distances(Rule.self, Space.self, tree: tree, to: points + slot % 8)
  }
}
