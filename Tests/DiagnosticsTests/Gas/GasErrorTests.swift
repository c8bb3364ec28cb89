import ClausiusEntropyMeasures
import RealModule
import Testing

@testable import ClausiusDiagnostics

/// Standard errors against the scatter over independent gases.
@Suite struct GasErrorTests {
  /// Calls with the range in which standard error over scatter must lie; 100 gases tell the scatter
  /// to 7 percent.
  static let calls: [(call: String, count: Int, ratio: ClosedRange<Double>)] = [
    ("boltzmann_entropy(position: [4, 2], velocity: 1)", 1000, 0.8...1.25),
    ("boltzmann_entropy(position: [16, 8], velocity: 0.5)", 1000, 0.8...1.25),
    ("boltzmann_entropy(position: [16, 8], velocity: 0.5)", 10000, 0.8...1.25),
    ("boltzmann_entropy(position: [8, 4], velocity: 1, count: log_factorial)", 5000, 0.8...1.25),
    ("boltzmann_entropy(position: [8, 4], velocity: 1, count: miller_madow)", 5000, 0.8...1.25),
    ("boltzmann_entropy(position: [4, 2], velocity: 1, count: chao_wang_jost)", 5000, 0.8...1.25),
    ("boltzmann_entropy(position: [16, 8], velocity: 0.5, count: chao_wang_jost)", 1000, 1...1.8),
    (
      "boltzmann_entropy(position: [16, 8], velocity: 0.5, count: chao_wang_jost)", 10000, 0.9...1.6
    ),
    ("boltzmann_entropy(position: [16, 8], velocity: 1, part: position)", 10000, 0.8...1.25),
    ("boltzmann_entropy(position: [4, 2], velocity: 1, part: velocity)", 5000, 0.8...1.25),
    ("boltzmann_entropy(position: [16, 8], velocity: 1, part: velocity)", 5000, 0.8...1.25),
    ("h_function(velocity: 0.5)", 5000, 0.8...1.25),
    ("hydrodynamic_entropy(position: [4, 2], count: miller_madow)", 2000, 0.8...1.25),
    ("mixing_entropy(position: [4, 2])", 2000, 0.8...1.25),
    ("mixing_entropy(position: [4, 2], count: chao_wang_jost)", 2000, 0.8...1.25),
    ("maxwellian_divergence(position: [1, 1], velocity: 0.5)", 5000, 0.7...1.4),
    ("maxwellian_divergence(position: [4, 2], velocity: 1)", 10000, 0.7...1.4),
    ("maxwellian_divergence(position: [2, 1], velocity: 1, part: anisotropy)", 2000, 0.7...1.4),
    ("pair_entropy(range: 0.2, bins: 20)", 1000, 0.7...1.4),
    ("pair_correlation(from: 0.05, to: 0.1)", 1000, 0.8...1.25),
  ]

  @Test(arguments: Self.calls.indices)
  func theStandardErrorIsTheScatter(of index: Int) throws {
    let (call, count, range) = Self.calls[index]
    var values = Moments()
    var variances = Moments()
    for seed in 0..<100 {
      var gas = TestGas.ideal(count, in: [2, 1], seed: UInt64(1 + seed))
      gas.properties["species"] = (0..<count).map { Double($0 % 2) }
      let estimate = try gas.estimate(call)
      values.add(try #require(estimate.value))
      let error = try #require(estimate.standardError).value
      variances.add(error * error)
    }
    let ratio = (variances.mean / (try #require(values.variance))).squareRoot()
    #expect(range.contains(ratio), "standard error over scatter is \(ratio) for \(call)")
  }
}
