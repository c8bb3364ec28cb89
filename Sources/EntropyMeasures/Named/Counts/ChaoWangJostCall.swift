import ClausiusDeclarations

/// Shannon entropy with the outcomes that were not seen inferred from those seen once and twice.
///
/// sum (n/N)(psi(N) - psi(n)) + (f_1/N)(1 - A)^(1 - N)[-ln A - sum_(v < N) (1 - A)^v/v]; A is 1/M
/// where the number M of outcomes is told, otherwise inferred from the outcomes seen once and
/// twice. Nats. Source: Chao, Wang and Jost 2013.
public struct ChaoWangJostCall: CountsEstimator {
  /// The number of possible outcomes.
  public var outcomes: Int?
  /// What the numbers of the dataset are.
  public var of = CountSource.counts

  /// The estimator for an unknown number of outcomes.
  public init() {}

  /// The parameters.
  public static let keys: [Key<Self>] = [
    Key("outcomes", \.outcomes, in: .length, about: "the number of possible outcomes, M"),
    sourceKey(\.of),
  ]

  static let correction = BiasCorrection.chaoWangJost

  /// What a user is told about it.
  public static let entry = catalogEntry(
    "chao_wang_jost",
    about: "the entropy with unseen outcomes inferred from those seen once and twice",
    formula: "sum (n/N)(psi(N) - psi(n)) + (f_1/N) q^(1-N) (-ln(1 - q) - sum_(v<N) q^v/v), "
      + "q = 1 - 1/M, or 1 - A with A = 2 f_2/((N - 1) f_1 + 2 f_2)",
    bounds: "0 to ln M in expectation",
    bias: "with M none for a uniform distribution, whatever N; small for others",
    source: "Chao, Wang and Jost 2013")

  func value(_ occupancy: Occupancy) -> Double {
    let samples = occupancy.samples
    let once = occupancy.cells(holding: 1)
    let seen = occupancy.sum { count in
      count == samples
        ? 0 : Double(count) / Double(samples) * (digamma(Double(samples)) - digamma(Double(count)))
    }
    guard once > 0 else { return seen }
    let probability =
      outcomes.map { 1 / Double($0) }
      ?? UnseenOutcomes.probability(
        samples: samples, once: once, twice: occupancy.cells(holding: 2))
    return seen + once / Double(samples)
      * UnseenOutcomes.entropyPerSingleton(samples: samples, probability: probability)
  }
}
