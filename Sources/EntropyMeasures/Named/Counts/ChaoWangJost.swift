import ClausiusDeclarations
import RealModule

/// Shannon entropy with the outcomes that were not seen inferred from those seen once and twice.
///
/// H = sum_i (n_i/N) (psi(N) - psi(n_i)) + (f_1/N) q^(1-N) [-ln A - sum_(v<N) q^v/v], with f_1 the
/// number of outcomes seen once, q = 1 - A and psi the digamma function. The first sum estimates
/// without bias the terms v < N of H = sum_v (1/v) sum_i p_i (1 - p_i)^v; the bracket is what the
/// later terms are for outcomes of probability A, and f_1 tells how much of them remains. A is 1/M
/// where the number M of possible outcomes is known, as it is for bins and cells, otherwise
/// inferred from the outcomes seen once and twice. **For a uniform distribution over M known
/// outcomes the expectation is exactly ln M for every N**; a distribution concentrated on few
/// outcomes is without singletons and so without the second term.
///
/// Nats, from 0 to ln M in expectation. The standard error is the jackknife over samples without
/// what it counts twice (Efron and Stein 1981). Measured bias for a distribution that is uniform
/// over an eighth of 288 outcomes, in units of ln 288: 0.05 for N = 50, 0.01 for N = 100, below
/// 0.001 for N = 250; below N = M/4 the estimate carries a warning.
/// Source: Chao, Wang and Jost 2013; for the first sum also Zhang 2012.
public struct ChaoWangJost: ShannonCountEstimator, OccupancyEstimator {
  /// The number of possible outcomes.
  public var outcomes: Int?
  /// What the numbers of the dataset are.
  public var values = CountSource.counts

  /// The estimator for an unknown number of outcomes.
  public init() {}

  /// The keys `outcomes` and `values`.
  public static let keys: [Key<Self>] = [
    Key("outcomes", \.outcomes, in: .length, about: "the number of possible outcomes, M"),
    .values,
  ]

  static let correction = BiasCorrection.chaoWangJost

  /// The entry `chao_wang_jost` of the catalog.
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
    let seen = Zhang().value(occupancy)
    guard once > 0 else { return seen }
    let probability =
      outcomes.map { 1 / Double($0) }
      ?? UnseenOutcomes.probability(
        samples: samples, once: once, twice: occupancy.cells(holding: 2))
    return seen + once / Double(samples)
      * UnseenOutcomes.entropyPerSingleton(samples: samples, probability: probability)
  }
}

// MARK: A known number of outcomes

extension ChaoWangJost {
  /// The corrected entropy of an occupancy that knows the number of possible outcomes.
  ///
  /// - Throws: ``EntropyError/noCorrection(estimator:definition:)`` for another definition than
  ///   Shannon's, or when the occupancy does not know the number of outcomes.
  public func estimate(
    _ definition: some EntropyDefinition, from occupancy: Occupancy
  ) throws(EntropyError) -> Estimate {
    guard definition is Shannon, let outcomes = occupancy.outcomes else {
      throw .noCorrection(estimator: Self.entry.name, definition: definition.name)
    }
    if let nothing = Estimate(ofNothingIn: occupancy, definition) { return nothing }
    let terms = ChaoWangJostTerms(samples: occupancy.samples, outcomes: outcomes)
    let value = occupancy.sum(terms.term)
    return Estimate(
      entropy: value == 0 ? 0 : value, definition, of: occupancy, corrected: .chaoWangJost,
      error: jackknife(occupancy, outcomes: outcomes), samplesNeeded: 0.25)
  }

  /// (N - 1)/N sum_i (H_(-i) - mean)^2: leaving out a sample changes only the term of its outcome.
  /// What pairs of samples of one outcome contribute together is counted twice by it (Efron and
  /// Stein 1981), and taken off; at least half is left.
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
    let terms = ChaoWangJostTerms(samples: samples, outcomes: outcomes)
    let pairs = occupancy.sum { count in
      let bend = terms.term(count) - 2 * terms.term(count - 1) + terms.term(count - 2)
      return Double(count) * Double(count - 1) / 2 * bend * bend
    }
    let jackknife = squares * Double(samples - 1) / Double(samples)
    return StandardError(max(jackknife - pairs, jackknife / 2).squareRoot(), by: .jackknife)
  }
}
