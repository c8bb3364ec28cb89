extension NeighborSearch where Ranks: ~Copyable {
  /// Goes through the nodes of the tree, from the root down, whose boxes are near enough to
  /// ``target``.
  ///
  /// - Parameters:
  ///   - limits: for a group of nodes the reduced distances that their boxes must be below.
  ///   - isWhole: which nodes of a group are taken with all of their blocks.
  ///   - takeWhole: called with the blocks of each such node.
  ///   - take: called with each block of the others.
  @inline(__always)
  func descend(
    below limits: (_ group: Int) -> Lanes,
    isWhole: (_ group: Int) -> SIMDMask<SIMD8<Int64>>,
    takeWhole: (_ blocks: Range<Int>) -> Void, take: (_ block: Int) -> Void
  ) {
    var waiting = 1
    pending[0] = Pending(node: TreeNode(level: 0, index: 0), reduced: 0)
    while waiting > 0 {
      waiting &-= 1
      let first = pending[waiting].node.firstChild
      let group = tree.layout.group(of: first)
      let nearest = target.nearest(Rule.self, Space.self, tree: tree, group: group)
      let (limits, isWhole) = (limits(group), isWhole(group))
      for lane in 0..<8 where nearest[lane] < limits[lane] {
        let node = TreeNode(level: first.level, index: first.index &+ lane)
        let blocks = tree.layout.blocks(of: node)
        if blocks.isEmpty { continue }
        if isWhole[lane] {
          takeWhole(blocks)
        } else if blocks.count == 1 {
          take(blocks.lowerBound)
        } else {
          pending[waiting] = Pending(node: node, reduced: 0)
          waiting &+= 1
        }
      }
    }
  }
}
