import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusEntropyMeasures

/// Values stay, or change by the stated law, when the data are changed in ways that do not matter.
@Suite struct InvarianceTests {
  /// A call, data for it and the laws that it obeys.
  struct Checked: Sendable {
    var call: String
    var arrays: [InputArray]
    var laws: [InvarianceLaw]

    init(_ call: String, _ arrays: [InputArray], _ laws: InvarianceLaw...) {
      self.call = call
      self.arrays = arrays
      self.laws = laws
    }
  }

  @Test(arguments: EstimatorCatalog.standard.callableNames)
  func everyEstimatorObeysItsLaws(name: String) throws {
    let checked = try #require(
      Self.all.first { $0.call.prefix { $0 != "(" } == name }, "no laws are stated for \(name)")
    let before = try #require(try measure(checked.call, checked.arrays).value)
    for law in checked.laws {
      let after = try #require(try measure(checked.call, law.applied(to: checked.arrays)).value)
      #expect(agree(after, before + law.change, to: 1e-9), "\(law): \(before) became \(after)")
    }
  }

  @Test(arguments: EstimatorCatalog.standard.callableNames)
  func noValueLiesBeyondABoundThatCannotBePassed(name: String) throws {
    let checked = try #require(Self.all.first { $0.call.prefix { $0 != "(" } == name })
    let estimate = try measure(checked.call, checked.arrays)
    let traits = try #require(EstimatorCatalog.standard.named.first { $0.entry.name == name })
      .traits
    if !traits.contains(.passesBounds) {
      #expect(estimate.excess <= 1e-12 && estimate.excess >= -1e-12)
    }
    if let error = estimate.standardError { #expect(error.value.isFinite && error.value >= 0) }
  }

  // MARK: Data

  private static let points = InputArray(normals(600, seed: 1), shape: [200, 3])
  private static let others = InputArray(normals(450, seed: 2), shape: [150, 3])
  private static let line = InputArray(normals(300, seed: 3))
  private static let counts = InputArray([7, 0, 3, 1, 1, 12, 2, 0, 5])
  private static let path = InputArray(walk(), shape: [400, 2])
  private static let symbols = InputArray(symbols(600))
  private static let field = InputArray(normals(240, seed: 5), shape: [15, 16])

  private static func normals(_ count: Int, seed: UInt64) -> [Double] {
    var random = TestNumbers(seed: seed)
    return (0..<count).map { _ in random.normal() }
  }

  private static func symbols(_ count: Int) -> [Double] {
    var random = TestNumbers(seed: 4)
    var state = 0
    return (0..<count).map { _ in
      state = (state + (random.uniform() < 0.7 ? 1 : 2)) % 3
      return Double(state)
    }
  }

  private static func walk() -> [Double] {
    var random = TestNumbers(seed: 6)
    var (x, y) = (0.0, 0.0)
    return (0..<400).flatMap { _ -> [Double] in
      (x, y) = (0.6 * x - 0.3 * y + random.normal(), 0.3 * x + 0.6 * y + random.normal())
      return [x, y]
    }
  }

  // MARK: Laws

  private static let all = countLaws + sampleLaws + seriesLaws + dynamicsLaws

  private static let countLaws: [Checked] =
    [
      "plug_in", "miller_madow", "chao_shen", "grassberger", "nsb", "chao_wang_jost", "zhang",
      "shrink", "bonachela",
    ].map { Checked($0, [counts], .permutation) }

  private static let sampleLaws = [
    Checked(
      "kozachenko_leonenko", [points], .permutation, .translation, .rotation, .scaling(power: 3)),
    Checked(
      "nearest_neighbor_order_entropy", [points], .permutation, .translation, .rotation,
      .scaling(power: 3)),
    Checked(
      "kernel_density_entropy", [points], .permutation, .translation, .rotation,
      .scaling(power: 3)),
    Checked("spacing_entropy", [line], .permutation, .translation, .scaling(power: 1)),
    Checked(
      "nearest_neighbor_divergence", [points, others], .permutation, .translation, .rotation,
      .scaling(power: 0)),
    Checked("mutual_information", [path], .permutation, .translation, .scaling(power: 0)),
    Checked(
      "conditional_mutual_information", [points], .permutation, .translation, .scaling(power: 0)),
    Checked(
      "vendi(kernel: cosine, order: 2)", [points], .permutation, .rotation, .scaling(power: 0)),
    Checked("von_neumann(kernel: gaussian)", [points], .permutation, .translation, .rotation),
    Checked(
      "diffusion_spectral_entropy(width: 1, alpha: 0.5)", [points], .permutation, .translation,
      .rotation),
    Checked(
      "diffusion_spectral_mutual_information(width: 1)",
      [points, InputArray((0..<200).map { Double($0 % 3) })], .permutation),
    Checked("kolmogorov_sinai_entropy", [points], .permutation),
    Checked(
      "pair_correlation_entropy(periods: [9, 9, 9], bins: 9)", [points], .permutation, .translation),
    Checked(
      "maxwellian_relative_entropy", [points], .permutation, .translation, .rotation,
      .scaling(power: 0)),
    Checked("mean", [line], .permutation), Checked("quantile(p: 0.8)", [line], .permutation),
    Checked("correlation", [path], .permutation, .translation, .scaling(power: 0)),
    Checked(
      "gaussian_mode_entropy", [path], .permutation, .translation, .rotation, .scaling(power: 2)),
  ]

  private static let seriesLaws = [
    Checked("permutation_entropy(order: 4)", [line], .translation, .scaling(power: 0), .reversal),
    Checked("weighted_permutation_entropy", [line], .translation, .scaling(power: 0), .reversal),
    Checked("spatial_permutation_entropy", [field], .scaling(power: 0), .reversal),
    Checked("jensen_shannon_complexity", [line], .translation, .scaling(power: 0), .reversal),
    Checked("largest_complexity(entropy: 0.5)", []),
    Checked("smallest_complexity(entropy: 0.5)", []),
    Checked("periodic_entropy", []),
    Checked("ordinal_delay", [line], .translation, .scaling(power: 0), .reversal),
    Checked(
      "correlation_entropy(length: 1, tolerance: 0.5)", [line], .translation, .scaling(power: 0)),
    Checked("block_entropy_rate", [symbols], .relabeling),
    Checked("avinery_eta", [symbols], .relabeling),
    Checked("spectral_entropy", [line], .translation, .scaling(power: 0), .reversal),
    Checked("sample_entropy", [line], .translation, .scaling(power: 0)),
    Checked("approximate_entropy", [line], .translation, .scaling(power: 0), .reversal),
    Checked("dispersion_entropy", [line], .translation, .scaling(power: 0), .reversal),
    Checked("lempel_ziv_factors", [symbols], .relabeling),
    Checked("lempel_ziv_rate", [symbols], .relabeling),
    Checked("computable_information_density", [symbols], .relabeling),
    Checked("cross_parsing_divergence", [symbols, symbols], .relabeling),
  ]

  private static let dynamicsLaws = [
    Checked("transfer_entropy", [path], .translation, .scaling(power: 0)),
    Checked("markov_entropy_production(time_step: 0.1)", [symbols], .relabeling, .reversal),
    Checked(
      "gaussian_entropy_production(time_step: 0.1)", [path], .translation, .rotation,
      .scaling(power: 0), .reversal),
    Checked(
      "neighbor_entropy_production(time_step: 0.1)", [path], .translation, .rotation,
      .scaling(power: 0)),
    Checked(
      "drift_entropy_production(time_step: 0.1)", [path], .permutation, .rotation,
      .scaling(power: 0)),
    Checked(
      "uncertainty_bound(time_step: 0.1, block: 20, current: area)", [path], .rotation,
      .scaling(power: 0)),
    Checked("cross_parsing_entropy_production(time_step: 0.1)", [symbols], .relabeling),
  ]
}
