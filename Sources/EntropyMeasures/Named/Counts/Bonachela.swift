import ClausiusDeclarations

/// Shannon entropy that balances bias against scatter for small samples, (1/(N + 2)) sum
/// (n + 1)(h_(N + 2) - h_(n + 1)), h the harmonic numbers.
///
/// The sum goes over all M possible outcomes. Nats. Made for few outcomes; where most of many
/// outcomes were not seen it exceeds ln M, and a warning says so. The standard error is 0.85 to
/// 1.15 of the scatter for 2 to 50 outcomes and 20 samples or more. Source: Bonachela, Hinrichsen
/// and Munoz 2008.
public struct Bonachela: PossibleOutcomeEstimator {
  /// Whether outcomes with a count of 0 are possible.
  public var unseen = true
  /// What the numbers of the dataset are.
  public var values = CountSource.counts

  /// The estimator for counts.
  public init() {}

  /// The keys `unseen` and `values`.
  public static let keys: [Key<Self>] = [.unseen, .values]

  static let correction = BiasCorrection.bonachela
  static let canExceedBound = true

  /// The entry `bonachela` of the catalog.
  public static let entry = catalogEntry(
    "bonachela",
    about: "the entropy that balances bias and scatter for few samples of few outcomes",
    formula: "(1/(N + 2)) sum_M (n + 1) sum_(j = n + 2)^(N + 2) 1/j",
    bounds: "0 and above; the true value is at most ln M, the estimate may exceed it (warned of)",
    bias: "high when many outcomes are possible that were not seen, up to above ln M",
    source: "Bonachela, Hinrichsen and Munoz 2008")

  func value(_ occupancy: Occupancy) -> Double {
    let outcomes = possibleOutcomes(occupancy)
    let last = Double.digamma(Double(occupancy.samples + 3))
    func term(_ count: Int) -> Double {
      Double(count + 1) * (last - Double.digamma(Double(count + 2)))
    }
    let sum = occupancy.sum(term) + (outcomes - occupancy.occupied) * term(0)
    return sum / Double(occupancy.samples + 2)
  }

  func term(_ count: Int, samples: Int) -> Double? {
    Double(count + 1) * (Double.digamma(Double(samples + 3)) - Double.digamma(Double(count + 2)))
      / Double(samples + 2)
  }
}
