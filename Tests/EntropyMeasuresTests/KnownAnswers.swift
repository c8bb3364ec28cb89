import ClausiusTestSupport
import RealModule

@testable import ClausiusEntropyMeasures

/// For each estimator that can be called a call whose exact result is known, worked out by hand or
/// from the paper.
enum KnownAnswers {
  static let all: [String: KnownAnswer] = {
    let groups = [
      counts, neighbors, densities, ordinal, series, kernels, particles, production, numbers,
    ]
    return Dictionary(
      uniqueKeysWithValues: groups.flatMap { $0 }.map {
        ($0.call.prefix { $0 != "(" }.description, $0)
      })
  }()

  private static let two = Double.log(2)
  private static let gamma = -Double.digamma(1)
  private static let singletons = [Double](repeating: 1, count: 12)

  private static let numbers = [
    KnownAnswer("mean", [4, 1, 3, 2, 10], exact: 4),
    KnownAnswer("quantile(p: 0.25)", [4, 1, 3, 2, 10], exact: 2),
    KnownAnswer("correlation", [1, 2, 3, 4], [2, 1, 4, 3], exact: 0.6),
  ]

  private static let counts = [
    KnownAnswer("plug_in", [4, 2, 1, 1], exact: 1.75 * two),
    KnownAnswer("miller_madow", [4, 2, 1, 1], exact: 1.75 * two + 3.0 / 16),
    // All seen once: C = 1/12, so that each has q = 1/144.
    KnownAnswer(
      "chao_shen", singletons,
      exact: Double.log(144) / 12 / (1 - Double.pow(143.0 / 144, 12))),
    KnownAnswer("grassberger(year: 2003)", [1, 1], exact: two + gamma + two),
    // One sample tells nothing: the mean of a prior that is flat from 0 to ln K.
    KnownAnswer("nsb", [1, 0, 0, 0], exact: two, tolerance: 1e-9),
    KnownAnswer("chao_wang_jost(outcomes: 2)", [2, 2], exact: 1.0 / 2 + 1.0 / 3),
    KnownAnswer("zhang", singletons, exact: (1...11).reduce(0.0) { $0 + 1 / Double($1) }),
    KnownAnswer("shrink", [3, 3, 3, 3], exact: 2 * two),
    KnownAnswer("bonachela", [1, 0], exact: 0.5),
  ]

  private static let neighbors = [
    // Points a quarter apart on a ring of length 1: every distance is 1/4, 1 + 1/2 + 1/3 =
    // psi(4) - psi(1).
    KnownAnswer(
      "kozachenko_leonenko(k: 1, periods: [1])", [0, 0.25, 0.5, 0.75],
      exact: 11.0 / 6 + two - 2 * two),
    KnownAnswer(
      "nearest_neighbor_order_entropy(order: 2, k: 2, periods: [1])", [0, 0.25, 0.5, 0.75],
      exact: Double.log(1.5)),
    KnownAnswer(
      "nearest_neighbor_divergence(k: 1)", [0, 1, 2, 3], [0.5, 1.5, 2.5, 3.5],
      exact: Double.log(0.5) + Double.log(4.0 / 3)),
    // y = x on a grid: no sample is nearer in x or y than the neighbor, I = psi(N) - psi(1).
    KnownAnswer(
      "mutual_information(k: 1)", [0, 1, 2, 3, 4], [0, 1, 2, 3, 4], exact: 25.0 / 12),
    KnownAnswer(
      "conditional_mutual_information(k: 1)", [0, 1, 2, 3, 4], [0, 1, 2, 3, 4], [0, 0, 0, 0, 0],
      exact: 25.0 / 12),
    // y repeats x a step later and x = 0, 0, 1, 1, ...: y alone tells nothing about its next value.
    KnownAnswer(
      "transfer_entropy(method: discrete)", (0..<41).map { Double($0 / 2 % 2) },
      (0..<41).map { Double(($0 + 3) / 2 % 2) }, exact: two),
  ]

