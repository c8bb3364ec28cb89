import RealModule

/// The largest of the scores of many pairs where there is no transfer, told by shifted sources: a
/// probability that holds for all pairs together.
///
/// P(score) = (1 - (1 - 1/(S + 1)) prod_pairs (1 - r/(S + 1)))/share, r of the S shifts of a pair
/// reaching the score: the chance that some pair reaches it when each takes one of its shifts, or
/// is the one looked at. Pairs of long correlations reach high scores often, and count so much.
/// `share` of all shifts can be drawn; what the others would reach is not known, and counts as if
/// it were with them.
/// Source: Westfall and Young 1993 (largest statistic); Phipson and Smyth 2010.
struct LargestScore: Sendable {
  /// All scores, the largest first.
  private let scores: [Double]
  /// The probability for as many scores reached.
  private let probabilities: [Double]

  /// The scores of the shifts of each pair, drawn from a share of all.
  init(_ pairs: [[Double]], shifts: Int, share: Double) {
    let all = pairs.enumerated().flatMap { pair, scores in scores.map { (pair: pair, score: $0) } }
      .sorted { ($1.score, $0.pair) < ($0.score, $1.pair) }
    scores = all.map(\.score)
    let whole = Double(shifts + 1)
    var reached = [Int](repeating: 0, count: pairs.count)
    var logarithm = Double.log(Double(shifts) / whole)
    probabilities =
      [min(1, (1 - Double.exp(logarithm)) / share)]
      + all.map { entry in
        let left = whole - Double(reached[entry.pair])
        reached[entry.pair] += 1
        logarithm += Double.log((left - 1) / left)
        return min(1, (1 - Double.exp(logarithm)) / share)
      }
  }

  /// The probability that the largest score of all pairs is at least this one.
  func probability(of score: Double) -> Double {
    // The first place whose score is below.
    var (low, high) = (0, scores.count)
    while low < high {
      let middle = (low + high) / 2
      if scores[middle] >= score { low = middle + 1 } else { high = middle }
    }
    return probabilities[low]
  }
}
