import RealModule

/// What the outcomes of a series weigh in blocks of successive samples: the variance of anything
/// that follows from their sums.
///
/// Leaving out block b changes the value by d_b: (B - 1)/B sum (d_b - <d>)^2 counts twice what
/// pairs of blocks contribute together (Efron and Stein 1981), which is all of it where the
/// distribution is uniform; the second differences over pairs of blocks tell that part, which is
/// taken off, at least half being left. Nothing is taken apart: every window of the series stays
/// whole, so that no seam makes patterns that never occurred. Blocks must be longer than the
/// correlation time.
/// Source: Künsch 1989; Efron and Stein 1981.
struct BlockedWeights {
  /// The most blocks, B.
  static let mostBlocks = 20
  /// The fewest samples of a block.
  static let fewestSamples = 10
  /// The fewest blocks that tell an error.
  static let fewestBlocks = 6

  /// The weights of the outcomes in each block, [B][M].
  private let blocks: [[Double]]
  /// The weights in all blocks, [M].
  let total: [Double]

  /// Blocks of weights of as many outcomes each.
  init(_ blocks: [[Double]]) {
    self.blocks = blocks
    var total = [Double](repeating: 0, count: blocks.first?.count ?? 0)
    for block in blocks {
      for (outcome, weight) in block.enumerated() { total[outcome] += weight }
    }
    self.total = total
  }

  /// The ranges of samples of the blocks of a series; empty for too few samples.
  static func ranges(samples: Int) -> [Range<Int>] {
    let blocks = min(mostBlocks, samples / fewestSamples)
    guard blocks >= fewestBlocks else { return [] }
    return (0..<blocks).map { $0 * samples / blocks..<($0 + 1) * samples / blocks }
  }

  /// The blocks of a series of outcomes, each of weight 1.
  init(of outcomes: [Int], count: Int) {
    self.init(
      Self.ranges(samples: outcomes.count).map { range in
        var weights = [Double](repeating: 0, count: count)
        for outcome in outcomes[range] { weights[outcome] += 1 }
        return weights
      })
  }

  /// The standard error of `value`, which is given the weights of the outcomes, or why there is
  /// none.
  ///
  /// - Parameters:
  ///   - additions: what leaving out each block changes beside the weights; nothing when left out.
  ///   - value: the value of weights.
  func standardError(
    adding additions: [Double] = [], of value: ([Double]) -> Double
  ) -> Result<StandardError, MissingErrorFailure> {
    guard blocks.count >= Self.fewestBlocks else {
      let needed = Self.fewestBlocks * Self.fewestSamples
      return .failure(.init(reason: .tooFewSamples(found: Int(total.reduce(0, +)), needed: needed)))
    }
    let whole = value(total)
    let changes = blocks.map { value(zip(total, $0).map { max(0, $0 - $1) }) - whole }
    var pairs = 0.0
    for b in blocks.indices {
      for c in 0..<b {
        let rest = total.indices.map { max(0, total[$0] - blocks[b][$0] - blocks[c][$0]) }
        let bend = value(rest) - changes[b] - changes[c] - whole
        pairs += bend * bend
      }
    }
    let all = zip(changes, additions.isEmpty ? changes.map { _ in 0 } : additions).map(+)
    let variance = Self.variance(all)
    guard variance.isFinite else { return .failure(.init(reason: .fewDecide)) }
    return .success(
      StandardError(max(variance - pairs, variance / 2).squareRoot(), by: .blockJackknife))
  }

  /// The variance from the changes that leaving out each block makes.
  private static func variance(_ changes: [Double]) -> Double {
    let count = Double(changes.count)
    let mean = changes.reduce(0, +) / count
    return (count - 1) / count * changes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  }
}

extension [Double] {
  /// The Shannon entropy of shares in proportion to these weights, ln W - sum w ln w/W; 0 without
  /// any.
  var shannonOfShares: Double {
    var (sum, total) = (0.0, 0.0)
    for weight in self where weight > 0 {
      sum += weight * Double.log(weight)
      total += weight
    }
    return total > 0 ? Swift.max(0, Double.log(total) - sum / total) : 0
  }

  /// The weights as whole numbers of samples of outcomes.
  var occupancy: Occupancy { Occupancy(counts: map { Int($0) }) }
}

extension [Int] {
  /// The numbers renumbered 0, 1, 2, ... as they are first seen, and how many kinds there are.
  var renumbered: (numbers: [Int], kinds: Int) {
    var known: [Int: Int] = [:]
    let numbers = map { number in
      let own = known[number] ?? known.count
      known[number] = own
      return own
    }
    return (numbers, known.count)
  }
}
