/// The search for the nearest neighbors of the eight points of one block after another.
///
/// The search begins at a leaf near the block and goes up; whatever node on the way has a box
/// nearer than the worst candidate is searched.
struct NeighborSearch<Rule: MetricRule, Space: SpaceRule, Ranks: NeighborRanks & ~Copyable>:
  ~Copyable
{
  struct Pending {
    var node: TreeNode
    var reduced: Double
  }

  let tree: TreeView
  let ranks: Ranks
  /// Pairs of points whose numbers differ by no more than this are left out; none are for a
  /// negative one.
  let window: Int64
  let target: TargetBlock
  let pending: UnsafeMutablePointer<Pending>

  /// - Parameters:
  ///   - tree: where neighbors are looked for.
  ///   - neighbors: how many of each point, k.
  ///   - window: how near in number points are no neighbors; negative for points that are not of
  ///     the tree.
  init(tree: TreeView, neighbors: Int, window: Int) {
    self.tree = tree
    self.window = Int64(window)
    ranks = Ranks(neighbors: neighbors)
    target = TargetBlock(dimension: tree.dimension)
    pending = .allocate(capacity: 7 * tree.layout.depth + 8)
  }

  deinit { pending.deallocate() }

  @inline(__always)
  var axes: Int { Space.axes(tree.dimension) }

  /// Finds the neighbors of the points of ``target``, beginning at a leaf near them.
  func findNeighbors(fromLeaf leaf: TreeNode) {
    ranks.clear()
    var limit = visit(tree.layout.blocks(of: leaf).lowerBound)
    var node = leaf
    while node.level > 0 {
      search(siblingsOf: node, limit: &limit)
      node = node.parent
    }
  }

  /// Finds the neighbors of the points of ``target``, which are not of the tree.
  func findNeighbors() { findNeighbors(fromLeaf: nearestLeaf()) }

  /// A leaf whose box is near the points.
  private func nearestLeaf() -> TreeNode {
    var node = TreeNode(level: 0, index: 0)
    while tree.layout.blocks(of: node).count > 1 {
      let first = node.firstChild
      let reduced = target.nearest(
        Rule.self, Space.self, tree: tree, group: tree.layout.group(of: first))
      var least = Double.infinity
      for lane in 0..<8 {
        let child = TreeNode(level: first.level, index: first.index &+ lane)
        if tree.layout.blocks(of: child).isEmpty || reduced[lane] >= least { continue }
        (node, least) = (child, reduced[lane])
      }
      // All boxes are farther than any number: any child will do.
      if node.level < first.level {
        node =
          (0..<8).map { TreeNode(level: first.level, index: first.index &+ $0) }
          .first { !tree.layout.blocks(of: $0).isEmpty } ?? first
      }
    }
    return node
  }

  /// Looks into the siblings of a node and below.
  private func search(siblingsOf node: TreeNode, limit: inout Double) {
    var waiting = 0
    var first = TreeNode(level: node.level, index: node.index & ~7)
    var leftOut = 1 &<< node.lane
    while true {
      let reduced = target.nearest(
        Rule.self, Space.self, tree: tree, group: tree.layout.group(of: first))
      var kept = Ranks.matter(reduced, limits: Lanes(repeating: limit)).bits & ~leftOut
      while kept != 0 {
        let lane = kept.trailingZeroBitCount
        pending[waiting] = Pending(
          node: TreeNode(level: first.level, index: first.index &+ lane), reduced: reduced[lane])
        waiting &+= 1
        kept &= kept &- 1
      }
      leftOut = 0
      // The next node that has children, leaves being looked into at once.
      while true {
        guard waiting > 0 else { return }
        waiting &-= 1
        let next = pending[waiting]
        guard Ranks.matters(next.reduced, limit: limit) else { continue }
        let blocks = tree.layout.blocks(of: next.node)
        if blocks.count > 1 {
          first = next.node.firstChild
          break
        }
        if blocks.isEmpty { continue }
        let nearest = target.nearest(
          Rule.self, Space.self, tree: tree, group: tree.layout.group(of: next.node),
          lane: next.node.lane)
        if Ranks.matter(nearest, limits: ranks.worst).isAny {
          limit = visit(blocks.lowerBound)
        }
      }
    }
  }

  /// Takes in the points of a block and returns the distance beyond which nothing matters any more.
  @inline(__always)
  private func visit(_ block: Int) -> Double {
    let points = tree.coordinates(ofBlock: block, dimension: axes)
    let first = block &* 8
    for candidate in 0..<tree.layout.points(inBlock: block) {
      var reduced = target.distances(
        Rule.self, Space.self, tree: tree, to: points + candidate)
      let number = tree.numbers[first &+ candidate]
      if window > 0 || (window == 0 && block == target.block) {
        reduced = reduced.replacing(
          with: .infinity, where: target.isWithin(window, of: Int64(number)))
      }
      ranks.insert(reduced, number: number)
    }
    return ranks.worst.largest
  }
}
