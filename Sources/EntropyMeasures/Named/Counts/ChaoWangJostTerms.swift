/// The estimate of ``ChaoWangJost`` for a known number of outcomes as a sum over outcomes: what an
/// outcome seen n times among N samples contributes.
public struct ChaoWangJostTerms: Sendable {
  private let samples: Int
  private let digammaOfSamples: Double
  private let singleton: Double

  /// The terms for `samples` samples of `outcomes` possible outcomes.
  public init(samples: Int, outcomes: Int) {
    precondition(samples >= 1 && outcomes >= 1)
    self.samples = samples
    digammaOfSamples = Double.digamma(Double(samples))
    singleton =
      UnseenOutcomes.entropyPerSingleton(samples: samples, outcomes: outcomes) / Double(samples)
  }

  /// (n/N)(psi(N) - psi(n)), and for n = 1 the share of the outcomes that were not seen; 0 for n
  /// = 0.
  public func term(_ count: Int) -> Double {
    guard count > 0 else { return 0 }
    let missing = count == samples ? 0 : digammaOfSamples - Double.digamma(Double(count))
    let seen = Double(count) / Double(samples) * missing
    return count == 1 ? seen + singleton : seen
  }
}