  private static let densities = [
    KnownAnswer(
      "kernel_density_entropy(bandwidth: 1)", [-1, 0, 1],
      exact: -(2 * Double.log((normal(1) + normal(2)) / 2) + Double.log(normal(1))) / 3),
    KnownAnswer(
      "spacing_entropy(window: 1)", (0..<10).map { Double($0) },
      exact: Double.log(10) - two / 5),
  ]

  private static func normal(_ x: Double) -> Double {
    Double.exp(-x * x / 2) / (2 * Double.pi).squareRoot()
  }

  private static let ordinal = [
    // The example of Bandt and Pompe.
    KnownAnswer(
      "permutation_entropy(order: 3)", [4, 7, 9, 10, 6, 11, 3],
      exact: -(0.8 * Double.log(0.4) + 0.2 * Double.log(0.2))),
    KnownAnswer("weighted_permutation_entropy(order: 2)", [0, 1, 0, 1, 0], exact: two),
    KnownAnswer(
      "spatial_permutation_entropy(rows: 1, columns: 2)", rows: [0, 1, 0, 2, 3, 1], columns: 3,
      exact: two),
    KnownAnswer("jensen_shannon_complexity(order: 2)", [1, 2, 3, 4, 3], exact: quarterComplexity),
    KnownAnswer("largest_complexity(order: 3)", exact: 0.2914516437928357),
    // One probability of 1/2 and five of 1/10.
    KnownAnswer(
      "smallest_complexity(order: 3, entropy: 0.835975008086505)", exact: 0.11908485159291725),
    // A period of 20 steps: 0.4 x 20/4.
    KnownAnswer("ordinal_delay", (0..<200).map { Double.sin(.pi * Double($0) / 10) }, exact: 2),
    KnownAnswer("periodic_entropy(order: 4)", exact: Double.log(10) / Double.log(24)),
  ]

  /// C for p = (3/4, 1/4): H J/(ln 2 J_max), J and J_max for M = 2 written out.
  private static let quarterComplexity: Double = {
    func h(_ p: Double) -> Double { -p * Double.log(p) - (1 - p) * Double.log(1 - p) }
    let divergence = h(5.0 / 8) - h(3.0 / 4) / 2 - two / 2
    return h(3.0 / 4) / two * divergence / (h(3.0 / 4) - two / 2)
  }()

  private static let series = [
    KnownAnswer(
      "spectral_entropy",
      (0..<24).map { Double.sin(.pi * Double($0) / 6) + Double.cos(.pi * Double($0) / 3) },
      exact: two),
    KnownAnswer("sample_entropy(length: 1, radius: 0.5)", [0, 0, 0, 1], exact: Double.log(3)),
    KnownAnswer(
      "approximate_entropy(length: 1, tolerance: 0.5)", [0, 0, 0, 1],
      exact: (3 * Double.log(0.75) + Double.log(0.25)) / 4
        - (2 * Double.log(2.0 / 3) + Double.log(1.0 / 3)) / 3),
    KnownAnswer(
      "correlation_entropy(length: 1, radius: 0.5, time_step: 2)", [0, 0, 0, 1],
      exact: Double.log(3) / 2),
    // Words 00, 01, 11, 10 over 0, 0, 1, 1.
    KnownAnswer("block_entropy_rate(length: 2, correction: none)", [0, 0, 1, 1, 0], exact: two),
    KnownAnswer("avinery_eta", [Double](repeating: 3, count: 16), exact: 0),
    KnownAnswer("dispersion_entropy(length: 1, classes: 2)", [-1, 1, -1, 1], exact: two),
    // The example of Lempel and Ziv: 0.001.10.100.1000.101.
    KnownAnswer("lempel_ziv_factors", history, exact: 6),
    KnownAnswer("lempel_ziv_rate", history, exact: 6 * Double.log(16) / 16),
    KnownAnswer(
      "computable_information_density", history,
      exact: (6 * Double.log(6) + 12 * Double.log(16.0 / 6)) / 16),
    // 01.01 in the words of 01; its own history is 0.1.01.
    KnownAnswer("cross_parsing_divergence", [0, 1, 0, 1], [0, 1], exact: -two),
  ]

