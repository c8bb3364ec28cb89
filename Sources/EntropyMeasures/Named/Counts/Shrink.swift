import ClausiusDeclarations
import RealModule

/// Shannon entropy of the frequencies drawn toward the uniform distribution by an amount that the
/// data choose.
///
/// q = L/M + (1 - L) n/N with L = (1 - sum p^2)/((N - 1) sum (1/M - p)^2), from 0 to 1, p = n/N; M
/// possible outcomes. Nats, 0 to ln M. Source: Hausser and Strimmer 2009 (James-Stein shrinkage).
public struct Shrink: PossibleOutcomeEstimator {
  /// Whether outcomes with a count of 0 are possible.
  public var unseen = true
  /// What the numbers of the dataset are.
  public var values = CountSource.counts

  /// The estimator for counts.
  public init() {}

  /// The keys `unseen` and `values`.
  public static let keys: [Key<Self>] = [.unseen, .values]

  static let correction = BiasCorrection.shrinkage

  /// The entry `shrink` of the catalog.
  public static let entry = catalogEntry(
    "shrink", about: "the entropy of the frequencies drawn toward the uniform distribution",
    formula:
      "-sum q ln q, q = L/M + (1 - L) n/N, L = (1 - sum p^2)/((N - 1) sum (1/M - p)^2) at most 1",
    bounds: "0 to ln M",
    bias: "high for distributions that are concentrated on few outcomes",
    source: "Hausser and Strimmer 2009")

  func value(_ occupancy: Occupancy) -> Double {
    let samples = Double(occupancy.samples)
    let outcomes = possibleOutcomes(occupancy)
    let rest = outcomes - occupancy.occupied
    let squares = occupancy.sum { Double($0) * Double($0) / (samples * samples) }
    let distance =
      rest / (outcomes * outcomes)
      + occupancy.sum { count in
        let gap = 1 / outcomes - Double(count) / samples
        return gap * gap
      }
    let weight =
      distance > 0 && samples > 1 ? min(1, max(0, (1 - squares) / ((samples - 1) * distance))) : 1
    func term(_ count: Int) -> Double {
      let q = weight / outcomes + (1 - weight) * Double(count) / samples
      return q > 0 ? -q * Double.log(q) : 0
    }
    return occupancy.sum(term) + (rest > 0 ? rest * term(0) : 0)
  }
}
