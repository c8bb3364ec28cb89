/// How points lie in a tree of eight branches: blocks of eight points, and nodes that hold runs of
/// blocks.
///
/// The i-th of the 8^level nodes of a level holds the blocks from floor(i B/8^level) up to those of
/// the next node; nodes of one block are leaves, and nodes may be empty. The eight children of a
/// node are a group, whose boxes lie together in memory: for each axis eight lowest coordinates,
/// then eight highest.
struct TreeLayout: Sendable {
  /// The number of points, N.
  let count: Int
  /// The number of blocks, B; the last may be filled in part.
  let blocks: Int
  /// The level at which every node is a leaf.
  let depth: Int

  init(count: Int) {
    self.count = count
    blocks = (count + 7) / 8
    var depth = 0
    while 1 << (3 * depth) < blocks { depth += 1 }
    self.depth = depth
  }

  /// The number of groups.
  var groups: Int { firstGroup(ofLevel: depth + 1) }

  /// The number of the group of the first nodes of a level, which is at least 1.
  @inline(__always)
  func firstGroup(ofLevel level: Int) -> Int { (1 &<< (3 &* level &- 3) &- 1) / 7 }

  /// The number of the group that a node belongs to; its lane is the last three bits of its index.
  @inline(__always)
  func group(of node: TreeNode) -> Int { firstGroup(ofLevel: node.level) &+ node.index &>> 3 }

  /// The blocks of a node.
  @inline(__always)
  func blocks(of node: TreeNode) -> Range<Int> {
    let shift = 3 &* node.level
    return Range(
      uncheckedBounds: (
        (node.index &* blocks) &>> shift, ((node.index &+ 1) &* blocks) &>> shift
      ))
  }

  /// The leaf that holds a block.
  @inline(__always)
  func leaf(ofBlock block: Int) -> TreeNode {
    var level = 0
    while true {
      // The last node of the level that does not begin after the block.
      let node = TreeNode(level: level, index: ((block &+ 1) &<< (3 &* level) &- 1) / blocks)
      if blocks(of: node).count <= 1 { return node }
      level &+= 1
    }
  }

  /// The number of points in a block.
  @inline(__always)
  func points(inBlock block: Int) -> Int { min(8, count &- block &* 8) }
}

/// A node of the tree: the root is the node 0 of level 0, and the children of node i are the nodes
/// 8 i, ..., 8 i + 7 of the next level.
struct TreeNode {
  var level: Int
  var index: Int

  /// The node above.
  @inline(__always)
  var parent: TreeNode { TreeNode(level: level &- 1, index: index &>> 3) }

  /// The first of the nodes below.
  @inline(__always)
  var firstChild: TreeNode { TreeNode(level: level &+ 1, index: index &<< 3) }

  /// The place in the group of its siblings.
  @inline(__always)
  var lane: Int { index & 7 }
}