  private static let history: [Double] = [0, 0, 0, 1, 1, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 1]

  private static let kernels = [
    KnownAnswer("vendi(kernel: cosine)", rows: [2, 0, 0, 3], columns: 2, exact: 2),
    KnownAnswer(
      "von_neumann", rows: [1, 0, 0, 3], columns: 2,
      exact: -(0.25 * Double.log(0.25) + 0.75 * Double.log(0.75))),
    // Two far pairs: after many steps a walk knows only in which pair it began.
    KnownAnswer(
      "diffusion_spectral_mutual_information(width: 1, steps: 200)", [0, 1, 100, 101],
      [5, 5, 7, 7], exact: two),
    KnownAnswer(
      "diffusion_spectral_entropy(width: 1, steps: 200)", [0, 1, 100, 101], exact: two),
  ]

  private static let particles = [
    // One pair in the inner of two shells: g = 2 and 0.
    KnownAnswer(
      "pair_correlation_entropy(periods: [10], reach: 5, bins: 2)", [0, 9], exact: -two),
    KnownAnswer(
      "maxwellian_relative_entropy(part: anisotropy)", rows: [1, 0, -1, 0, 0, 2, 0, -2],
      columns: 2, exact: Double.log(1.25)),
    KnownAnswer("gaussian_mode_entropy", rows: [2, 0, -2, 0, 0, 1, 0, -1], columns: 2, exact: 1),
  ]

  private static let production = [
    // Two transitions forward for each one backward on every edge of a ring of three.
    KnownAnswer(
      "markov_entropy_production(time_step: 0.5)", [0, 1, 2, 0, 1, 0, 2, 1, 2, 0],
      exact: 2 * two / 3),
    rotation,
    KnownAnswer(
      "neighbor_entropy_production(time_step: 0.5, k: 1, values: increments, split: halves)",
      [0, 1, 2, 3, -0.5, -1.5, -2.5, -3.5], exact: 2 * Double.log(2.0 / 3)),
    // The cat map.
    KnownAnswer(
      "kolmogorov_sinai_entropy(values: jacobians, skip: 20)",
      rows: (0..<30).flatMap { _ in [2.0, 1, 1, 1] }, columns: 4,
      exact: Double.log((3 + 5.0.squareRoot()) / 2)),
    KnownAnswer("drift_entropy_production(time_step: 0.5)", [1, 2, 3], exact: 16),
    KnownAnswer("uncertainty_bound(time_step: 0.5, block: 1)", [1, 2, 3], exact: 16),
    // Forward the halves are the same, reversed no two symbols of one follow each other in the
    // other.
    KnownAnswer(
      "cross_parsing_entropy_production(time_step: 0.5)", (0..<24).map { Double($0 % 3) },
      exact: 11 * Double.log(12) / 12 / 0.5),
  ]

  /// x' = r R x + noise with R a rotation by a: the divergence of a step is 4 r^2
  /// sin^2(a)/(1 - r^2).
  private static let rotation: KnownAnswer = {
    var random = TestNumbers(seed: 11)
    let (r, angle) = (0.6, 0.5)
    let (c, s) = (r * Double.cos(angle), r * Double.sin(angle))
    let noise = (1 - r * r).squareRoot()
    var (x, y) = (random.normal(), random.normal())
    var rows: [Double] = []
    for _ in 0..<40_000 {
      rows += [x, y]
      (x, y) = (c * x - s * y + noise * random.normal(), s * x + c * y + noise * random.normal())
    }
    let exact = 4 * s * s / (1 - r * r)
    return KnownAnswer(
      "gaussian_entropy_production(time_step: 0.5)", rows: rows, columns: 2, exact: 2 * exact,
      tolerance: 0.03)
  }()
}
