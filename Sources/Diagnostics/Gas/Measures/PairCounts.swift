/// The distances between all particles of a region that are closer than a range, counted in shells.
///
/// Particles are sorted into cells whose sides are at least the range, so that only neighboring
/// cells are compared: O(N) at a given density and range.
struct PairCounts {
  /// The number of pairs in each shell.
  private(set) var counts: [Int]
  /// The number of particles in the region.
  let particles: Int
  private let inner: Double
  private let range: Double
  private let grid: PairGrid
  /// Coordinates in the order of the cells, with z = 0 in two dimensions.
  private let places: [SIMD3<Double>]
  /// The period of each axis, 0 for none.
  private let periods: SIMD3<Double>

  /// Counts the pairs of `rows`, [N][3], from `inner` on and closer than `range` in `bins` shells
  /// of equal width.
  init(
    _ rows: [Double], count: Int, in region: GasRegion, from inner: Double = 0, range: Double,
    bins: Int
  ) {
    self.inner = inner
    self.range = range
    let places = Self.wrapped(rows, count: count, in: region)
    particles = places.count / region.dimension
    let grid = PairGrid(places, in: region, range: range)
    self.grid = grid
    let dimension = region.dimension
    self.places = grid.members.map { i in
      SIMD3(
        places[i * dimension], places[i * dimension + 1],
        dimension == 3 ? places[i * dimension + 2] : 0)
    }
    periods = SIMD3(grid.periods[0], grid.periods[1], dimension == 3 ? grid.periods[2] : 0)
    counts = [Int](repeating: 0, count: bins)
    grid.forEachPairOfCells { first, second in countPairs(first, second) }
  }

  /// The coordinates of the particles in the region, [n][d].
  private static func wrapped(_ rows: [Double], count: Int, in region: GasRegion) -> [Double] {
    var places: [Double] = []
    places.reserveCapacity(count * region.dimension)
    for i in 0..<count {
      let start = places.count
      for axis in 0..<region.dimension {
        let x = region.wrapped(rows[3 * i + axis], axis)
        guard region.contains(x, axis) else { break }
        places.append(x)
      }
      if places.count < start + region.dimension { places.removeLast(places.count - start) }
    }
    return places
  }

  /// Counts the pairs of two cells, or those within one.
  private mutating func countPairs(_ first: Int, _ second: Int) {
    let others = grid.range(of: second)
    for i in grid.range(of: first) {
      let start = first == second ? i + 1 : others.lowerBound
      countPairs(of: i, with: start..<others.upperBound)
    }
  }

  private mutating func countPairs(of i: Int, with others: Range<Int>) {
    let binsPerLength = Double(counts.count) / (range - inner)
    let limits = inner * inner..<range * range
    let place = places[i]
    let half = periods / 2
    places.withUnsafeBufferPointer { places in
      for j in others {
        var difference = place - places[j]
        // Without a period the half is 0 and nothing is added or taken away.
        difference.replace(with: difference - periods, where: difference .> half)
        difference.replace(with: difference + periods, where: difference .< -half)
        let squared = (difference * difference).sum()
        guard limits.contains(squared) else { continue }
        let bin = Int((squared.squareRoot() - inner) * binsPerLength)
        counts[max(0, min(counts.count - 1, bin))] += 1
      }
    }
  }
}
