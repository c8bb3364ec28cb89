import Foundation

/// Splits records into blocks and writes the tables of a tree, with all processors where there are
/// many points.
struct TreeFiller<Record: SIMD<Double> & SendableMetatype>: @unchecked Sendable {
  let dimension: Int
  let layout: TreeLayout
  let points: UnsafePointer<Double>
  let records: UnsafeMutablePointer<Record>
  let coordinates: UnsafeMutablePointer<Double>
  let numbers: UnsafeMutablePointer<Int32>
  let boxes: UnsafeMutablePointer<Double>

  /// Below this many points one processor does all.
  private static var fewPoints: Int { 8192 }

  func fill() {
    let root = TreeNode(level: 0, index: 0)
    if layout.count < Self.fewPoints { return divide(root) }
    // Three rounds of splits, the work of each shared out.
    split(root, from: 0, to: 8)
    DispatchQueue.concurrentPerform(iterations: 2) { half in
      split(root, from: 4 * half, to: 4 * half + 4)
      split(root, from: 4 * half, to: 4 * half + 2)
      split(root, from: 4 * half + 2, to: 4 * half + 4)
    }
    DispatchQueue.concurrentPerform(iterations: 8) { child in
      divide(TreeNode(level: 1, index: child))
    }
  }

  /// Sorts the points of a node into its blocks and notes the boxes of it and of all nodes below.
  private func divide(_ node: TreeNode) {
    let blocks = layout.blocks(of: node)
    if blocks.count <= 1 { return storeBlock(blocks, of: node) }
    split(node, from: 0, to: 8)
    for half in 0..<2 {
      split(node, from: 4 * half, to: 4 * half + 4)
      split(node, from: 4 * half, to: 4 * half + 2)
      split(node, from: 4 * half + 2, to: 4 * half + 4)
    }
    let first = node.firstChild
    for child in 0..<8 { divide(TreeNode(level: first.level, index: first.index &+ child)) }
    guard node.level > 0 else { return }
    let group = boxes + layout.group(of: first) &* 16 &* dimension
    for axis in 0..<dimension {
      note(
        node, axis, low: Lanes.load(group + 16 &* axis).smallest,
        high: Lanes.load(group + 16 &* axis + 8).largest)
    }
  }

  /// Moves the points of the children `from` to `to` of a node so that those of the second half of
  /// the children lie above those of the first on one axis.
  private func split(_ node: TreeNode, from: Int, to: Int) {
    let first = firstBlock(node, from)
    let middle = firstBlock(node, (from &+ to) / 2)
    let last = firstBlock(node, to)
    guard first < middle, middle < last else { return }
    let sorter = PointSorter(
      records: records + 8 &* first, count: min(layout.count, 8 &* last) &- 8 &* first)
    sorter.place(8 &* (middle &- first), axis: sorter.widestAxis())
  }

  /// The first block of a child, or the end of the last.
  @inline(__always)
  private func firstBlock(_ node: TreeNode, _ child: Int) -> Int {
    ((8 &* node.index &+ child) &* layout.blocks) &>> (3 &* node.level &+ 3)
  }

  private func storeBlock(_ blocks: Range<Int>, of node: TreeNode) {
    guard let block = blocks.first else {
      for axis in 0..<dimension { note(node, axis, low: .infinity, high: -.infinity) }
      return
    }
    let count = layout.points(inBlock: block)
    let place = Record.scalarCount &- 1
    for lane in 0..<8 {
      let number = Int(records[8 &* block &+ (lane < count ? lane : 0)][place])
      for axis in 0..<dimension {
        coordinates[(block &* dimension &+ axis) &* 8 &+ lane] = points[number &* dimension &+ axis]
      }
      if lane < count { numbers[8 &* block &+ lane] = Int32(truncatingIfNeeded: number) }
    }
    for axis in 0..<dimension {
      let lanes = Lanes.load(coordinates + (block &* dimension &+ axis) &* 8)
      note(node, axis, low: lanes.smallest, high: lanes.largest)
    }
  }

  /// Notes the extent of a node on an axis.
  @inline(__always)
  private func note(_ node: TreeNode, _ axis: Int, low: Double, high: Double) {
    guard node.level > 0 else { return }
    let place = (layout.group(of: node) &* dimension &+ axis) &* 16 &+ node.lane
    boxes[place] = low
    boxes[place &+ 8] = high
  }
}
