import ClausiusRandomNumbers

/// The permutation test of a difference of means: how many ways to share out all values between two
/// samples of these sizes have as large a difference.
///
/// The statistic is mean x - mean y. The probability is two-sided, twice the smaller of the shares
/// at or below and at or above the statistic. All ways are visited when there are no more than
/// `resamples`; otherwise `resamples` random ones, with the ways as they are counted among them:
/// (1 + number)/(1 + resamples). Random ways are keyed by the seed: the same seed gives the same
/// probability.
/// Source: Fisher 1935; Phipson and Smyth 2010; the choices are those of
/// scipy.stats.permutation_test.
public struct PermutationTest: Sendable {
  /// The number of random ways.
  public var resamples = 9999
  /// The seed of the random ways.
  public var seed: UInt64 = 1

  /// Values drawn in all random ways together; above it fewer ways are drawn, at least 999.
  static let mostDraws = 200_000_000

  /// The test with 9999 random ways and the seed 1.
  public init() {}

  /// The test of two samples of finite values.
  public func test(_ x: [Double], _ y: [Double]) -> TestResult {
    guard !x.isEmpty, !y.isEmpty else {
      return TestResult(.permutation, undefined: "a sample is empty")
    }
    // The smaller sample is drawn; the difference is a rising function of its sum, or a falling
    // one.
    let isFirst = x.count <= y.count
    let (few, many) = isFirst ? (x, y) : (y, x)
    let pool = few + many
    let mean = pool.reduce(0, +) / Double(pool.count)
    let centered = pool.map { $0 - mean }
    let statistic = Self.mean(x, from: mean) - Self.mean(y, from: mean)
    let sum = centered[..<few.count].reduce(0, +)
    // Sums of the same values in another order differ by rounding.
    let tolerance = 1e-13 * centered.reduce(0) { $0 + abs($1) }
    var counter = TailCounter(low: sum + tolerance, high: sum - tolerance)
    let ways = Self.choices(of: few.count, from: pool.count, most: resamples)
    if let ways {
      Self.visitAll(centered, few.count) { counter.add($0) }
      return TestResult(
        .permutation, statistic: statistic, probability: counter.probability(adding: 0),
        least: min(1, 2 / Double(ways)), method: "exact, \(ways) permutations")
    }
    let drawn = min(resamples, max(999, Self.mostDraws / few.count))
    visitRandom(centered, few.count, drawn) { counter.add($0) }
    return TestResult(
      .permutation, statistic: statistic, probability: counter.probability(adding: 1),
      least: 2 / Double(1 + drawn), method: "\(drawn) random permutations, seed \(seed)")
  }

  private static func mean(_ values: [Double], from origin: Double) -> Double {
    values.reduce(0) { $0 + ($1 - origin) } / Double(values.count)
  }

  /// The number of ways to choose `few` of `all`, or `nil` when there are more than `most`.
  private static func choices(of few: Int, from all: Int, most: Int) -> Int? {
    var ways = 1
    for i in 0..<few {
      let (product, overflow) = ways.multipliedReportingOverflow(by: all - i)
      guard !overflow else { return nil }
      ways = product / (i + 1)
      if ways > most { return nil }
    }
    return ways
  }

  /// The sums of all choices of `few` values, in the order of their indices.
  private static func visitAll(_ values: [Double], _ few: Int, _ body: (Double) -> Void) {
    var chosen = Array(0..<few)
    while true {
      body(chosen.reduce(0) { $0 + values[$1] })
      guard let last = chosen.indices.last(where: { chosen[$0] < values.count - few + $0 }) else {
        return
      }
      chosen[last] += 1
      for next in (last + 1)..<max(few, last + 1) { chosen[next] = chosen[next - 1] + 1 }
    }
  }

  /// The sums of random choices of `few` values: the first steps of a shuffle (Fisher and Yates),
  /// begun where the last one ended.
  private func visitRandom(
    _ values: [Double], _ few: Int, _ times: Int, _ body: (Double) -> Void
  ) {
    let random = CounterRandom(seed: seed, stream: .resampling)
    var pool = values
    for time in 0..<times {
      var sum = 0.0
      var place = 0
      while place < few {
        let words = random.words(step: time, individual: place / 4)
        for lane in 0..<min(4, few - place) {
          let room = UInt64(pool.count - place)
          let other = place + Int((UInt64(words[lane]) * room) >> 32)
          pool.swapAt(place, other)
          sum += pool[place]
          place += 1
        }
      }
      body(sum)
    }
  }
}

/// How many numbers lie at or below one limit, and at or above another.
private struct TailCounter {
  let low: Double
  let high: Double
  private var below = 0
  private var above = 0
  private var count = 0

  init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }

  mutating func add(_ number: Double) {
    count += 1
    if number <= low { below += 1 }
    if number >= high { above += 1 }
  }

  /// Twice the smaller share, with `own` more numbers on both sides.
  func probability(adding own: Int) -> Double {
    2 * Double(min(below, above) + own) / Double(count + own)
  }
}
