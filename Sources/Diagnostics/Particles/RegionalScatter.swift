import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// The standard error of a mean over particles whose contributions are correlated with those of
/// their neighbors: that of sums over regions of space.
///
/// Of R equal regions with n_c particles, N_c of which contribute S_c, the squared error of the
/// mean m over N contributions is R/(R - 2) sum_c (S_c - m N_c - b (n_c - <n>))^2/N^2, b the slope
/// by least squares: the number of all particles is fixed, so that what the numbers in regions
/// explain is no scatter of the mean. Source: block averages in space; regression on a control:
/// Lavenberg and Welch 1981.
struct RegionalScatter {
  /// The region of each particle; `nil` in open space, or where regions are few.
  private let regions: [Int]?
  /// Particles in each region, less those of the mean region.
  private var numbers: [Double] = []

  /// The side of a region in mean diameters.
  private static let side = 4.0
  /// The fewest regions that tell an error.
  private static let fewest = 9
  /// The fewest contributions in regions that tell an error.
  private static let fewestContributions = 20

  /// Regions of the box of `particles`.
  init(_ particles: Particles) {
    let cells = try? PackingCells(particles, side: Self.side)
    let count = cells?.values.count ?? 0
    guard count >= Self.fewest, let cells else {
      regions = nil
      return
    }
    regions = cells.cellOfParticle
    let mean = Double(particles.count) / Double(count)
    numbers = [Double](repeating: -mean, count: count)
    for region in cells.cellOfParticle { numbers[region] += 1 }
  }

  /// The standard error of the mean of contributions, each with its particle; `nil` where they are
  /// too few to tell one: ``needed``.
  func error(of contributions: [(value: Double, particle: Int)]) -> StandardError? {
    let n = Double(contributions.count)
    guard contributions.count >= needed else { return nil }
    let mean = contributions.reduce(0) { $0 + $1.value } / n
    guard let regions else {
      let square = contributions.reduce(0) { $0 + ($1.value - mean) * ($1.value - mean) }
      return StandardError((square / (n - 1) / n).squareRoot(), by: .independentSamples)
    }
    var gaps = [Double](repeating: 0, count: numbers.count)
    for (value, particle) in contributions { gaps[regions[particle]] += value - mean }
    let spread = numbers.reduce(0) { $0 + $1 * $1 }
    let slope = spread > 0 ? zip(gaps, numbers).reduce(0) { $0 + $1.0 * $1.1 } / spread : 0
    let square = zip(gaps, numbers).reduce(0) { sum, region in
      let rest = region.0 - slope * region.1
      return sum + rest * rest
    }
    let scale = Double(numbers.count) / Double(numbers.count - 2)
    return StandardError((scale * square).squareRoot() / n, by: .regions)
  }

  /// The fewest contributions that tell an error.
  var needed: Int { regions == nil ? 2 : Self.fewestContributions }
}
