/// How many outcomes hold how many samples: all that an entropy can depend on when outcomes have no
/// order.
///
/// In ecology these are the abundance frequency counts f_1, f_2, ... Numbers of outcomes need not
/// be whole: an occupancy may be the average over placements of a grid.
public struct Occupancy: Sendable, Hashable {
  /// Outcomes that hold the same number of samples.
  public struct Level: Sendable, Hashable {
    /// The number of samples in each of them, at least 1.
    public var count: Int
    /// How many outcomes there are.
    public var cells: Double

    /// `cells` outcomes that hold `count` samples each.
    public init(count: Int, cells: Double) {
      self.count = count
      self.cells = cells
    }
  }

  /// The occupied levels by increasing count.
  public private(set) var levels: [Level]
  /// The number of samples, N.
  public let samples: Int
  /// The number of possible outcomes, occupied or not, M; `nil` when it is not known.
  public let outcomes: Int?
  /// Samples that no outcome takes and that are not among ``samples``.
  public var excluded: Int

  /// The occupancy of one count an outcome; zeros are outcomes not seen, and M is the number of
  /// counts unless `outcomes` says otherwise.
  public init(counts: [Int], outcomes: Int? = nil, excluded: Int = 0) {
    precondition(counts.allSatisfy { $0 >= 0 }, "counts are not negative")
    var cellsByCount: [Int: Int] = [:]
    for count in counts where count > 0 { cellsByCount[count, default: 0] += 1 }
    self.init(
      levels: cellsByCount.map { Level(count: $0.key, cells: Double($0.value)) },
      samples: counts.reduce(0, +), outcomes: outcomes ?? counts.count, excluded: excluded)
  }

  /// An occupancy from its levels, in any order.
  public init(levels: [Level], samples: Int, outcomes: Int?, excluded: Int = 0) {
    self.levels = levels.filter { $0.cells > 0 }.sorted { $0.count < $1.count }
    self.samples = samples
    self.outcomes = outcomes
    self.excluded = excluded
  }

  /// The number of outcomes that hold exactly `count` samples.
  public func cells(holding count: Int) -> Double {
    levels.first { $0.count == count }?.cells ?? 0
  }

  /// The number of outcomes that have been seen.
  public var occupied: Double { levels.reduce(0) { $0 + $1.cells } }

  /// The sum over occupied outcomes of `f(count)`.
  @inlinable
  public func sum(_ f: (_ count: Int) -> Double) -> Double {
    var total = 0.0
    for level in levels { total += level.cells * f(level.count) }
    return total
  }
}
