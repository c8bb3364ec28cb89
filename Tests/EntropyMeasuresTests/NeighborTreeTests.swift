import ClausiusTestSupport
import Testing

@testable import ClausiusEntropyMeasures

/// Nearest neighbors against scipy.spatial.cKDTree (SciPy 1.17) to the last bit and against all
/// pairs.
@Suite struct NeighborTreeTests {
  /// 2000 points in the unit cube; sums run over the rows in order.
  private func points() -> [Double] {
    var numbers = TestNumbers(seed: 11)
    return numbers.uniforms(6000)
  }

  private func hash(_ neighbors: NearestNeighbors) -> Int {
    neighbors.numbers.enumerated().reduce(0) { $0 + Int($1.element) * ($1.offset + 1) }
      % 1_000_000_007
  }

  @Test(arguments: [
    ([0.0, 0, 0], 0x1.55fd1e18ee9ebp+9, 961_142_285),
    ([1.0, 1, 1], 0x1.4a28a03c95ed3p+9, 819_263_346),
    ([1.0, 0, 1], 0x1.4e58177ba16d5p+9, 924_708_683),
  ])
  func fiveNeighborsAsInSciPy(periods: [Double], sum: Double, hash: Int) throws {
    let neighbors = try NeighborTree(rows: points(), in: Torus(periods: periods)).nearest(5)
    #expect(neighbors.distances.reduce(0, +) == sum)
    #expect(self.hash(neighbors) == hash)
    let first: [Double] = [
      0x1.81cf88408eae2p-6, 0x1.4ca5141c69f31p-4, 0x1.57538e70635b4p-4, 0x1.7f0064df1618bp-4,
      0x1.8e34a06105b16p-4,
    ]
    #expect(Array(neighbors.distances.prefix(5)) == first)
    #expect(Array(neighbors.numbers.prefix(5)) == [1192, 649, 1391, 1970, 808])
    #expect(neighbors.distance(of: 0, toRank: 2) == first[1])
  }

  @Test func fewerDimensionsOfTheSameRows() throws {
    let plane = try NeighborTree(rows: points(), stride: 3, in: Torus(periods: [1, 1])).nearest(3)
    #expect(plane.distances.reduce(0, +) == 0x1.8721b73b08938p+6)
    let line = try NeighborTree(rows: points(), stride: 3, in: .open(dimension: 1)).nearest(2)
    #expect(line.distances.reduce(0, +) == 0x1.836904ef54021p+0)
  }

  /// Clustered, coincident and gridded points in one to five dimensions against all pairs.
  @Test(arguments: 1...5, [0, 1])
  func everyNeighborAsByAllPairs(dimension: Int, period: Double) throws {
    var numbers = TestNumbers(seed: UInt64(dimension))
    let rows = (0..<300).flatMap { k -> [Double] in
      switch k % 3 {
      case 0: numbers.uniforms(dimension)
      case 1: numbers.uniforms(dimension).map { ($0 * 4).rounded() / 4 }
      default: numbers.uniforms(dimension).map { 0.98 + 0.001 * $0 }
      }
    }
    let space = Torus(periods: [Double](repeating: period, count: dimension))
    let found = try NeighborTree(rows: rows, in: space).nearest(7)
    let expected = allPairs(rows, space, 7)
    #expect(found.distances == expected.distances)
    #expect(found.numbers == expected.numbers)
  }

  private func allPairs(
    _ rows: [Double], _ space: Torus, _ k: Int
  ) -> (distances: [Double], numbers: [Int32]) {
    let d = space.dimension
    let count = rows.count / d
    var distances: [Double] = []
    var numbers: [Int32] = []
    for i in 0..<count {
      let others = (0..<count).filter { $0 != i }.map { j -> (Double, Int) in
        var sum = 0.0
        for axis in 0..<d {
          let period = space.periods[axis]
          var gap =
            space.wrapped(rows[i * d + axis], axis: axis)
            - space.wrapped(rows[j * d + axis], axis: axis)
          if period > 0 {
            if gap < -period / 2 { gap += period } else if gap > period / 2 { gap -= period }
          }
          sum += gap * gap
        }
        return (sum.squareRoot(), j)
      }
      // Sorting squared distances and square roots can differ in ties of the root; numbers decide
      // both.
      for (distance, j) in others.sorted(by: { $0 < $1 }).prefix(k) {
        distances.append(distance)
        numbers.append(Int32(j))
      }
    }
    return (distances, numbers)
  }

  @Test func coincidentPointsAreNeighborsAtDistanceZero() throws {
    let rows = [Double](repeating: 0.25, count: 3 * 100)
    let neighbors = try NeighborTree(rows: rows, in: .open(dimension: 3)).nearest(3)
    #expect(neighbors.distances.allSatisfy { $0 == 0 })
    #expect(Array(neighbors.numbers[0..<3]) == [1, 2, 3])
    #expect(Array(neighbors.numbers[297..<300]) == [0, 1, 2])
  }

  @Test(arguments: 0...3)
  func fewPoints(count: Int) throws {
    let rows = (0..<count).map { Double($0 * $0) }
    let neighbors = try NeighborTree(rows: rows, in: .open(dimension: 1)).nearest(5)
    #expect(neighbors.neighbors == max(0, count - 1))
    if count == 3 { #expect(neighbors.distances == [1, 4, 1, 3, 3, 4]) }
  }

  @Test func coordinatesOutsideThePeriodAreWrapped() throws {
    let space = Torus(periods: [10], origin: [-5])
    let tree = try NeighborTree(rows: [-5.5, 5.5, 104.5, -1e-20], in: space)
    #expect(tree.nearest(1).distances == [0, 1, 0, 4.5])
    #expect(Torus(periods: [10]).wrapped(-1e-20, axis: 0) == 0)
  }

  @Test func notANumberIsRefusedWithItsPoint() {
    #expect(throws: EntropyError.notFinite(sample: 1)) {
      try NeighborTree(rows: [0, 0, 0, 0, .nan, 0], in: .open(dimension: 3))
    }
  }
}
