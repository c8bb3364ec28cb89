import RealModule

/// Shannon entropy, H = -sum p ln p.
///
/// Nats; from 0 (one outcome) to ln M (M equally probable outcomes).
/// Source: Shannon 1948, section 6. Bias of the plug-in estimate -(m - 1)/(2N), m outcomes seen:
/// Miller 1955. Variance (sum p ln^2 p - H^2)/N: Basharin 1959.
public struct Shannon: EntropyDefinition {
  /// The entropy of Shannon.
  public init() {}

  /// `shannon`.
  public var name: String { "shannon" }

  /// Nats.
  public var unit: EntropyUnit { .nat }

  /// -sum p ln p.
  public func entropy(of distribution: Distribution) -> Double {
    let entropy = -distribution.mean { Double.log($0) }
    return entropy == 0 ? 0 : entropy
  }

  /// ln M.
  public func maximum(outcomes: Int) -> Double { Double.log(Double(outcomes)) }

  /// -(m - 1)/(2N) with m the number of outcomes that have been seen.
  public func leadingBias(at distribution: Distribution, samples: Int) -> Double? {
    -(distribution.support - 1) / Double(2 * samples)
  }

  /// (sum p ln^2 p - H^2)/N; for equal frequencies, where this vanishes, (m - 1)/(2 N^2): 2N(ln
  /// m - H) is then chi-squared with m - 1 degrees of freedom.
  public func leadingVariance(at distribution: Distribution, samples: Int) -> Double? {
    let first = variance(of: { -Double.log($0) }, at: distribution, samples: samples)
    let n = Double(samples)
    let isUniform = distribution.support > 1 && first * n < 1e-14
    return isUniform ? (distribution.support - 1) / (2 * n * n) : first
  }
}
