import ClausiusDeclarations
import RealModule

/// The statistical complexity of the order of successive values: large for chaos, 0 for monotony
/// and for white noise.
///
/// C = (H/ln D!) J(p, u)/J_max with J the divergence of Jensen and Shannon between the frequencies
/// of the D! orders and the uniform distribution. A pure number, 0 to `largest_complexity` at the
/// same entropy. With `permutation_entropy(normalized: true)` it makes the complexity-entropy
/// plane. The standard error is that of 20 blocks of windows, as of the permutation entropy.
/// Source: Lamberti et al. 2004; Rosso et al. 2007.
public struct JensenShannonCall: NamedEstimator {
  /// Values in a window, D.
  public var order = 3
  /// Steps between them.
  public var delay = 1

  /// Three successive values.
  public init() {}

  /// The keys `order` and `delay`.
  public static let keys: [Key<Self>] = [.order(\.order), .delay(\.delay)]

  /// A series.
  public static let input = InputShape.series

  /// Ordinal patterns, of which a seam makes new ones.
  public static let traits: EstimatorTraits = [.seamless, .heedsBreaks]

  /// The entry `jensen_shannon_complexity` of the catalog.
  public static let entry = catalogEntry(
    "jensen_shannon_complexity",
    about: "the statistical complexity of the order of successive values",
    formula: "C = (H/ln D!) J(p, u)/J_max, J(p, u) = H((p + u)/2) - H(p)/2 - H(u)/2",
    unit: .dimensionless,
    bounds:
      "0 to 0.291452 (D = 3), 0.424820 (D = 5); at given H smallest_complexity to largest_complexity",
    bias:
      "white noise of n windows reads 0.9/n, 4.0/n, 21/n for D = 3, 4, 5: for their overlap less than the "
      + "(D! - 1)/(8 n J_max) of independent windows",
    source: "Lamberti et al. 2004; Rosso et al. 2007")

  /// The complexity of the series.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let series = try arrays[0].line()
    let segments = arrays[0].segments
    let counts = OrdinalCounts(of: series, in: segments, order: order, delay: delay).counts
    let windows = counts.reduce(0, +)
    guard windows > 0 else {
      return .noWindow(series, order: order, delay: delay, unit: .dimensionless)
    }
    let complexity = JensenShannonComplexity(outcomes: counts.count)
    var estimate = Estimate(
      complexity.value(of: Distribution(Occupancy(counts: counts))), unit: .dimensionless,
      samples: windows, outcomes: counts.count,
      bounds: Bounds(0, ComplexityPlane(outcomes: counts.count).largest))
    let blocks = OrdinalCounts.blocks(of: series, in: segments, order: order, delay: delay)
    estimate.take(
      blocks.standardError { complexity.value(of: Distribution($0.occupancy)) })
    return estimate.warned(
      windows: windows, patterns: counts.count,
      ties: tiedWindows(series, in: segments, order: order, delay: delay))
  }
}
