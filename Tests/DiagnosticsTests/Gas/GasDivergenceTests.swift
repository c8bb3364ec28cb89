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

  /// The shells of a walled box, by the sum over pairs of many random particles and in closed form over all of a square.
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

  /// g = 0 within s and 1 beyond: s2 = -rho/2 times the volume of the core, less the rest of the exact shells.
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
