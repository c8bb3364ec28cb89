/// A tree as bare pointers, for the loops that must be fast. Nothing is written through them while the view lives.
struct TreeView: @unchecked Sendable {
  let count: Int
  let dimension: Int
  let depth: Int
  let coordinates: UnsafePointer<Double>
  let numbers: UnsafePointer<Int32>
  let extents: UnsafePointer<Double>
  /// The period of each axis, infinite for an open one.
  let periods: UnsafePointer<Double>
}

/// The search for the nearest neighbors of one point after another, or for the number of points within a distance.
struct NeighborQuery<Rule: MetricRule>: ~Copyable {
  /// A point that may be a neighbor; candidates are ordered by distance, then by number.
  struct Candidate {
    var reduced: Double
    var number: Int32

    @inline(__always)
    static func < (a: Candidate, b: Candidate) -> Bool {
      a.reduced < b.reduced || (a.reduced == b.reduced && a.number < b.number)
    }
  }

  struct Pending {
    var node: Int
    var level: Int
    var reduced: Double
  }

  let tree: TreeView
  /// The number of neighbors that are looked for, k.
  let neighbors: Int
  /// The best candidates so far, nearest first.
  let best: UnsafeMutablePointer<Candidate>
  /// The point whose neighbors are looked for.
  let center: UnsafeMutablePointer<Double>
  let pending: UnsafeMutablePointer<Pending>
  private let distances: UnsafeMutablePointer<Double>

  init(tree: TreeView, neighbors: Int) {
    self.tree = tree
    self.neighbors = neighbors
    best = .allocate(capacity: max(1, neighbors))
    center = .allocate(capacity: tree.dimension)
    center.initialize(repeating: 0, count: tree.dimension)
    pending = .allocate(capacity: 2 * tree.depth + 4)
    distances = .allocate(capacity: NeighborTree.leafSize + 4)
    distances.initialize(repeating: 0, count: NeighborTree.leafSize + 4)
  }

  deinit {
    best.deallocate()
    center.deallocate()
    pending.deallocate()
    distances.deallocate()
  }

  /// Makes the point in `slot` the center.
  @inline(__always)
  func moveCenter(toSlot slot: Int) {
    for axis in 0..<tree.dimension { center[axis] = tree.coordinates[axis &* tree.count &+ slot] }
  }

  /// Fills ``best`` with the points nearest to the center whose numbers are not in `excluded`.
  ///
  /// - Parameter leaf: the leaf of the center, from which the search goes up; without it the search goes down from the root.
  @inline(__always)
  func findNeighbors(fromLeaf leaf: Int? = nil, excluding excluded: ClosedRange<Int32>?) {
    best.initialize(repeating: Candidate(reduced: .infinity, number: .max), count: neighbors)
    guard let leaf else { return search(below: 1, level: 0, excluding: excluded) }
    visit(leaf: leaf, excluding: excluded)
    let worst = best + (neighbors &- 1)
    var node = leaf
    var level = tree.depth
    while level > 0 {
      let sibling = node ^ 1
      if nearest(toNode: sibling) <= worst.pointee.reduced {
        search(below: sibling, level: level, excluding: excluded)
      }
      node /= 2
      level &-= 1
    }
  }

  /// Looks into the leaves below a node, the nearer branch first.
  private func search(
    below start: Int, level startLevel: Int, excluding excluded: ClosedRange<Int32>?
  ) {
    let worst = best + (neighbors &- 1)
    pending[0] = Pending(node: start, level: startLevel, reduced: 0)
    var waiting = 1
    while waiting > 0 {
      waiting &-= 1
      let next = pending[waiting]
      if next.reduced > worst.pointee.reduced { continue }
      var node = next.node
      var isNear = true
      for level in next.level..<tree.depth {
        var near = 2 &* node
        var far = near &+ 1
        var nearDistance = nearest(toNode: near)
        var farDistance = nearest(toNode: far)
        if farDistance < nearDistance {
          swap(&near, &far)
          swap(&nearDistance, &farDistance)
        }
        if farDistance <= worst.pointee.reduced {
          pending[waiting] = Pending(node: far, level: level &+ 1, reduced: farDistance)
          waiting &+= 1
        }
        if nearDistance > worst.pointee.reduced {
          isNear = false
          break
        }
        node = near
      }
      if isNear { visit(leaf: node, excluding: excluded) }
    }
  }

  /// The least reduced distance that a point of the node can have. Rounding keeps it at most that of any point's own,
  /// since it is computed by the same monotone steps.
  @inline(__always)
  func nearest(toNode node: Int) -> Double {
    let low = tree.extents + node &* 2 &* tree.dimension
    let high = low + tree.dimension
    var sum = 0.0
    for axis in 0..<tree.dimension {
      let below = low[axis] - center[axis]
      let above = center[axis] - high[axis]
      let direct = below > above ? below : above
      let around = (below > above ? above : below) + tree.periods[axis]
      let gap = direct < around ? direct : around
      sum = Rule.adding(gap > 0 ? gap : 0, to: sum)
    }
    return sum
  }

  private func visit(leaf: Int, excluding excluded: ClosedRange<Int32>?) {
    let slots = slots(ofNode: leaf, level: tree.depth, count: tree.count)
    let measured = measure(slots)
    let worst = best + (neighbors &- 1)
    for offset in 0..<slots.count where measured[offset] <= worst.pointee.reduced {
      let number = tree.numbers[slots.lowerBound &+ offset]
      if let excluded, excluded.contains(number) { continue }
      insert(Candidate(reduced: measured[offset], number: number))
    }
  }

  /// Reduced distances of the points in `slots` and of a few after them, four at a time, each to the nearest image.
  @inline(__always)
  func measure(_ slots: Range<Int>) -> UnsafePointer<Double> {
    var offset = 0
    while offset < slots.count {
      var sums = SIMD4<Double>.zero
      for axis in 0..<tree.dimension {
        let first = tree.coordinates + (axis &* tree.count &+ slots.lowerBound &+ offset)
        let places = UnsafeRawPointer(first).loadUnaligned(as: SIMD4<Double>.self)
        var gaps = places - center[axis]
        gaps = gaps.replacing(with: -gaps, where: gaps .< 0)
        let around = tree.periods[axis] - gaps
        gaps = gaps.replacing(with: around, where: around .< gaps)
        sums = Rule.adding(gaps, to: sums)
      }
      UnsafeMutableRawPointer(distances + offset).storeBytes(of: sums, as: SIMD4<Double>.self)
      offset &+= 4
    }
    return UnsafePointer(distances)
  }

  @inline(__always)
  private func insert(_ candidate: Candidate) {
    var rank = neighbors &- 1
    guard candidate < best[rank] else { return }
    while rank > 0 && candidate < best[rank &- 1] {
      best[rank] = best[rank &- 1]
      rank &-= 1
    }
    best[rank] = candidate
  }
}
