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
    withQuery(rule, neighbors: result.neighbors) { query in
      forEachSlot { slot, leaf in
        query.moveCenter(toSlot: slot)
        query.findNeighbors(fromLeaf: leaf, excluding: numbers[slot]...numbers[slot])
        result.take(query, for: Int(numbers[slot]))
      }
    }
  }

  /// Calls `body` with each slot and the node of its leaf.
  @inline(__always)
  private func forEachSlot(_ body: (_ slot: Int, _ leaf: Int) -> Void) {
    for leaf in 1 << depth..<2 << depth {
      for slot in slots(ofNode: leaf, level: depth, count: count) { body(slot, leaf) }
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
    var result = [Double](repeating: 0, count: count)
    withQuery(rule, neighbors: k) { query in
      forEachSlot { slot, leaf in
        query.moveCenter(toSlot: slot)
        query.findNeighbors(fromLeaf: leaf, excluding: around(numbers[slot], window))
        result[Int(numbers[slot])] = Rule.distance(query.best[k - 1].reduced)
      }
    }
    return result
  }

  private func around(_ number: Int32, _ window: Int) -> ClosedRange<Int32> {
    let reach = Int32(clamping: min(window, count))
    return number - reach...number + reach
  }

  /// The distance of each of other points to its k-th nearest point of the tree.
  ///
  /// - Parameter rows: the other points, row by row, as many numbers a row as the space has axes.
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
    var result = [Double](repeating: 0, count: rows.count / dimension)
    withQuery(rule, neighbors: k) { query in
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
    var result = [Int](repeating: 0, count: count)
    let slotOfNumber = slotsByNumber()
    withQuery(rule, neighbors: 1) { query in
      for slot in 0..<count {
        let number = Int(numbers[slot])
        let limit = Rule.limit(radii[number])
        query.moveCenter(toSlot: slot)
        var found = query.count(within: limit)
        for other in max(0, number - window)...min(count - 1, number + window)
        where query.reducedDistance(toSlot: slotOfNumber[other]) < limit {
          found -= 1
        }
        result[number] = found
      }
    }
    return result
  }

  private func slotsByNumber() -> [Int] {
    var slots = [Int](repeating: 0, count: count)
    for (slot, number) in numbers.enumerated() { slots[Int(number)] = slot }
    return slots
  }

  private func withQuery<Rule: MetricRule>(
    _ rule: Rule.Type, neighbors k: Int, _ body: (borrowing NeighborQuery<Rule>) -> Void
  ) {
    withView { body(NeighborQuery<Rule>(tree: $0, neighbors: k)) }
  }

  private func withView(_ body: (TreeView) -> Void) {
    guard count > 0 else { return }
    coordinates.withUnsafeBufferPointer { coordinates in
      numbers.withUnsafeBufferPointer { numbers in
        extents.withUnsafeBufferPointer { extents in
          space.periods.withUnsafeBufferPointer { periods in
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
