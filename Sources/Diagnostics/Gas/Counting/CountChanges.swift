import ClausiusEntropyMeasures

/// What leaving out samples does to the entropy of counts: the ingredients of its standard error.
struct CountChanges {
  /// The change of the entropy when a sample of a cell with n samples is left out, by n; a constant
  /// that all have in common is missing.
  let first: [Double]
  /// The second difference t(n) - 2 t(n - 1) + t(n - 2), by n: how far two samples of one cell do
  /// not act independently.
  let second: [Double]

  /// The changes for every count that occurs in `occupancy`, which holds at least two samples.
  init(_ method: CountMethod, in occupancy: Occupancy) {
    let size = 1 + (occupancy.levels.last?.count ?? 0)
    var first = [Double](repeating: 0, count: size)
    var second = first
    let terms = CountTerms(method, samples: occupancy.samples)
    let fewer = CountTerms(method, samples: occupancy.samples - 1)
    let once = occupancy.cells(holding: 1)
    let twice = occupancy.cells(holding: 2)
    let single = once > 0 ? terms.unseen(once: once, twice: twice) / once : 0
    let before = fewer.unseen(once: once, twice: twice)
    func whole(_ n: Int) -> Double { terms.term(n) + (n == 1 ? single : 0) }
    for level in occupancy.levels {
      let n = level.count
      first[n] = fewer.term(n - 1) - fewer.term(n)
      if n <= 3 {
        // The sample moves its cell from one of the numbers f_k to the next.
        let once = once + (n == 1 ? -1 : n == 2 ? 1 : 0)
        let twice = twice + (n == 2 ? -1 : n == 3 ? 1 : 0)
        first[n] += fewer.unseen(once: once, twice: twice) - before
      }
      if n > 1 { second[n] = whole(n) - 2 * whole(n - 1) + whole(n - 2) }
    }
    self.first = first
    self.second = second
  }
}

/// The variance of a statistic from leaving out one sample, and two.
///
/// The jackknife (N - 1)/N sum_i (d_i - <d>)^2 counts the part of the variance that comes from
/// pairs of samples twice (Efron and Stein 1981), which matters where the first-order part
/// vanishes: at uniform counts it is twice too large. Second differences over pairs estimate that
/// part, which is taken off; at least half is left.
struct LeaveOutVariance {
  private var samples = 0.0
  private var sum = 0.0
  private var squares = 0.0
  private var pairs = 0.0

  /// Adds `count` samples whose leaving out changes the statistic by `change`.
  @inline(__always)
  mutating func add(_ count: Double, change: Double) {
    samples += count
    sum += count * change
    squares += count * change * change
  }

  /// Adds pairs of samples with the second difference `difference`.
  @inline(__always)
  mutating func addPairs(_ count: Double, difference: Double) {
    pairs += count * difference * difference
  }

  /// Takes such pairs away.
  @inline(__always)
  mutating func removePairs(_ count: Double, difference: Double) {
    pairs -= count * difference * difference
  }

  /// The variance of the statistic; `nil` for fewer than two samples.
  var value: Double? {
    guard samples > 1 else { return nil }
    let jackknife = max(0, squares - sum * sum / samples) * (samples - 1) / samples
    return max(jackknife - pairs, jackknife / 2)
  }
}
