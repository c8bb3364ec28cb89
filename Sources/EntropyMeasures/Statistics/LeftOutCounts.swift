/// The variance of a sum over outcomes of terms t(n) of their counts, from leaving out one sample
/// and two.
///
/// Leaving out one sample of an outcome with n changes the value by d = t(n) - t(n - 1): N
/// (<d^2> - <d>^2) over samples counts twice what pairs of samples contribute together (Efron and
/// Stein 1981), which is all of it at uniform counts. The second differences over the pairs of
/// samples of one outcome, sum n (n - 1)/2 [t(n + 1) - 2 t(n) + t(n - 1)]^2, tell that part, which
/// is taken off; at least half is left.
enum LeftOutCounts {
  /// The variance; `nil` where there are no terms.
  static func variance(_ occupancy: Occupancy, term: (_ count: Int) -> Double?) -> Double? {
    let samples = Double(occupancy.samples)
    var (sum, squares, pairs) = (0.0, 0.0, 0.0)
    for level in occupancy.levels {
      let n = Double(level.count)
      guard let less = term(level.count - 1), let own = term(level.count),
        let more = term(level.count + 1)
      else { return nil }
      let change = own - less
      let bend = more - 2 * own + less
      sum += level.cells * n * change
      squares += level.cells * n * change * change
      pairs += level.cells * n * (n - 1) / 2 * bend * bend
    }
    let variance = max(0, squares - sum * sum / samples)
    return max(variance - pairs, variance / 2)
  }
}
