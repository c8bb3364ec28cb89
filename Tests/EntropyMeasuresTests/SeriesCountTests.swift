import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusEntropyMeasures

/// Counts of series that are seen once: orders of values, growing cells, blocks.
@Suite struct SeriesCountTests {
  @Test func everyOrderHasItsOwnNumber() {
    let windows: [[Double]] = [
      [1, 2, 3], [1, 3, 2], [2, 1, 3], [2, 3, 1], [3, 1, 2], [3, 2, 1],
    ]
    let numbers = windows.map { window in
      var patterns = OrdinalPatterns(order: 3)
      return window.map { patterns.add($0) }.last ?? nil
    }
    #expect(numbers == [0, 1, 2, 3, 4, 5])
  }

  @Test func windowsReachOverTheDelay() {
    var patterns = OrdinalPatterns(order: 2, delay: 3)
    let found = [5.0, 0, 0, 9, 1, -1].map { patterns.add($0) }
    #expect(found == [nil, nil, nil, 0, 0, 1])
    #expect(patterns.tiedWindows == 0)
    var equal = OrdinalPatterns(order: 2)
    #expect([1.0, 1].map { equal.add($0) } == [nil, 0])
    #expect(equal.tiedWindows == 1)
  }

  @Test func theLogisticMapHasItsExactComplexity() throws {
    let orders = try Distribution(weights: [5, 1, 4, 2, 3])
    #expect(abs(Shannon().entropy(of: orders) / Double.log(6) - 0.831445) < 5e-7)
    #expect(abs(JensenShannonComplexity(outcomes: 6).value(of: orders) - 0.165767) < 5e-7)
    let even = try Distribution(weights: [1, 1, 1, 1, 1, 1])
    #expect(abs(JensenShannonComplexity(outcomes: 6).value(of: even)) < 1e-15)
  }

  @Test func cellsGrowWithoutLosingPoints() {
    var cells = GrowingCells(dimension: 2, cellsPerAxis: 16)
    var numbers = TestNumbers(seed: 3)
    for k in 0..<5000 {
      let scale = 1e-3 * Double(k + 1)
      cells.add([scale * (numbers.uniform() - 0.5), 7 + scale * numbers.uniform()])
    }
    #expect(cells.counts.samples == 5000)
    #expect(cells.counts.total.values.reduce(0, +) == 5000)
    #expect(cells.counts.total.keys.allSatisfy { (0..<256).contains($0) })
    // The points span 5 by 5: the range of either axis lies between that and four times it.
    let volume = cells.cellVolume ?? .nan
    #expect(volume > 25.0 / 256 * 0.9 && volume < 16 * 25.0 / 256)
  }

  @Test func cellsAreThoseOfAHistogramOfTheFinalRange() {
    var numbers = TestNumbers(seed: 5)
    let values = (0..<4000).map { _ in numbers.uniform() }
    var cells = GrowingCells(dimension: 1, cellsPerAxis: 64)
    for value in values { cells.add([value]) }
    let width = cells.cellVolume ?? .nan
    let lowest = values.min() ?? 0
    // A cell border lies at a multiple of the width from every other: counts of some offset agree
    // exactly.
    let counts = cells.counts.total.sorted { $0.key < $1.key }.map(\.value)
    let second = lowest + width
    let inFirst = values.count { $0 < second }
    #expect(counts[0] <= inFirst)
    #expect(abs(Double(counts[1]) - 4000 * width) < 4 * (4000 * width).squareRoot())
    #expect(counts.count >= 16)
  }

  @Test func leavingOutBlocksGivesTheErrorOfFreeSamples() throws {
    var counts = BlockedCounts()
    var numbers = TestNumbers(seed: 8)
    for _ in 0..<32_000 { counts.add(numbers.uniform() < 0.2 ? 1 : 0) }
    let entropy = { (occupancy: Occupancy) in
      Shannon().entropy(of: Distribution(occupancy))
    }
    let error = try #require(counts.standardError(entropy))
    #expect(error.method == .blockJackknife)
    // sqrt(p (1 - p)/N) ln((1 - p)/p), known to about a fifth from 31 blocks.
    let exact = (0.16 / 32_000).squareRoot() * Double.log(4)
    #expect(abs(error.value / exact - 1) < 0.5)
    var few = BlockedCounts()
    for outcome in 0..<7 { few.add(outcome) }
    #expect(few.standardError(entropy) == nil)
  }

  @Test func kernelsAddTheirVariance() throws {
    // Quantiles of a normal density of deviation 2 by the sum of many uniform numbers.
    var numbers = TestNumbers(seed: 2)
    let samples = (0..<50_000).map { _ in
      2 * ((0..<12).reduce(0.0) { sum, _ in sum + numbers.uniform() } - 6)
    }
    let density = try #require(KernelDensity(of: samples, bandwidth: 0.5))
    let exact = 0.5 * Double.log(2 * .pi * 2.718281828459045 * (4 + 0.25))
    #expect(abs(density.entropy - exact) < 0.01)
    #expect(abs(density.spacing * density.density.reduce(0, +) - 1) < 1e-12)
    #expect(KernelDensity(of: [1, 1, 1]) == nil)
  }
}
