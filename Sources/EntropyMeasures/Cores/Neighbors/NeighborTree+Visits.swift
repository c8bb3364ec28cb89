import Foundation

extension NeighborTree {
  /// One value a point, written by `body`.
  func filled<Value: ExpressibleByIntegerLiteral>(_ body: (PerPoint<Value>) -> Void) -> [Value] {
    [Value](unsafeUninitializedCapacity: count) { buffer, initialized in
      buffer.initialize(repeating: 0)
      body(PerPoint(buffer: buffer))
      initialized = count
    }
  }

  /// Calls `body` for every block with a query that has loaded it, and its leaf; many points are
  /// shared out among the processors.
  ///
  /// What a call writes must belong to the points of its block; then the result does not depend on
  /// the number of processors.
  func forEachBlock<Rule: MetricRule, Space: SpaceRule, Ranks: NeighborRanks & ~Copyable>(
    _ rule: Rule.Type, _ kind: Space.Type, _ ranks: Ranks.Type, neighbors k: Int, window: Int,
    in searched: NeighborTree? = nil,
    _ body:
      @Sendable (
        _ query: borrowing NeighborSearch<Rule, Space, Ranks>, _ leaf: TreeNode
      ) -> Void
  ) {
    let blocks = layout.blocks
    let most = max(count, searched?.count ?? 0)
    let processors = most < 4096 ? 1 : ProcessInfo.processInfo.activeProcessorCount
    let parts = processors == 1 ? min(1, blocks) : 16 * processors
    withView { own in
      (searched ?? self).withView { view in
        DispatchQueue.concurrentPerform(iterations: parts) { part in
          let query = NeighborSearch<Rule, Space, Ranks>(tree: view, neighbors: k, window: window)
          for block in part * blocks / parts..<(part + 1) * blocks / parts {
            query.target.load(block, of: own)
            body(query, own.layout.leaf(ofBlock: block))
          }
        }
      }
    }
  }
}

extension NeighborSearch where Ranks: ~Copyable {
  /// Calls `body` with the lane and the number of every point of ``target``.
  @inline(__always)
  func forEachPoint(_ body: (_ lane: Int, _ number: Int) -> Void) {
    for lane in 0..<8 {
      let number = target.numbers[lane]
      if number >= 0 { body(lane, Int(number)) }
    }
  }
}
