import ClausiusSimulationCore
import RealModule

/// Equal regions of space and what the ends of pairs in them count: they tell how a sum over pairs
/// scatters in a gas whose particles keep each other in place.
///
/// Half of each pair belongs to the region of either particle. With y_r the part of the sum in
/// region r and n_r its particles, Var = R/(R - 2) sum_r (y_r - <y> - b (n_r - <n>))^2, b the slope
/// by least squares: the number of all particles is fixed, so that what the numbers in regions
/// explain is no scatter of the sum. Independent pairs, which a dense gas has not, would scatter
/// 1.6 to 1.9 times as much at the packing fraction 0.45. Source: block averages in space;
/// regression on a control: Lavenberg and Welch 1981.
struct PairRegions {
  /// Particles that a region holds on average.
  private static let members = 25.0
  /// The fewest particles and pairs for which regions are used.
  private static let fewest = (particles: 200, pairs: 50)
  /// The most numbers that are kept.
  private static let room = 4_000_000

  /// The region of each particle.
  let numbers: [Int32]
  /// Particles in each region.
  private let particles: [Double]
  /// Ends of pairs in each shell, [R][shells].
  private(set) var ends: [Int32]
  private let shells: Int

  /// The regions of particles at `places`; none where there are too few, or too many shells.
  init(_ places: [SIMD3<Double>], in region: GasRegion, shells: Int) {
    self.shells = shells
    let volume = (0..<region.dimension).reduce(1) { $0 * region.length($1) }
    let side = Double.root(
      volume * Self.members / Double(max(1, places.count)), region.dimension)
    let sides = (0..<region.dimension).map { axis in
      max(
        2,
        min(region.dimension == 2 ? 20 : 7, Int(saturating: (region.length(axis) / side).rounded()))
      )
    }
    let count = sides.reduce(1, *)
    guard places.count >= Self.fewest.particles, count * shells <= Self.room else {
      (numbers, particles, ends) = ([], [], [])
      return
    }
    var particles = [Double](repeating: 0, count: count)
    numbers = places.map { place in
      var number = 0
      for axis in 0..<region.dimension {
        let share = (place[axis] - region.lower[axis]) / region.length(axis)
        number =
          number * sides[axis]
          + max(0, min(sides[axis] - 1, Int(saturating: share * Double(sides[axis]))))
      }
      particles[number] += 1
      return Int32(number)
    }
    self.particles = particles
    ends = [Int32](repeating: 0, count: count * shells)
  }

  /// Whether the numbers in regions scatter no more than those of a uniform gas of independent
  /// particles do, by half, or by four standard errors of their variance where that is more: then
  /// independent pairs are an upper limit. In a gas whose density varies regions differ by more
  /// than chance, and tell no error.
  var isUniform: Bool {
    let mean = particles.reduce(0, +) / Double(max(1, particles.count))
    let square = particles.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let freedom = Double(max(1, particles.count - 1))
    return square / freedom <= (1 + max(0.5, 4 * (2 / freedom).squareRoot())) * mean
  }

  /// Whether ends are counted.
  var isUsed: Bool { !numbers.isEmpty }

  /// Counts a pair of two particles, by their places in the order of ``numbers``, in a shell.
  @inline(__always)
  mutating func add(_ first: Int, _ second: Int, shell: Int) {
    ends[Int(numbers[first]) &* shells &+ shell] &+= 1
    ends[Int(numbers[second]) &* shells &+ shell] &+= 1
  }

  /// The variance of the sum over pairs of a weight that belongs to their shell; `nil` where there
  /// are too few pairs. The gas must be uniform.
  ///
  /// - Parameters:
  ///   - weights: one a shell.
  ///   - independent: the variance with independent pairs, which is taken where it is smaller:
  ///     sums over regions scatter by the pairs across their borders too.
  func variance(_ weights: [Double], independent: Double) -> Double? {
    let pairs = ends.reduce(0) { $0 + Int($1) } / 2
    guard isUsed, pairs >= Self.fewest.pairs else { return nil }
    let count = particles.count
    let sums = (0..<count).map { region in
      (0..<shells).reduce(0.0) { $0 + weights[$1] * Double(ends[region * shells + $1]) / 2 }
    }
    let (meanSum, meanCount) = (
      sums.reduce(0, +) / Double(count), particles.reduce(0, +) / Double(count)
    )
    let (sumGaps, countGaps) = (sums.map { $0 - meanSum }, particles.map { $0 - meanCount })
    let spread = countGaps.reduce(0) { $0 + $1 * $1 }
    let slope =
      spread > 0 ? zip(sumGaps, countGaps).reduce(0) { $0 + $1.0 * $1.1 } / spread : 0
    let square = zip(sumGaps, countGaps).reduce(0.0) { sum, gaps in
      let rest = gaps.0 - slope * gaps.1
      return sum + rest * rest
    }
    let found = square * Double(count) / Double(count - 2)
    return min(found, independent)
  }
}
