/// A discrete probability distribution: p_i > 0 with sum p_i = 1.
///
/// Outcomes of equal probability may be held once, with a multiplicity; multiplicities need not be
/// whole numbers, so that occupancies averaged over placements of a grid are distributions too.
public struct Distribution: Sendable, Hashable {
  /// Outcomes of one probability.
  public struct Level: Sendable, Hashable {
    /// The probability of each of the outcomes.
    public var probability: Double
    /// How many outcomes have it.
    public var multiplicity: Double
  }

  /// The levels, all with positive probability and multiplicity.
  public let levels: [Level]

  /// The distribution proportional to `weights`; zeros are outcomes without probability.
  ///
  /// - Throws: ``EntropyError/badWeight(index:)`` for a weight that is negative or not finite,
  ///   ``EntropyError/noWeight`` when all are zero.
  public init(weights: [Double]) throws(EntropyError) {
    var total = 0.0
    for (index, weight) in weights.enumerated() {
      guard weight >= 0, weight.isFinite else { throw .badWeight(index: index) }
      total += weight
    }
    guard total > 0 else { throw .noWeight }
    levels = weights.filter { $0 > 0 }.map { Level(probability: $0 / total, multiplicity: 1) }
  }

  /// The relative frequencies n / N of an occupancy that is not empty.
  public init(_ occupancy: Occupancy) {
    precondition(occupancy.samples > 0)
    let total = Double(occupancy.samples)
    levels = occupancy.levels.map {
      Level(probability: Double($0.count) / total, multiplicity: $0.cells)
    }
  }

  /// The number of outcomes with positive probability.
  public var support: Double { levels.reduce(0) { $0 + $1.multiplicity } }

  /// The mean of `f(p)` over the distribution, sum p f(p).
  @inlinable
  public func mean(_ f: (_ probability: Double) -> Double) -> Double {
    var sum = 0.0
    for level in levels {
      sum += level.multiplicity * level.probability * f(level.probability)
    }
    return sum
  }
}
