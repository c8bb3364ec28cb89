import RealModule

/// Shannon entropy with the outcomes that were not seen inferred from those seen once, when the
/// number M of possible outcomes is known.
///
/// H = sum_i (n_i/N) (psi(N) - psi(n_i)) + (f_1/N) (1 - 1/M)^(1-N) [ln M - sum_(v<N) (1 - 1/M)^v /
/// v], with f_1 the number of outcomes seen once and psi the digamma function. The first sum
/// estimates without bias the terms v < N of H = sum_v (1/v) sum_i p_i (1 - p_i)^v; the bracket is
/// what the later terms are for outcomes of probability 1/M, and f_1 tells how much of them
/// remains. **For a uniform distribution over the M outcomes the expectation is exactly ln M for
/// every N**; a distribution concentrated on few outcomes is without singletons and so without the
/// second term.
///
/// Nats, from 0 to ln M in expectation. Standard error by the jackknife over samples, in closed
/// form; where the distribution is close to uniform it is too large, by a factor of up to 2.
/// Measured bias for a distribution that is uniform over an eighth of 288 outcomes, in units of ln
/// 288: 0.05 for N = 50, 0.01 for N = 100, below 0.001 for N = 250; below N = M/4 the estimate
/// carries a warning.
/// Source: Chao, Wang and Jost 2013, who estimate 1/M from the outcomes seen once and twice; for
/// the first sum also Zhang 2012. Here M is known, as it is for bins and cells.
public struct ChaoWangJost: CountEstimator {
  /// The estimator of Chao, Wang and Jost for a known number of outcomes.
  public init() {}

  /// `chao_wang_jost`.
  public var name: String { "chao_wang_jost" }

  /// The corrected entropy.
  ///
  /// - Throws: ``EntropyError/noCorrection(estimator:definition:)`` for another definition than
  ///   Shannon's, or when the occupancy does not know the number of outcomes.
  public func estimate(
    _ definition: some EntropyDefinition, from occupancy: Occupancy
  ) throws(EntropyError) -> Estimate {
    guard definition is Shannon, let outcomes = occupancy.outcomes else {
      throw .noCorrection(estimator: name, definition: definition.name)
    }
    if let nothing = Estimate(ofNothingIn: occupancy, definition) { return nothing }
    let terms = ChaoWangJostTerms(samples: occupancy.samples, outcomes: outcomes)
    let value = occupancy.sum(terms.term)
    return Estimate(
      entropy: value == 0 ? 0 : value, definition, of: occupancy, corrected: .chaoWangJost,
      error: jackknife(occupancy, outcomes: outcomes), samplesNeeded: 0.25)
  }

  /// (N - 1)/N sum_i (H_(-i) - mean)^2: leaving out a sample changes only the term of its outcome.
  private func jackknife(_ occupancy: Occupancy, outcomes: Int) -> StandardError? {
    let samples = occupancy.samples
    guard samples > 1 else { return nil }
    let fewer = ChaoWangJostTerms(samples: samples - 1, outcomes: outcomes)
    func change(_ count: Int) -> Double { fewer.term(count - 1) - fewer.term(count) }
    let mean = occupancy.sum { Double($0) * change($0) } / Double(samples)
    let squares = occupancy.sum { count in
      let deviation = change(count) - mean
      return Double(count) * deviation * deviation
    }
    let variance = squares * Double(samples - 1) / Double(samples)
    return StandardError(variance.squareRoot(), by: .jackknife)
  }
}
