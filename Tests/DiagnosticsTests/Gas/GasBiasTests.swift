import ClausiusEntropyMeasures
import RealModule
import Testing

@testable import ClausiusDiagnostics

/// The bias of the gain of entropy when equilibrium fills twice the volume, with few particles in a
/// cell.
@Suite struct GasBiasTests {
  /// Position cells of side `dx` over a 1 x 1 and over a 2 x 1 box, the known bias of the plug-in,
  /// and the bias that the corrections leave.
  struct Case {
    let cells: Int
    let velocity: Double
    let count: Int
    let plugIn: Double
    let millerMadow: Double
    let chaoWangJost: Double
  }

  static let cases = [
    Case(
      cells: 2, velocity: 1, count: 10_000, plugIn: -0.010, millerMadow: -0.004,
      chaoWangJost: -0.002
    ),
    Case(
      cells: 4, velocity: 1, count: 10_000, plugIn: -0.032, millerMadow: -0.012,
      chaoWangJost: -0.004
    ),
    Case(
      cells: 8, velocity: 1, count: 10_000, plugIn: -0.098, millerMadow: -0.049,
      chaoWangJost: -0.019
    ),
    Case(
      cells: 8, velocity: 0.5, count: 10_000, plugIn: -0.257, millerMadow: -0.178,
      chaoWangJost: -0.055),
    Case(
      cells: 8, velocity: 0.5, count: 100_000, plugIn: -0.0456, millerMadow: -0.019,
      chaoWangJost: -0.0075),
  ]

  @Test(arguments: Self.cases.indices)
  func theBiasOfTheGain(index: Int) throws {
    let one = Self.cases[index]
    var gains: [CountMethod: Moments] = [:]
    for seed in 0..<40 {
      for method in [CountMethod.plugIn, .millerMadow, .chaoWangJost] {
        let gain =
          try Self.entropy(one, isFull: true, seed: 2 * seed, method)
          - Self.entropy(one, isFull: false, seed: 2 * seed + 1, method)
        gains[method, default: Moments()].add(gain - Double.log(2))
      }
    }
    for (method, bias) in [
      (CountMethod.plugIn, one.plugIn), (.millerMadow, one.millerMadow),
      (.chaoWangJost, one.chaoWangJost),
    ] {
      let moments = try #require(gains[method])
      let error = (try #require(moments.variance) / 40).squareRoot()
      #expect(abs(moments.mean - bias) < 4 * error + 0.02 * abs(one.plugIn))
    }
  }

  private static func entropy(
    _ one: Case, isFull: Bool, seed: Int, _ method: CountMethod
  ) throws -> Double {
    let width = isFull ? 2 : 1
    let gas = TestGas.ideal(one.count, in: [Double(width), 1], seed: UInt64(1 + seed))
    return try gas.value(
      "boltzmann_entropy(position: [\(width * one.cells), \(one.cells)], velocity: \(one.velocity), "
        + "count: \(method.rawValue))")
  }

  /// All particles in cells of their own: corrections are finite, and the estimate says that it is
  /// undersampled.
  @Test func aCellForEveryParticle() throws {
    let gas = TestGas.ideal(50, in: [1, 1])
    let estimate = try gas.estimate(
      "boltzmann_entropy(position: [1, 1], velocity: 1e-6, count: chao_wang_jost)")
    #expect(estimate.warnings == [.sparseCells(occupied: 50, samples: 50)])
    // psi(50) - psi(1), and one unit of unseen entropy with A = 2/(49^2 + 2).
    let seen = Double.digamma(50) - Double.digamma(1)
    let a = 2.0 / 2403
    var missing = 0.0
    for j in 0..<100_000 { missing += Double.pow(1 - a, Double(j + 1)) / Double(50 + j) }
    let expected = seen + missing + 2 * Double.log(1e-6)
    #expect(abs(try #require(estimate.value) - expected) < 1e-10)
  }
}
