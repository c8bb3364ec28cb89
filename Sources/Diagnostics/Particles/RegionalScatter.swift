import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// The standard error of a mean over particles whose contributions are correlated with those of
/// their neighbors: that of sums over regions of space.
///
/// With sums S_c and numbers N_c of R regions and the mean m, the squared error is R/(R - 1) sum_c
/// (S_c - m N_c)^2/N^2.
struct RegionalScatter {
  /// The region of each particle; `nil` in open space, or where regions are few.
  private let regions: [Int]?
  private let count: Int

  /// The side of a region in mean diameters.
  private static let side = 4.0
  /// The fewest regions that tell an error.
  private static let fewest = 9

  /// Regions of the box of `particles`.
  init(_ particles: Particles) {
    let cells = try? PackingCells(particles, side: Self.side)
    let count = cells?.values.count ?? 0
    regions = count >= Self.fewest ? cells?.cellOfParticle : nil
    self.count = count
  }

  /// The standard error of the mean of contributions, each with its particle; `nil` for fewer than
  /// two.
  func error(of contributions: [(value: Double, particle: Int)]) -> StandardError? {
    let n = Double(contributions.count)
    guard n > 1 else { return nil }
    let mean = contributions.reduce(0) { $0 + $1.value } / n
    guard let regions else {
      let square = contributions.reduce(0) { $0 + ($1.value - mean) * ($1.value - mean) }
      return StandardError((square / (n - 1) / n).squareRoot(), by: .independentSamples)
    }
    var gaps = [Double](repeating: 0, count: count)
    for (value, particle) in contributions { gaps[regions[particle]] += value - mean }
    let square = gaps.reduce(0) { $0 + $1 * $1 }
    let scale = Double(count) / Double(count - 1)
    return StandardError((scale * square).squareRoot() / n, by: .regions)
  }
}
