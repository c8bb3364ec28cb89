import ClausiusDeclarations
import RealModule

/// Permutation entropy with windows weighted by how much their values differ, so that small wiggles
/// of noise count little.
///
/// Weighted: w = variance of the D values. Amplitude-aware: w = (A/D) sum |x_i| + (1 - A)/(D - 1)
/// sum |x_i - x_(i-1)|. Nats, 0 to ln D!, or divided by ln D!. The amplitude-aware form depends on
/// the zero of the scale through A. The standard error is that of 20 blocks of windows, as of the
/// permutation entropy; none where one window weighs so much that it decides.
/// Source: Fadlallah et al. 2013; Azami and Escudero 2016.
public struct WeightedPermutationEntropy: NamedEstimator {
  /// What a window weighs.
  public enum Weight: String, DeclaredChoice {
    case variance, amplitude

    /// What the case selects.
    public var about: String {
      switch self {
      case .variance: "the variance of its values (Fadlallah et al. 2013)"
      case .amplitude: "the mean of its values and of their steps (Azami and Escudero 2016)"
      }
    }
  }

  /// Values in a window, D.
  public var order = 3
  /// Steps between them.
  public var delay = 1
  /// What a window weighs.
  public var weight = Weight.variance
  /// The share of the mean value in the amplitude, A.
  public var share = 0.5
  /// Whether the entropy is divided by ln D!.
  public var normalized = false

  /// Three successive values weighted by their variance.
  public init() {}

  /// The keys `order`, `delay`, `weight`, `share` and `normalized`.
  public static let keys: [Key<Self>] = [
    .order(\.order), .delay(\.delay), Key("weight", \.weight, about: "what a window weighs"),
    Key("share", \.share, in: .fraction, about: "the share of the mean value in the amplitude, A"),
    Key("normalized", \.normalized, about: "whether the entropy is divided by ln D!"),
  ]

  /// A series.
  public static let input = InputShape.series

  /// Nats, or a pure number when normalized.
  public var unit: EntropyUnit { normalized ? .dimensionless : .nat }

  /// Ordinal patterns, of which a seam makes new ones.
  public static let traits: EstimatorTraits = [.seamless, .heedsBreaks]

  /// The entry `weighted_permutation_entropy` of the catalog.
  public static let entry = catalogEntry(
    "weighted_permutation_entropy",
    about: "the permutation entropy of windows weighted by how much their values differ",
    formula: "-sum p ln p, p the share of the weight w of a pattern's windows; w = var(x), "
      + "or A <|x|> + (1 - A) <|dx|>",
    bounds: "0 to ln D!, or 0 to 1",
    bias:
      "weighted by variance, white normal noise of n windows: low by 2.9/n, 16/n, 87/n for D = 3, 4, 5 "
      + "(1.5 to 1.8 times the bias of permutation_entropy)",
    source: "Fadlallah et al. 2013; Azami and Escudero 2016")

  /// The weighted entropy of the series.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let series = try arrays[0].line()
    let segments = arrays[0].segments
    let starts = OrdinalCounts.starts(in: segments, order: order, delay: delay)
    let windows = starts.reduce(0) { $0 + $1.count }
    guard windows > 0 else { return .noWindow(series, order: order, delay: delay, unit: unit) }
    let (scaled, places) = (Self.scaled(series), Array(starts.joined()))
    let weights = patternWeights(scaled, places[...])
    guard weights.contains(where: { $0 > 0 }) else {
      return Estimate(undefined: .constantSeries, unit: unit, samples: windows)
    }
    let largest = Double.log(Double(weights.count))
    var estimate = Estimate(
      Shannon().entropy(of: try Distribution(weights: weights)), unit: .nat, samples: windows,
      outcomes: weights.count, bounds: Bounds(0, largest))
    let blocks = BlockedWeights(
      BlockedWeights.ranges(samples: windows).map { patternWeights(scaled, places[$0]) })
    // The weights of such tails have no variance.
    let isHeavy =
      weight == .variance
      && arrays[0].largestKurtosis >= KernelDensityEntropy.heavyKurtosis
    estimate.take(
      isHeavy
        ? .failure(.init(reason: .fewDecide)) : blocks.standardError(of: \.shannonOfShares))
    return (normalized ? estimate.divided(by: largest) : estimate).warned(
      windows: windows, patterns: weights.count,
      ties: tiedWindows(series, in: segments, order: order, delay: delay))
  }

  /// The series times a power of 2 that brings its largest value near 1: squares of very small and
  /// very large numbers leave the range of floating-point numbers, shares do not.
  private static func scaled(_ series: [Double]) -> [Double] {
    let largest = series.reduce(0) { max($0, abs($1)) }
    guard largest > 0, largest.isFinite else { return series }
    let exponent = min(max(-Int(largest.exponent), -1000), 1000)
    let factor = Double(sign: .plus, exponent: exponent, significand: 1)
    return series.map { $0 * factor }
  }

  private func patternWeights(_ series: [Double], _ starts: ArraySlice<Int>) -> [Double] {
    let patterns = OrdinalWindow(offsets: (0..<order).map { $0 * delay })
    var weights = [Double](repeating: 0, count: (1...order).reduce(1, *))
    series.withUnsafeBufferPointer { series in
      guard let base = series.baseAddress else { return }
      for start in starts {
        let window = (0..<order).map { series[start + $0 * delay] }
        weights[patterns.pattern(base + start)] += weight(of: window)
      }
    }
    return weights
  }

  private func weight(of window: [Double]) -> Double {
    let size = Double(order)
    switch weight {
    case .variance:
      // From the first value, so that equal values have no variance at all.
      let gaps = window.map { $0 - window[0] }
      let mean = gaps.reduce(0, +) / size
      return gaps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / size
    case .amplitude:
      let level = window.reduce(0) { $0 + abs($1) } / size
      let steps = zip(window, window.dropFirst()).reduce(0) { $0 + abs($1.1 - $1.0) } / (size - 1)
      return share * level + (1 - share) * steps
    }
  }
}
