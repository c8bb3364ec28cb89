import ClausiusTestSupport
import Testing

@testable import ClausiusEntropyMeasures

/// Searches and counts in both metrics, on tori, with windows and from other points, against all
/// pairs.
@Suite struct NeighborQueryTests {
  private static let periods: [[Double]] = [[0, 0, 0], [1, 1, 1], [0, 1.5, 0], [2, 0, 1]]

  private static func rows(_ seed: UInt64, _ count: Int) -> [Double] {
    var random = TestNumbers(seed: seed)
    // A coarse grid, so that distances tie.
    return (0..<3 * count).map { _ in Double(random.integer(below: 40)) / 32 }
  }

  private static func distance(
    _ a: ArraySlice<Double>, _ b: ArraySlice<Double>, _ periods: [Double], _ metric: Metric
  ) -> Double {
    let gaps = zip(zip(a, b), periods).map { pair, period -> Double in
      let gap = abs(pair.0 - pair.1)
      let inside = period > 0 ? gap.truncatingRemainder(dividingBy: period) : gap
      return period > 0 ? min(inside, period - inside) : inside
    }
    return metric == .maximum
      ? gaps.max() ?? 0 : gaps.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }

  @Test(arguments: periods, [Metric.euclidean, .maximum])
  func distancesAndCountsAreThoseOfAllPairs(periods: [Double], metric: Metric) throws {
    let (count, window, k) = (250, 3, 5)
    let rows = Self.rows(9, count)
    let tree = try NeighborTree(rows: rows, in: Torus(periods: periods))
    let found = tree.distances(toNeighbor: k, metric: metric, window: window)
    let counted = tree.counts(within: found, metric: metric, window: window)
    for i in 0..<count {
      let all = (0..<count).filter { abs($0 - i) > window }.map { j in
        Self.distance(rows[3 * i..<3 * i + 3], rows[3 * j..<3 * j + 3], periods, metric)
      }
      let nearest = all.sorted()[k - 1]
      #expect(agree(found[i], nearest, to: 1e-14))
      // The counts are of distances below the k-th: those that tie with it do not count.
      #expect(counted[i] == all.count { $0 < nearest - 1e-12 })
    }
  }

  @Test(arguments: periods, [Metric.euclidean, .maximum])
  func distancesFromOtherPointsAreThoseOfAllPairs(periods: [Double], metric: Metric) throws {
    let (rows, others) = (Self.rows(10, 200), Self.rows(11, 60))
    let tree = try NeighborTree(rows: rows, in: Torus(periods: periods))
    let found = tree.distances(
      from: try NeighborTree(rows: others, in: Torus(periods: periods)), toNeighbor: 3,
      metric: metric)
    for i in 0..<60 {
      let all = (0..<200).map { j in
        Self.distance(others[3 * i..<3 * i + 3], rows[3 * j..<3 * j + 3], periods, metric)
      }
      #expect(agree(found[i], all.sorted()[2], to: 1e-14))
    }
  }

  /// Every number of points up to many blocks, so that blocks, leaves and groups are filled in
  /// every way.
  @Test(arguments: [1, 2, 3, 5, 9, 17])
  func anyNumberOfPointsInAnyNumberOfAxes(axes: Int) throws {
    for count in [1, 2, 7, 8, 9, 15, 16, 17, 63, 64, 65, 72, 73, 129, 513, 600] {
      var random = TestNumbers(seed: UInt64(100 * count + axes))
      let rows = (0..<axes * count).map { _ in random.normal() }
      let tree = try NeighborTree(rows: rows, in: .open(dimension: axes))
      let found = tree.distances(toNeighbor: 2, metric: .euclidean)
      let nearest = tree.nearest(2)
      for i in stride(from: 0, to: count, by: 7) {
        let all = (0..<count).filter { $0 != i }.map { j -> (Double, Int) in
          let place = (0..<axes).reduce(0.0) { sum, axis in
            let gap = rows[i * axes + axis] - rows[j * axes + axis]
            return sum + gap * gap
          }
          return (place.squareRoot(), j)
        }.sorted { $0 < $1 }
        if all.count < 2 {
          #expect(found[i] == .infinity)
        } else {
          #expect(agree(found[i], all[1].0, to: 1e-14))
          #expect(Int(nearest.numbers[2 * i + 1]) == all[1].1)
        }
      }
    }
  }

  @Test func manyEqualPointsAreNoTrouble() throws {
    let rows = [Double](repeating: 1, count: 3 * 5000) + [2.0, 2, 2]
    let tree = try NeighborTree(rows: rows, in: .open(dimension: 3))
    let found = tree.distances(toNeighbor: 1, metric: .maximum)
    #expect(found.count { $0 == 0 } == 5000 && found[5000] == 1)
    #expect(Set(tree.numbers.filter { $0 >= 0 }).count == 5001)
  }

  @Test func theSortedLineCountsAsTheTree() throws {
    let line = Self.rows(12, 100)
    let tree = try NeighborTree(rows: line, in: .open(dimension: 1))
    let radii = tree.distances(toNeighbor: 7, metric: .maximum)
    #expect(SortedLine(line).counts(within: radii) == tree.counts(within: radii, metric: .maximum))
  }

  /// Few numbers, which are compared, and many, whose digits are counted.
  @Test(arguments: [1, 200]) func theOrderIsThatOfAStableSort(copies: Int) {
    let some = [
      3, -0.0, 0, -1.5, 1e300, -1e300, 3, 2, .leastNonzeroMagnitude, -.leastNonzeroMagnitude,
    ]
    let numbers = (0..<copies).flatMap { copy in some + [Double(copy % 7)] }
    let expected = numbers.indices.sorted { (numbers[$0], $0) < (numbers[$1], $1) }
    #expect(SortedOrder(numbers).places.map { Int($0) } == expected)
  }
}
