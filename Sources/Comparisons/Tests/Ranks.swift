/// The ranks of the values of several samples among all of them, equal values sharing the mean of
/// their ranks.
struct Ranks {
  /// The sum of the ranks of each sample.
  let sums: [Double]
  /// The sum of t^3 - t over groups of t equal values.
  let tieTerm: Double
  /// The number of values.
  let count: Int

  init(of samples: [[Double]]) {
    var labeled: [(value: Double, sample: Int)] = []
    labeled.reserveCapacity(samples.reduce(0) { $0 + $1.count })
    for (index, sample) in samples.enumerated() {
      for value in sample { labeled.append((value, index)) }
    }
    labeled.sort { $0.value < $1.value }
    var sums = [Double](repeating: 0, count: samples.count)
    var ties = 0.0
    var first = 0
    while first < labeled.count {
      var end = first + 1
      while end < labeled.count, labeled[end].value == labeled[first].value { end += 1 }
      let equal = Double(end - first)
      // Ranks count from 1; the mean of first + 1, ..., end.
      let rank = Double(first + 1 + end) / 2
      for index in first..<end { sums[labeled[index].sample] += rank }
      ties += equal * equal * equal - equal
      first = end
    }
    self.sums = sums
    tieTerm = ties
    count = labeled.count
  }

  /// Whether all values are equal.
  var isConstant: Bool {
    let n = Double(count)
    return tieTerm == n * n * n - n
  }
}
