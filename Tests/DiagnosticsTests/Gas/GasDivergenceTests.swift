import ClausiusEntropyMeasures
import ClausiusSimulationCore
import RealModule
import Testing

@testable import ClausiusDiagnostics

/// The relative entropy to the local Maxwellian, and the pair entropy, against closed forms.
@Suite struct GasDivergenceTests {
  @Test func aMaxwellianDoesNotDivergeFromItself() throws {
    let gas = TestGas.ideal(200_000, in: [2, 1])
    for part in ["whole", "anisotropy", "shape"] {
      let estimate = try gas.estimate(
        "maxwellian_divergence(position: [2, 2], velocity: 0.5, part: \(part))")
      let error = try #require(estimate.standardError).value
      #expect(error < 2e-3)
      #expect(abs(try #require(estimate.value)) < 4 * error)
    }
  }

  /// T = (0.5, 0.5, 2): ln(T^3/det P)/2 = ln(2)/2, of which cells of side 0.25 hide a little.
  @Test func differentTemperatures() throws {
    let spread = SIMD3(Double.sqrt(0.5), Double.sqrt(0.5), Double.sqrt(2))
    let gas = TestGas.ideal(200_000, in: [1, 1, 1], spread: spread)
    let anisotropy = try gas.estimate(
      "maxwellian_divergence(position: [1, 1, 1], velocity: 0.25, part: anisotropy)")
    let error = try #require(anisotropy.standardError).value
    #expect(abs(try #require(anisotropy.value) - 0.346574) < 4 * error)
    #expect(error < 4e-3)
    let whole = try gas.value("maxwellian_divergence(position: [1, 1, 1], velocity: 0.25)")
    #expect(abs(whole - 0.346574) < 0.02)
  }

  /// Uniform in a cube: (3/2) ln(2 pi e/12) = 0.529456 with cells that divide the cube.
  @Test func uniformVelocities() throws {
    var gas = TestGas.ideal(200_000, in: [1, 1, 1])
    let places = TestGas.ideal(200_000, in: [2, 2, 2], seed: 7).positions
    gas.velocities = places.map { $0 - SIMD3(1, 1, 1) }
    let estimate = try gas.estimate("maxwellian_divergence(position: [1, 1, 1], velocity: 0.1)")
    let error = try #require(estimate.standardError).value
    #expect(abs(try #require(estimate.value) - 0.529456) < 4 * error + 0.002)
    #expect(error < 0.004)
  }

  /// Two streams in one cell diverge; in a cell each they are two Maxwellians.
  @Test func onlyTheLocalMaxwellianCounts() throws {
    var gas = TestGas.ideal(100_000, in: [2, 1])
    for i in gas.positions.indices where gas.positions[i].x > 1 { gas.velocities[i].x += 3 }
    let local = try gas.estimate("maxwellian_divergence(position: [2, 1], velocity: 0.5)")
    let error = try #require(local.standardError).value
    #expect(abs(try #require(local.value)) < 4 * error)
    // ln(2 pi e T) - h with T = (1 + 9/4 + 1)/2 and h of half and half of N(0, 1) and N(3, 1),
    // 1.945716 by quadrature.
    let whole = try gas.estimate("maxwellian_divergence(position: [1, 1], velocity: 0.25)")
    let spread = try #require(whole.standardError).value
    #expect(abs(try #require(whole.value) - 0.226994) < 4 * spread + 0.002)
    #expect(spread < 0.003)
  }

