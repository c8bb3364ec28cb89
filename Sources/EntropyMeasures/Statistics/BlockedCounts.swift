/// How often each outcome of a correlated series came, whole and in at most 32 blocks of equal
/// length.
///
/// When the blocks are used up neighbors are joined, so that memory does not grow with the series.
/// Leaving out a block at a time gives the standard error of anything that is computed from the
/// counts.
/// Source: Künsch 1989 (block jackknife).
public struct BlockedCounts: Sendable, Hashable {
  /// All samples together.
  public private(set) var total: [Int: Int] = [:]
  /// The number of samples.
  public private(set) var samples = 0
  private var blocks: [[Int: Int]] = []
  private var blockLength = 1
  private var current: [Int: Int] = [:]
  private var inCurrent = 0
  private static let capacity = 32

  /// Nothing counted yet.
  public init() {}

  /// Counts the outcome of the next sample.
  public mutating func add(_ outcome: Int) {
    total[outcome, default: 0] += 1
    current[outcome, default: 0] += 1
    samples += 1
    inCurrent += 1
    guard inCurrent == blockLength else { return }
    blocks.append(current)
    (current, inCurrent) = ([:], 0)
    guard blocks.count == Self.capacity else { return }
    blocks = stride(from: 0, to: Self.capacity, by: 2).map { k in
      blocks[k].merging(blocks[k + 1], uniquingKeysWith: +)
    }
    blockLength *= 2
  }

  /// Gives every outcome another number; outcomes that get the same number become one.
  public mutating func renumber(_ number: (Int) -> Int) {
    func renumbered(_ counts: [Int: Int]) -> [Int: Int] {
      Dictionary(counts.map { (number($0.key), $0.value) }, uniquingKeysWith: +)
    }
    total = renumbered(total)
    current = renumbered(current)
    blocks = blocks.map(renumbered)
  }

  /// The counts as an occupancy of `outcomes` possible outcomes.
  public func occupancy(outcomes: Int?) -> Occupancy {
    Occupancy(counts: total.values.sorted(), outcomes: outcomes)
  }

  /// The standard error of `value` by leaving out a block at a time; `nil` for fewer than 8 blocks.
  ///
  /// Samples after the last whole block stay in every partial value.
  public func standardError(_ value: (Occupancy) -> Double) -> StandardError? {
    guard blocks.count >= 8 else { return nil }
    let values = blocks.map { block -> Double in
      let rest = total.map { $0.value - (block[$0.key] ?? 0) }
      return value(Occupancy(counts: rest.sorted()))
    }
    let n = Double(values.count)
    let mean = values.reduce(0, +) / n
    let spread = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return StandardError(((n - 1) / n * spread).squareRoot(), by: .blockJackknife)
  }
}
