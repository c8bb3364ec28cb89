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
    result.fill { distances, numbers in
      switch metric {
      case .euclidean: collect(k, distances, numbers, by: EuclideanRule.self)
      case .maximum: collect(k, distances, numbers, by: MaximumRule.self)
      }
    }
    return result
  }

  private func collect<Rule: MetricRule>(
    _ k: Int, _ distances: PerPoint<Double>, _ numbers: PerPoint<Int32>, by rule: Rule.Type
  ) {
    switch space.dimension {
    case _ where space.isTorus: collect(k, distances, numbers, rule, AnyAxes.self)
    case 2: collect(k, distances, numbers, rule, OpenPlane.self)
    case 3: collect(k, distances, numbers, rule, OpenVolume.self)
    default: collect(k, distances, numbers, rule, OpenAxes.self)
    }
  }

  private func collect<Rule: MetricRule, Space: SpaceRule>(
    _ k: Int, _ distances: PerPoint<Double>, _ numbers: PerPoint<Int32>, _ rule: Rule.Type,
    _ kind: Space.Type
  ) {
    forEachBlock(rule, kind, NumberedRanks.self, neighbors: k, window: 0) { query, leaf in
      query.findNeighbors(fromLeaf: leaf)
      query.forEachPoint { lane, number in
        for rank in 0..<k {
          distances[number * k + rank] = Rule.distance(query.ranks.reduced[rank][lane])
          numbers[number * k + rank] = query.ranks.number(rank: rank, lane: lane)
        }
      }
    }
  }

  /// The distance of every point to its k-th nearest among the points whose numbers differ by more
  /// than `window` from its own.
  ///
  /// - Returns: one distance a point, infinite where there are fewer than k such points.
  public func distances(toNeighbor k: Int, metric: Metric, window: Int = 0) -> [Double] {
    precondition(k >= 1 && window >= 0)
    return filled { result in
      switch metric {
      case .euclidean: reach(k, window, result, by: EuclideanRule.self)
      case .maximum: reach(k, window, result, by: MaximumRule.self)
      }
    }
  }

  /// What ``distances(toNeighbor:metric:window:)`` gives, with the distances to the nearest
  /// neighbors from the same search.
  func reaches(toNeighbor k: Int, metric: Metric, window: Int = 0) -> NeighborReaches {
    precondition(k >= 1 && window >= 0)
    var reaches = NeighborReaches(first: [], last: [], rank: k, dimension: space.dimension)
    reaches.first = filled { first in
      reaches.last = filled { last in
        switch metric {
        case .euclidean: reach(k, window, last, first: first, by: EuclideanRule.self)
        case .maximum: reach(k, window, last, first: first, by: MaximumRule.self)
        }
      }
    }
    return reaches
  }

  private func reach<Rule: MetricRule>(
    _ k: Int, _ window: Int, _ result: PerPoint<Double>, first: PerPoint<Double>? = nil,
    by rule: Rule.Type
  ) {
    switch space.dimension {
    case _ where space.isTorus: reach(k, window, result, first, rule, AnyAxes.self)
    case 2: reach(k, window, result, first, rule, OpenPlane.self)
    case 3: reach(k, window, result, first, rule, OpenVolume.self)
    default: reach(k, window, result, first, rule, OpenAxes.self)
    }
  }

  private func reach<Rule: MetricRule, Space: SpaceRule>(
    _ k: Int, _ window: Int, _ result: PerPoint<Double>, _ first: PerPoint<Double>?,
    _ rule: Rule.Type, _ kind: Space.Type
  ) {
    forEachBlock(rule, kind, DistanceRanks.self, neighbors: k, window: window) { query, leaf in
      query.findNeighbors(fromLeaf: leaf)
      query.forEachPoint { lane, number in
        result[number] = Rule.distance(query.ranks.reduced[k - 1][lane])
        if let first { first[number] = Rule.distance(query.ranks.reduced[0][lane]) }
      }
    }
  }

  /// The distance of each of other points to its k-th nearest point of the tree.
  ///
  /// - Parameters:
  ///   - others: a tree of the other points in the same space.
  ///   - k: which of the nearest points counts, from 1.
  ///   - metric: how distances are taken.
  public func distances(from others: NeighborTree, toNeighbor k: Int, metric: Metric) -> [Double] {
    precondition(k >= 1 && others.space == space)
    return others.filled { result in
      switch metric {
      case .euclidean: reach(k, from: others, result, by: EuclideanRule.self)
      case .maximum: reach(k, from: others, result, by: MaximumRule.self)
      }
    }
  }

  private func reach<Rule: MetricRule>(
    _ k: Int, from others: NeighborTree, _ result: PerPoint<Double>, by rule: Rule.Type
  ) {
    guard count > 0 else {
      for point in 0..<others.count { result[point] = .infinity }
      return
    }
    others.forEachBlock(
      rule, AnyAxes.self, DistanceRanks.self, neighbors: k, window: -1, in: self
    ) { query, _ in
      query.findNeighbors()
      query.forEachPoint { lane, number in
        result[number] = Rule.distance(query.ranks.reduced[k - 1][lane])
      }
    }
  }

  /// How many other points lie closer than `radii[i]` to each point i, those left out whose numbers
  /// differ by at most `window`.
  public func counts(within radii: [Double], metric: Metric, window: Int = 0) -> [Int] {
    precondition(radii.count == count && window >= 0)
    return filled { result in
      switch metric {
      case .euclidean: count(radii, window, result, by: EuclideanRule.self)
      case .maximum: count(radii, window, result, by: MaximumRule.self)
      }
    }
  }

  private func count<Rule: MetricRule>(
    _ radii: [Double], _ window: Int, _ result: PerPoint<Int>, by rule: Rule.Type
  ) {
    switch space.dimension {
    case 2 where !space.isTorus: count(radii, window, result, rule, OpenPlane.self)
    default: count(radii, window, result, rule, AnyAxes.self)
    }
  }

  private func count<Rule: MetricRule, Space: SpaceRule>(
    _ radii: [Double], _ window: Int, _ result: PerPoint<Int>, _ rule: Rule.Type, _ kind: Space.Type
  ) {
    let slotOfNumber = window > 0 ? slotsByNumber() : []
    forEachBlock(rule, kind, DistanceRanks.self, neighbors: 1, window: 0) { query, _ in
      var limits = Lanes.zero
      query.forEachPoint { lane, number in limits[lane] = Rule.limit(radii[number]) }
      let found = query.count(within: limits)
      query.forEachPoint { lane, number in
        // A point within its own radius has counted itself.
        result[number] = Int(found[lane]) - (limits[lane] > 0 ? 1 : 0)
        guard window > 0 else { return }
        for other in max(0, number - window)...min(count - 1, number + window)
        where other != number
          && query.distances(toSlot: slotOfNumber[other])[lane] < limits[lane]
        {
          result[number] -= 1
        }
      }
    }
  }

  private func slotsByNumber() -> [Int] {
    var slots = [Int](repeating: 0, count: count)
    for (slot, number) in numbers.enumerated() where number >= 0 { slots[Int(number)] = slot }
    return slots
  }
}
