/// Probabilities of several tests, corrected so that the chance of any false alarm among them stays
/// below the level.
public enum HolmCorrection {
  /// The corrected probabilities in the order of the given ones: p_(i) becomes the largest of
  /// (m - j + 1) p_(j), j <= i, at most 1.
  ///
  /// Source: Holm 1979.
  public static func corrected(_ probabilities: [Double]) -> [Double] {
    let order = probabilities.indices.sorted {
      (probabilities[$0], $0) < (probabilities[$1], $1)
    }
    var result = probabilities
    var largest = 0.0
    for (rank, index) in order.enumerated() {
      largest = max(largest, Double(order.count - rank) * probabilities[index])
      result[index] = min(1, largest)
    }
    return result
  }
}
