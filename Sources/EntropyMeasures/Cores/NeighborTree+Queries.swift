import Foundation

extension NeighborTree {
  /// The k nearest neighbors of every point among the other points.
  ///
  /// Points at the same place are neighbors at distance 0; a point is never its own neighbor.
  /// When there are fewer than k other points, all of them are given.
  /// O(N log N) for points that are not many-fold coincident.
  public func nearest(_ k: Int, metric: Metric = .euclidean) -> NearestNeighbors {
    precondition(k >= 1)
    let k = min(k, max(0, count - 1))
    var result = NearestNeighbors(points: count, neighbors: k)
    guard k > 0 else { return result }
    switch metric {
    case .euclidean: collect(&result, by: EuclideanRule.self)
    case .maximum: collect(&result, by: MaximumRule.self)
    }
    return result
  }

  private func collect<Rule: MetricRule>(_ result: inout NearestNeighbors, by rule: Rule.Type) {
    let k = result.neighbors
    result.fill { distances, neighborNumbers in
      forEachPoint(rule, neighbors: k) { query, slot, leaf in
        query.findNeighbors(fromLeaf: leaf, excluding: numbers[slot]...numbers[slot])
        for rank in 0..<k {
          let place = Int(numbers[slot]) * k + rank
          distances[place] = Rule.distance(query.best[rank].reduced)
          neighborNumbers[place] = query.best[rank].number
        }
      }
    }
  }

  /// The distance of every point to its k-th nearest among the points whose numbers differ by more than `window` from its own.
  ///
  /// - Returns: one distance a point, infinite where there are fewer than k such points.
  public func distances(toNeighbor k: Int, metric: Metric, window: Int = 0) -> [Double] {
    switch metric {
    case .euclidean: reach(k, window: window, by: EuclideanRule.self)
    case .maximum: reach(k, window: window, by: MaximumRule.self)
    }
  }

  private func reach<Rule: MetricRule>(_ k: Int, window: Int, by rule: Rule.Type) -> [Double] {
    filled { result in
      forEachPoint(rule, neighbors: k) { query, slot, leaf in
        let number = numbers[slot]
        let reach = Int32(clamping: min(window, count))
        query.findNeighbors(fromLeaf: leaf, excluding: number - reach...number + reach)
        result[Int(number)] = Rule.distance(query.best[k - 1].reduced)
      }
    }
  }

  /// The distance of each of other points to its k-th nearest point of the tree.
  ///
  /// - Parameters:
  ///   - rows: the other points, row by row, as many numbers a row as the space has axes.
  ///   - k: which of the nearest points counts, from 1.
  ///   - metric: how distances are taken.
  public func distances(from rows: [Double], toNeighbor k: Int, metric: Metric) -> [Double] {
    switch metric {
    case .euclidean: reach(k, from: rows, by: EuclideanRule.self)
    case .maximum: reach(k, from: rows, by: MaximumRule.self)
    }
  }

  private func reach<Rule: MetricRule>(
    _ k: Int, from rows: [Double], by rule: Rule.Type
  ) -> [Double] {
    let dimension = space.dimension
    var result = [Double](repeating: .infinity, count: rows.count / dimension)
    withView { view in
      let query = NeighborQuery<Rule>(tree: view, neighbors: k)
      for row in result.indices {
        for axis in 0..<dimension {
          query.center[axis] = space.wrapped(rows[row * dimension + axis], axis: axis)
        }
        query.findNeighbors(excluding: nil)
        result[row] = Rule.distance(query.best[k - 1].reduced)
      }
    }
    return result
  }

  /// How many other points lie closer than `radii[i]` to each point i, those left out whose numbers differ by at most `window`.
  public func counts(within radii: [Double], metric: Metric, window: Int = 0) -> [Int] {
    precondition(radii.count == count)
    return switch metric {
    case .euclidean: counts(radii, window: window, by: EuclideanRule.self)
    case .maximum: counts(radii, window: window, by: MaximumRule.self)
    }
  }

  private func counts<Rule: MetricRule>(
    _ radii: [Double], window: Int, by rule: Rule.Type
  ) -> [Int] {
    let slotOfNumber = slotsByNumber()
    return filled { result in
      forEachPoint(rule, neighbors: 1) { query, slot, _ in
        let number = Int(numbers[slot])
        let limit = Rule.limit(radii[number])
        var found = query.count(within: limit)
        for other in max(0, number - window)...min(count - 1, number + window)
        where query.reducedDistance(toSlot: slotOfNumber[other]) < limit {
          found -= 1
        }
        result[number] = found
      }
    }
  }

  private func slotsByNumber() -> [Int] {
    var slots = [Int](repeating: 0, count: count)
    for (slot, number) in numbers.enumerated() { slots[Int(number)] = slot }
    return slots
  }
}

// MARK: - Visiting

extension NeighborTree {
  /// One value a point, written by `body`.
  private func filled<Value: ExpressibleByIntegerLiteral>(
    _ body: (PerPoint<Value>) -> Void
  ) -> [Value] {
    [Value](unsafeUninitializedCapacity: count) { buffer, initialized in
      buffer.initialize(repeating: 0)
      body(PerPoint(buffer: buffer))
      initialized = count
    }
  }

  /// Calls `body` for every point, with a query whose center it is, its slot and the node of its leaf; many points are shared out among the processors.
  ///
  /// What a call writes must belong to its point; then the result does not depend on the number of processors.
  private func forEachPoint<Rule: MetricRule>(
    _ rule: Rule.Type, neighbors k: Int,
    _ body: @Sendable (_ query: borrowing NeighborQuery<Rule>, _ slot: Int, _ leaf: Int) -> Void
  ) {
    let leaves = 1 << depth
    let processors = count < 4096 ? 1 : ProcessInfo.processInfo.activeProcessorCount
    let blocks = processors == 1 ? 1 : min(leaves, 8 * processors)
    withView { view in
      DispatchQueue.concurrentPerform(iterations: blocks) { block in
        let query = NeighborQuery<Rule>(tree: view, neighbors: k)
        for leaf in leaves + block * leaves / blocks..<leaves + (block + 1) * leaves / blocks {
          for slot in slots(ofNode: leaf, level: depth, count: count) {
            query.moveCenter(toSlot: slot)
            body(query, slot, leaf)
          }
        }
      }
    }
  }

  private func withView(_ body: (TreeView) -> Void) {
    guard count > 0 else { return }
    let periods = space.periods.map { $0 > 0 ? $0 : .infinity }
    coordinates.withUnsafeBufferPointer { coordinates in
      numbers.withUnsafeBufferPointer { numbers in
        extents.withUnsafeBufferPointer { extents in
          periods.withUnsafeBufferPointer { periods in
            guard let coordinates = coordinates.baseAddress, let numbers = numbers.baseAddress,
              let extents = extents.baseAddress, let periods = periods.baseAddress
            else { return }
            body(
              TreeView(
                count: count, dimension: space.dimension, depth: depth, coordinates: coordinates,
                numbers: numbers, extents: extents, periods: periods))
          }
        }
      }
    }
  }
}
