import ClausiusDeclarations

/// Shannon entropy by the terms of H = sum_v (1/v) sum_i p_i (1 - p_i)^v that N samples can tell:
/// sum (n/N)(psi(N) - psi(n)).
///
/// Nats. The terms v < N are without bias; those beyond are missing. The same number as the sum
/// with digammas of Grassberger 1988.
/// Source: Zhang 2012.
public struct Zhang: ShannonCountEstimator {
  /// What the numbers of the dataset are.
  public var values = CountSource.counts

  /// The estimator for counts.
  public init() {}

  /// The key `values`.
  public static let keys: [Key<Self>] = [.values]

  static let correction = BiasCorrection.zhang

  /// The entry `zhang` of the catalog.
  public static let entry = catalogEntry(
    "zhang",
    about:
      "the sum of the unbiased estimates of the first N - 1 terms of the expansion of the entropy",
    formula: "sum (n/N)(psi(N) - psi(n))",
    bounds: "0 to ln M in expectation",
    bias: "low by the terms beyond N: sum_(v >= N) (1/v) sum p (1 - p)^v",
    source: "Zhang 2012")

  func value(_ occupancy: Occupancy) -> Double {
    let samples = Double(occupancy.samples)
    let last = Double.digamma(samples)
    return occupancy.sum {
      $0 == occupancy.samples ? 0 : Double($0) / samples * (last - Double.digamma(Double($0)))
    }
  }

  func term(_ count: Int, samples: Int) -> Double? {
    guard count > 0 else { return 0 }
    return Double(count) / Double(samples)
      * (Double.digamma(Double(samples)) - Double.digamma(Double(count)))
  }
}
