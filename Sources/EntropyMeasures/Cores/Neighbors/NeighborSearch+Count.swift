extension NeighborSearch where Ranks: ~Copyable {
  /// How many points have a reduced distance below `limits` from each of the points of ``target``,
  /// which count themselves.
  func count(within limits: Lanes) -> SIMD8<Int64> {
    let largest = limits.largest
    guard largest > 0 else { return .zero }
    guard tree.layout.depth > 0 else { return count(inBlock: 0, within: limits) }
    let smallest = limits.smallest
    var found = SIMD8<Int64>.zero
    descend(
      below: { _ in Lanes(repeating: largest) },
      isWhole: { group in
        target.farthest(Rule.self, Space.self, tree: tree, group: group)
          .< Lanes(repeating: smallest)
      },
      takeWhole: { blocks in
        let last = min(tree.layout.count, blocks.upperBound &* 8)
        found &+= Int64(last &- blocks.lowerBound &* 8)
      },
      take: { found &+= count(inBlock: $0, within: limits) })
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
