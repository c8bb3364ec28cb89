import ClausiusTestSupport
import Testing

@testable import ClausiusEntropyMeasures

/// Bins and theta-phi cells against counts made with numpy.histogram and numpy.histogram2d (NumPy
/// 2.4).
@Suite struct EncodingTests {
  @Test func edgesAndTheirNeighborsFallWhereNumPyPutsThem() {
    let step = (1.1 - -0.1) / 120
    let grid = (0..<120).map { Double($0) * step - 0.1 } + [1.1]
    let edges = (0...20).map { Double($0) / 20 }
    let samples = grid + edges + edges.map { max(0, $0.nextDown) } + edges.map(\.nextUp)
    let (counts, excluded) = UniformBins(count: 20, from: 0, to: 1).counts(of: samples)
    #expect(counts == [9, 8, 9, 7, 8, 9, 8, 7, 8, 8, 8, 9, 7, 9, 7, 8, 9, 7, 9, 8])
    #expect(excluded == 22)
  }

  @Test func halvesOfABoxOfTwentyFive() {
    let edges = (0...25).map { Double($0) * 0.5 }
    let samples =
      edges + edges.map(\.nextDown) + edges.map(\.nextUp) + (0..<20).map { 0.7 * Double($0) }
    let (counts, excluded) = UniformBins(count: 25, from: 0, to: 12.5).counts(of: samples)
    #expect(
      counts == [4, 4, 4, 3, 4, 4, 3, 4, 4, 4, 3, 4, 4, 3, 4, 4, 4, 3, 4, 4, 3, 4, 4, 4, 4])
    #expect(excluded == 4)
  }

  @Test func crookedRanges() {
    var numbers = TestNumbers(seed: 5)
    let samples = numbers.uniforms(5000).map { $0 * 4 - 0.5 }
    let seven = UniformBins(count: 7, from: 0, to: 3).counts(of: samples)
    #expect(seven.counts == [536, 542, 552, 544, 483, 547, 526])
    #expect(seven.excluded == 1270)
    let twenty = UniformBins(count: 20, from: -1.0 / 3, to: 2.9).counts(of: samples)
    #expect(
      twenty.counts == [
        181, 218, 192, 207, 212, 184, 217, 208, 219, 197, 204, 225, 177, 179, 198, 198, 190, 212,
        174, 207,
      ])
    #expect(twenty.excluded == 1001)
  }

  @Test func openEndsTakeEverythingButNaN() {
    let bins = UniformBins(count: 3, from: 0, to: 3, ends: .open)
    #expect(bins.outcome(of: -1e300) == 0)
    #expect(bins.outcome(of: .infinity) == 2)
    #expect(bins.outcome(of: 3) == 2)
    #expect(bins.outcome(of: 1) == 1)
    #expect(bins.outcome(of: .nan) == nil)
    #expect(UniformBins(count: 3, from: 0, to: 3).outcome(of: .nan) == nil)
  }

  /// 300 directions: the weighted entropy of the cells as computed with NumPy.
  @Test func thetaPhiCellsWithSineWeights() throws {
    var numbers = TestNumbers(seed: 21)
    let directions = (0..<300).map { _ in
      let v = SIMD3(numbers.uniform(), numbers.uniform(), numbers.uniform()) * 2 - 1
      return v / (v * v).sum().squareRoot()
    }
    let cells = ThetaPhiCells(polar: 12, azimuthal: 24)
    let counts = cells.counts(of: directions).counts
    #expect(counts.enumerated().reduce(0) { $0 + $1.element * ($1.offset + 1) } == 41691)
    let weights = zip(counts, cells.weights).map { Double($0) * $1 }
    let entropy = Shannon().entropy(of: try Distribution(weights: weights))
    #expect(agree(entropy, 4.900120107394981, to: 1e-13))
  }

  @Test func occupancyCountsCellsByTheirSamples() {
    let occupancy = Occupancy(counts: [0, 3, 1, 3, 0, 1, 1])
    #expect(occupancy.levels == [.init(count: 1, cells: 3), .init(count: 3, cells: 2)])
    #expect(occupancy.samples == 9)
    #expect(occupancy.occupied == 5)
    #expect(occupancy.cells(holding: 3) == 2)
    #expect(occupancy.cells(holding: 2) == 0)
    #expect(occupancy.outcomes == 7)
  }
}