  @Test func farTailsOfTheNormalDistribution() {
    let known = [(0.0, 1.0, -1.0748623268620716), (-1.0, 2.0, -0.38171514739)]
    #expect(
      abs(NormalCell.logProbability(from: known[0].0, width: known[0].1) - known[0].2) < 1e-12)
    // Both sides of the switch to the asymptotic series agree with the density there.
    let before = NormalCell.logProbability(from: 19.999999, width: 1)
    let after = NormalCell.logProbability(from: 20.000001, width: 1)
    #expect(abs(before - after - 2e-6 * 20.05) < 1e-6)
    #expect(NormalCell.logProbability(from: -1001, width: 1) < -500_000)
    #expect(NormalCell.logProbability(from: -1001, width: 1).isFinite)
  }

  /// Four particles on a line: six distances counted by hand in a periodic box.
  @Test func pairsAreCountedOnce() throws {
    let gas = TestGas(
      positions: [SIMD3(0.5, 1, 0), SIMD3(1.5, 1, 0), SIMD3(9.5, 1, 0), SIMD3(5, 9.5, 0)],
      velocities: [SIMD3<Double>](repeating: .zero, count: 4),
      box: Box(lengths: [10, 10], boundary: .periodic))
    let region = try GasRegion(gas.box, lower: nil, upper: nil)
    let rows = gas.frame.quantities[0].values
    let pairs = PairCounts(rows, count: 4, in: region, range: 5, bins: 5)
    // 1 (twice), 2; the fourth is at 4.74, 3.81 and 4.74 from the others.
    #expect(pairs.counts == [0, 2, 1, 1, 2])
  }

  /// Pairs by cells are those of trying every pair, in planes and spaces of every boundary.
  @Test(arguments: [Box.Boundary.periodic, .wall], [2, 3])
  func cellsMissNoPair(boundary: Box.Boundary, dimension: Int) throws {
    let gas = TestGas.ideal(
      300, in: Array([2.0, 1.0, 1.5].prefix(dimension)), boundary: boundary, seed: 9)
    let region = try GasRegion(gas.box, lower: nil, upper: nil)
    let rows = gas.frame.quantities[0].values
    for range in [0.02, 0.3, 0.5] {
      var expected = [Int](repeating: 0, count: 7)
      for i in 0..<300 {
        for j in i + 1..<300 {
          let difference = gas.positions[i] - gas.positions[j]
          let squared = (0..<3).reduce(0.0) { sum, axis in
            let d = gas.box.nearestImage(difference[axis], axis: axis)
            return sum + d * d
          }
          let distance = squared.squareRoot()
          if distance < range { expected[Int(distance / range * 7)] += 1 }
        }
      }
      let pairs = PairCounts(rows, count: 300, in: region, range: range, bins: 7)
      #expect(pairs.counts == expected)
    }
  }

  /// The shells of a walled box, by the sum over pairs of many random particles and in closed form
  /// over all of a square.
  @Test(arguments: [Box.Boundary.periodic, .wall], [2, 3])
  func anIdealGasHasNoPairEntropy(boundary: Box.Boundary, dimension: Int) throws {
    let lengths = Array([2.0, 1.0, 1.5].prefix(dimension))
    var plain = Moments()
    var corrected = Moments()
    for seed in 0..<20 {
      let gas = TestGas.ideal(400, in: lengths, boundary: boundary, seed: UInt64(seed))
      let call = "pair_entropy(range: 0.4, bins: 20"
      plain.add(try gas.value(call + ", count: plug_in)"))
      corrected.add(try gas.value(call + ")"))
    }
    let error = Double.sqrt((corrected.variance ?? 0) / 20)
    #expect(error < 0.006)
    #expect(abs(plain.mean + 20.0 / 800) < 4 * error + 0.001)
    #expect(abs(corrected.mean) < 4 * error + 0.001)
  }

  /// A square lattice of spacing 1 in a periodic 10 x 10 box: 200 pairs at 1, 200 at sqrt 2,
  /// of 4950.
  @Test func theCorrelationOfALattice() throws {
    var gas = TestGas.ideal(0, in: [10, 10])
    for x in 0..<10 { for y in 0..<10 { gas.positions.append(SIMD3(Double(x), Double(y), 0)) } }
    gas.velocities = gas.positions
    let near = try gas.estimate("pair_correlation(from: 0.9, to: 1.1)")
    let expected = 200 / (4950 * .pi * (1.21 - 0.81) / 100)
    #expect(abs(try #require(near.value) - expected) < 1e-12)
    #expect(abs(try #require(near.standardError).value - expected / 200.0.squareRoot()) < 1e-12)
    #expect(try gas.value("pair_correlation(from: 1.1, to: 1.4)") == 0)
    #expect(
      abs(try gas.value("pair_correlation(from: 1.1, to: 1.5)") - 200 / (4950 * .pi * 1.04 / 100))
        < 1e-12)
  }

  /// g = 0 within s and 1 beyond: s2 = -rho/2 times the volume of the core, less the rest of the
  /// exact shells.
  @Test func anEmptyCore() throws {
    let region = try GasRegion(
      Box(lengths: [10, 10, 10], boundary: .periodic), lower: nil, upper: nil)
    let shells = ShellShares(edges: [0, 1], in: region)
    // rho 0.3: N/2 times the share is 2 pi rho s^3/3.
    #expect(abs(300.0 / 2 * shells.shares[0] - 0.628319) < 1e-6)
    // A lattice of spacing 1 has no pair below 1.
    var gas = TestGas.ideal(0, in: [10, 10])
    for x in 0..<10 { for y in 0..<10 { gas.positions.append(SIMD3(Double(x), Double(y), 0)) } }
    gas.velocities = gas.positions
    #expect(abs(try gas.value("pair_entropy(range: 1, bins: 4)") + .pi / 2) < 1e-12)
  }
}
