import RealModule

/// The estimate of ``ChaoWangJost`` as a sum over outcomes: what an outcome seen n times among N
/// samples contributes.
struct ChaoWangJostTerms {
  private let samples: Int
  private let digammaOfSamples: Double
  private let singleton: Double

  /// The terms for `samples` samples of `outcomes` possible outcomes.
  init(samples: Int, outcomes: Int) {
    precondition(samples >= 1 && outcomes >= 1)
    self.samples = samples
    digammaOfSamples = digamma(Double(samples))
    singleton = Self.unseen(samples: samples, outcomes: outcomes) / Double(samples)
  }

  /// (n/N)(psi(N) - psi(n)), and for n = 1 the share of the outcomes that were not seen; 0 for n
  /// = 0.
  func term(_ count: Int) -> Double {
    guard count > 0 else { return 0 }
    let missing = count == samples ? 0 : digammaOfSamples - digamma(Double(count))
    let seen = Double(count) / Double(samples) * missing
    return count == 1 ? seen + singleton : seen
  }

  /// q^(1-N) sum_(v >= N) q^v/v = sum_(j >= 0) q^(j+1)/(N + j) with q = 1 - 1/M, cut where the rest
  /// is below rounding.
  private static func unseen(samples: Int, outcomes: Int) -> Double {
    let q = 1 - 1 / Double(outcomes)
    var power = q
    var sum = 0.0
    var divisor = Double(samples)
    while power > 1e-18 * sum * divisor / Double(outcomes) {
      sum += power / divisor
      power *= q
      divisor += 1
    }
    return sum
  }
}
