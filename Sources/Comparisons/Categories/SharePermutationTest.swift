import ClausiusRandomNumbers
import RealModule

/// The permutation test of shares of categories: how many ways to share out all blocks between the
/// samples make their shares as different.
///
/// The statistic is sum_s b_s sum_c (p_sc - p_c)^2/p_c with b_s the blocks of sample s, p_sc the
/// mean share of category c in them, and p_c that of all blocks: Pearson's chi-squared in blocks.
/// The probability is (1 + number of random ways with at least this statistic)/(1 + resamples).
/// Blocks are nearly independent, values in them are not: the textbook distribution of chi-squared
/// would be wrong. Random ways are keyed by the seed: the same seed gives the same probability.
/// Source: Fisher 1935; Pearson 1900; Phipson and Smyth 2010.
public struct SharePermutationTest: Sendable {
  /// The number of random ways.
  public var resamples = 9999
  /// The seed of the random ways.
  public var seed: UInt64 = 1

  /// The test with 9999 random ways and the seed 1.
  public init() {}

  /// The test of two or more samples, [samples][blocks][categories].
  public func test(_ samples: [[[Double]]]) -> TestResult {
    precondition(samples.count > 1, "a test needs samples to compare")
    guard samples.allSatisfy({ !$0.isEmpty }) else {
      return TestResult(.sharePermutation, undefined: "a sample is empty")
    }
    let statistic = ShareStatistic(samples)
    guard statistic.categories > 1 else {
      return TestResult(.sharePermutation, undefined: "all values are in one category")
    }
    let own = statistic.value(Array(0..<statistic.blocks.count))
    // Sums of the same values in another order differ by rounding.
    let limit = own - 1e-12 * max(1, own)
    let drawn = min(resamples, max(999, PermutationTest.mostDraws / statistic.blocks.count))
    var asLarge = 0
    visitRandom(statistic.blocks.count, drawn) { if statistic.value($0) >= limit { asLarge += 1 } }
    return TestResult(
      .sharePermutation, statistic: own, probability: Double(1 + asLarge) / Double(1 + drawn),
      least: max(1 / Double(1 + drawn), Self.rarest(samples.map(\.count))),
      method: "\(drawn) random permutations of blocks, seed \(seed)")
  }

  /// The share of the ways to deal out blocks that are one way but for an exchange of samples of
  /// the same size: no statistic is rarer.
  private static func rarest(_ sizes: [Int]) -> Double {
    func logFactorial(_ number: Int) -> Double { Double.logGamma(Double(number) + 1) }
    let alike = Dictionary(sizes.map { ($0, 1) }, uniquingKeysWith: +).values
    let same = alike.reduce(0) { $0 + logFactorial($1) }
    return Double.exp(
      sizes.reduce(same) { $0 + logFactorial($1) } - logFactorial(sizes.reduce(0, +)))
  }

  /// Random orders of `count` blocks (Fisher and Yates), each begun where the last one ended.
  private func visitRandom(_ count: Int, _ times: Int, _ body: ([Int]) -> Void) {
    let random = CounterRandom(seed: seed, stream: .resampling)
    var order = Array(0..<count)
    for time in 0..<times {
      for place in stride(from: 0, to: count - 1, by: 4) {
        let words = random.words(step: time, individual: place / 4)
        for lane in 0..<min(4, count - 1 - place) {
          let room = UInt64(count - place - lane)
          let other = place + lane + Int((UInt64(words[lane]) * room) >> 32)
          order.swapAt(place + lane, other)
        }
      }
      body(order)
    }
  }
}

/// Pearson's chi-squared of the mean shares of blocks that are dealt out to samples.
private struct ShareStatistic {
  /// The shares of the categories that occur, one block after the other.
  let blocks: [[Double]]
  private let sizes: [Int]
  private let pooled: [Double]

  init(_ samples: [[[Double]]]) {
    sizes = samples.map(\.count)
    let all = Array(samples.joined())
    let means = all[0].indices.map { c in
      all.reduce(0) { $0 + $1[c] } / Double(all.count)
    }
    let occurring = means.indices.filter { means[$0] > 0 }
    pooled = occurring.map { means[$0] }
    blocks = all.map { block in occurring.map { block[$0] } }
  }

  /// The number of categories that occur.
  var categories: Int { pooled.count }

  /// The statistic when the samples get the blocks in this order.
  func value(_ order: [Int]) -> Double {
    var sum = 0.0
    var first = 0
    for size in sizes {
      for c in pooled.indices {
        let own = order[first..<first + size].reduce(0) { $0 + blocks[$1][c] } / Double(size)
        let difference = own - pooled[c]
        sum += Double(size) * difference * difference / pooled[c]
      }
      first += size
    }
    return sum
  }
}
