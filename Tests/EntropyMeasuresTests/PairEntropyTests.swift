import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusEntropyMeasures

/// Pairs within reach by cells, and the local pair entropy.
@Suite struct PairEntropyTests {
  private func points(_ count: Int, in sides: [Double], seed: UInt64) -> InputArray {
    var random = TestNumbers(seed: seed)
    // Some outside of the box, which is periodic.
    let rows = (0..<count * sides.count).map {
      (1.5 * random.uniform() - 0.25) * sides[$0 % sides.count]
    }
    return InputArray(rows, shape: [count, sides.count])
  }

  /// All pairs, one by one.
  private func counts(
    _ positions: InputArray, in space: Torus, reach: Double, bins: Int
  ) -> [Int] {
    var counts = [Int](repeating: 0, count: bins)
    let d = space.dimension
    for i in 0..<positions.rows {
      for j in 0..<i {
        var square = 0.0
        for axis in 0..<d {
          let gap = abs(
            space.wrapped(positions.values[i * d + axis], axis: axis)
              - space.wrapped(positions.values[j * d + axis], axis: axis))
          let nearest = min(gap, space.periods[axis] - gap)
          square += nearest * nearest
        }
        if square < reach * reach {
          counts[min(bins - 1, Int(square.squareRoot() * (Double(bins) / reach)))] += 1
        }
      }
    }
    return counts
  }

  private static let boxes: [(sides: [Double], reach: Double)] = [
    ([10], 0.1), ([10], 3.4), ([4, 30], 0.5), ([4, 30], 2), ([7, 8, 9], 0.9), ([7, 8, 9], 2.4),
    ([7, 8, 9], 3.5), ([3, 3, 3], 1), ([1, 1, 50], 0.5),
  ]

  @Test(arguments: boxes, [2, 37, 1500])
  func cellsFindTheSamePairs(box: (sides: [Double], reach: Double), count: Int) throws {
    let positions = points(count, in: box.sides, seed: 3)
    let space = try positions.space(periods: box.sides)
    let found = PairCounts(positions, in: space, reach: box.reach, bins: 40).counts
    #expect(found == counts(positions, in: space, reach: box.reach, bins: 40))
  }

  @Test func cellsFindPairsOnTheirBorders() throws {
    // A lattice whose neighbors are a reach apart but for rounding, on the borders of the cells.
    let rows = (0..<30).flatMap { x in (0..<30).flatMap { y in [0.1 * Double(x), 0.1 * Double(y)] }
    }
    let positions = InputArray(rows, shape: [900, 2])
    let space = try positions.space(periods: [3, 3])
    for reach in [0.1, 0.1.nextUp, 0.1 * (1 + 1e-12), 0.2, 0.3] {
      let found = PairCounts(positions, in: space, reach: reach, bins: 7).counts
      #expect(found == counts(positions, in: space, reach: reach, bins: 7))
    }
  }

  // MARK: local

  /// -(rho/2) [integral of g ln g - g + 1] of one Gaussian: two particles on a line, a apart.
  @Test func twoParticlesOnALineHaveTheExactEntropy() throws {
    let (length, width, reach) = (10.0, 0.1, 3.0)
    let call = "pair_correlation_entropy(periods: [10], reach: 3, bins: 3000, smoothing: 0.1)"
    let estimate = try measure(call, [0.2, 9.2])
    let entropyOfGaussian = Double.log(2 * .pi * width * width) / 2 + 0.5
    // g = L/2 G: both sides of a particle count.
    let integral = length * (.log(length / 2) - entropyOfGaussian) - length + 2 * reach
    #expect(agree(try #require(estimate.value), -(2 / length) / 2 * integral, to: 1e-6))
    #expect(estimate.bounds == Bounds(nil, 0))
  }

  /// In three dimensions <ln r> of the Gaussian enters: ln a - w^2/(2 a^2) - 3 w^4/(4 a^4) - 5
  /// w^6/(2 a^6).
  @Test func twoParticlesInSpaceHaveTheExactEntropy() throws {
    let (volume, width, reach, a) = (1000.0, 0.05, 3.0, 2.0)
    let call =
      "pair_correlation_entropy(periods: [10, 10, 10], reach: 3, bins: 6000, smoothing: 0.05)"
    let positions = InputArray([9, 1, 1, 1, 1, 1], shape: [2, 3])
    let value = try #require(measure(call, [positions]).value)
    let q = width * width / (a * a)
    let meanLog = Double.log(a) - q / 2 - 3 * q * q / 4 - 5 * q * q * q / 2
    let entropyOfGaussian = Double.log(2 * .pi * width * width) / 2 + 0.5
    let integral =
      volume * (.log(volume / (4 * .pi)) - entropyOfGaussian - 2 * meanLog) - volume
      + 4 / 3 * .pi * reach * reach * reach
    #expect(agree(value, -(2 / volume) / 2 * integral, to: 1e-6))
  }

  @Test func aLatticeIsMoreOrderedThanAShakenOneAndAllItsParticlesAlike() throws {
    let sites = (0..<512).flatMap { (site: Int) -> [Double] in
      let (layer, row, column) = (site / 64, site / 8 % 8, site % 8)
      return [Double(layer), Double(row), Double(column)]
    }
    let lattice = InputArray(sites, shape: [512, 3])
    var random = TestNumbers(seed: 5)
    let shaken = InputArray(sites.map { $0 + 0.1 * random.normal() }, shape: [512, 3])
    let call = "pair_correlation_entropy(periods: [8, 8, 8], reach: 2.5, smoothing: 0.15)"
    let ordered = try #require(measure(call, [lattice]).value)
    let disordered = try #require(measure(call, [shaken]).value)
    #expect(ordered < disordered - 0.5, "\(ordered), \(disordered)")
    let space = try lattice.space(periods: [8, 8, 8])
    let values = LocalPairEntropy(lattice, in: space, reach: 2.5, bins: 50, smoothing: 0.15).values
    #expect(values.allSatisfy { abs($0 - ordered) < 1e-10 })
  }

  @Test func shellsWiderThanTheSmoothingAreWarnedOf() throws {
    let gas = points(100, in: [4, 4], seed: 6)
    let call = "pair_correlation_entropy(periods: [4, 4], reach: 1, smoothing: 0.01"
    #expect(try measure(call + ")", [gas]).warnings.count == 1)
    #expect(try measure(call + ", bins: 100)", [gas]).warnings.isEmpty)
    let error = #expect(throws: EntropyError.self) {
      try measure("pair_correlation_entropy(periods: [4, 4], reach: 1.9, smoothing: 0.1)", [gas])
    }
    #expect(error?.description.contains("more than half the shortest side, 2.0") == true)
  }
}
