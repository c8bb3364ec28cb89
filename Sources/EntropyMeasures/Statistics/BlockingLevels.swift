/// Block averages of a series at block lengths 1, 2, 4, ..., gathered while the series goes by.
///
/// The standard error of the mean of a correlated series is that of its block averages once the
/// blocks are longer than the correlation time (Flyvbjerg and Petersen 1989, kept on the fly as by
/// Kent et al. 2007). Memory is O(log n).
struct BlockingLevels: Sendable, Hashable {
  /// Blocks of one length.
  private struct Level: Sendable, Hashable {
    var averages = Moments()
    /// A block that waits for its neighbor.
    var waiting: Double?
  }

  private var levels: [Level] = []

  mutating func add(_ number: Double) { add(number, at: 0) }

  private mutating func add(_ average: Double, at start: Int) {
    var average = average
    var level = start
    while true {
      if level == levels.count { levels.append(Level()) }
      levels[level].averages.add(average)
      guard let waiting = levels[level].waiting else {
        levels[level].waiting = average
        return
      }
      levels[level].waiting = nil
      average = (waiting + average) / 2
      level += 1
    }
  }

  /// Takes the blocks of a series that follows. Where both series have a block that waits, the two
  /// become one block.
  mutating func merge(_ other: BlockingLevels) {
    while levels.count < other.levels.count { levels.append(Level()) }
    for index in other.levels.indices {
      levels[index].averages.merge(other.levels[index].averages)
    }
    for (index, level) in other.levels.enumerated() {
      guard let theirs = level.waiting else { continue }
      if let ours = levels[index].waiting {
        levels[index].waiting = nil
        add((ours + theirs) / 2, at: index + 1)
      } else {
        levels[index].waiting = theirs
      }
    }
  }

  /// The blocks of the series with `offset` added to every sample.
  func shifted(by offset: Double) -> BlockingLevels {
    var result = self
    for index in levels.indices {
      result.levels[index].averages = levels[index].averages.shifted(by: offset)
      result.levels[index].waiting = levels[index].waiting.map { $0 + offset }
    }
    return result
  }

  /// The largest squared standard error of the mean that blocks of any length tell, of which there
  /// are at least four; 0 for fewer than four numbers.
  var largestSquaredError: Double {
    levels.filter { $0.averages.count >= 4 }.compactMap(\.averages.squaredErrorOfMean).max() ?? 0
  }

  /// The squared standard error of the mean and whether a block length long enough for it was
  /// found; `nil` for fewer than two numbers.
  ///
  /// The shortest block length B is taken for which B^3 > 2 n g^2, where n is the number of samples
  /// and g the ratio of the squared error at this length to that for independent samples: then the
  /// systematic error of short blocks and the scatter of few blocks balance (Wolff 2004; Lee et al.
  /// 2011). Without such a length that leaves at least four blocks, the largest error found is a
  /// lower limit; so it is when longer blocks tell of a slow drift that the shorter ones missed:
  /// six times the squared error, which four blocks of a stationary series show once in two
  /// thousand.
  var squaredErrorOfMean: (value: Double, isConverged: Bool)? {
    guard let first = levels.first, let independent = first.averages.squaredErrorOfMean else {
      return nil
    }
    guard independent > 0 else { return (0, true) }
    var largest = independent
    var balanced: Double?
    for (index, level) in levels.enumerated() where level.averages.count >= 4 {
      guard let squared = level.averages.squaredErrorOfMean else { break }
      largest = max(largest, squared)
      let length = Double(1 << index)
      let inflation = squared / independent
      let needed = 2 * Double(first.averages.count) * inflation * inflation
      if balanced == nil, length * length * length > needed { balanced = squared }
      if let balanced, squared > 6 * balanced { return (max(largest, squared), false) }
    }
    return balanced.map { ($0, true) } ?? (largest, false)
  }
}
