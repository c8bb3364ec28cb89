import ClausiusNeighborhoods
import ClausiusSimulationCore

/// The distances between all particles of a region that are closer than a range, counted in shells.
///
/// Particles are sorted into cells whose sides are at least the range, so that only neighboring
/// cells are compared: O(N) at a given density and range.
struct PairCounts {
  /// The number of pairs in each shell.
  private(set) var counts: [Int]
  /// The number of particles in the region.
  let particles: Int
  /// The regions of space, and the ends of pairs in them.
  private(set) var regions: PairRegions
  private let bounds: ShellBounds
  /// Coordinates in the order of the cells, with z = 0 in two dimensions.
  private let places: [SIMD3<Double>]
  /// The period of each axis within the region, 0 for none.
  private let periods: SIMD3<Double>

  /// Counts the pairs of `rows`, [N][3], from `inner` on and closer than `range` in `bins` shells
  /// of equal width.
  init(
    _ rows: [Double], count: Int, in region: GasRegion, from inner: Double = 0, range: Double,
    bins: Int
  ) {
    self.init(
      rows, count: count, in: region, shells: ShellBounds(from: inner, to: range, shells: bins))
  }

  /// Counts the pairs of `rows`, [N][3], in shells.
  init(_ rows: [Double], count: Int, in region: GasRegion, shells bounds: ShellBounds) {
    self.bounds = bounds
    let places = Self.wrapped(rows, count: count, in: region)
    particles = places.count
    let grid = CellGrid(places, in: region.box, radius: bounds.outer)
    self.places = grid.individual.elements.map { places[Int($0)] }
    regions = PairRegions(self.places, in: region, shells: bounds.count)
    let periods = region.box.periods
    self.periods = SIMD3(periods[0], periods[1], periods[2])
    counts = [Int](repeating: 0, count: bounds.count)
    for cell in 0..<(grid.layout?.count ?? 0) { countPairs(around: cell, grid) }
  }

  /// The places of the particles in the region.
  private static func wrapped(
    _ rows: [Double], count: Int, in region: GasRegion
  ) -> [SIMD3<Double>] {
    (0..<count).compactMap { i in
      var place = SIMD3<Double>.zero
      for axis in 0..<region.dimension {
        place[axis] = region.wrapped(rows[3 * i + axis], axis)
        guard region.contains(place[axis], axis) else { return nil }
      }
      return place
    }
  }

  /// Counts the pairs of the particles of a cell with those behind them in the order of the cells.
  private mutating func countPairs(around cell: Int, _ grid: CellGrid) {
    let own = grid.slots(of: cell)
    guard !own.isEmpty else { return }
    grid.forEachRun(around: cell) { others in
      for i in own where i + 1 < others.upperBound {
        countPairs(of: i, with: max(i + 1, others.lowerBound)..<others.upperBound)
      }
    }
  }

  private mutating func countPairs(of i: Int, with others: Range<Int>) {
    let bounds = bounds
    let limits = bounds.inner * bounds.inner..<bounds.outer * bounds.outer
    let hasRegions = regions.isUsed
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
        let shell = bounds.shell(at: squared.squareRoot())
        counts[shell] += 1
        if hasRegions { regions.add(i, j, shell: shell) }
      }
    }
  }
}
