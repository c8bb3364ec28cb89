import ClausiusEntropyMeasures
import RealModule

/// The pair correlation function g of one frame in shells, and the pair entropy that follows from
/// it.
struct PairShells {
  /// g in each shell: pairs over those of an uncorrelated gas, N(N - 1)/2 times the share of the
  /// shell.
  let values: [Double]
  private let shares: [Double]
  private let particles: Double
  private let regions: PairRegions
  /// The number of pairs at any distance, N(N - 1)/2.
  private var all: Double { particles * (particles - 1) / 2 }

  /// g from `pairs` counted in `shells`.
  init(_ pairs: PairCounts, shells: ShellShares) {
    particles = Double(pairs.particles)
    regions = pairs.regions
    shares = shells.shares
    let all = particles * (particles - 1) / 2
    values = zip(pairs.counts, shells.shares).map { Double($0) / (all * $1) }
  }

  /// Whether regions of space are alike but for chance.
  var isUniform: Bool { !regions.isUsed || regions.isUniform }

  /// Why there is no error where they are not.
  static let notUniform = MissingError.because(
    "the density is not uniform: regions of space differ by more than chance")

  /// The standard error of g of the only shell: from regions of space, or with independent pairs
  /// where there are few, g/(share N(N - 1)/2).
  var errorOfOnlyShell: StandardError {
    let independent = values[0] / (shares[0] * all)
    let found = regions.variance(shares.map { 1 / (all * $0) }, independent: independent)
    return StandardError(
      (found ?? independent).squareRoot(), by: found == nil ? .deltaMethod : .regions)
  }

  /// -(N/2) sum_k share_k (g ln g - g + 1), which is -(rho/2) int (g ln g - g + 1) over the shells.
  var entropy: Double {
    let sum = zip(values, shares).reduce(0.0) { sum, shell in
      let (g, share) = shell
      return sum + share * ((g > 0 ? g * Double.log(g) : 0) - g + 1)
    }
    return -particles / 2 * sum
  }

  /// -1/(2N) for each shell with a pair: the noise of g has the variance 2 g/(N^2 share).
  var leadingBias: Double { -Double(values.count { $0 > 0 }) / (2 * particles) }

  /// The standard error of the entropy: that of the sum over pairs of -(N/2) ln g/(N(N - 1)/2),
  /// from regions of space, or with independent pairs where there are few; at g = 1 (N/2)^2 sum
  /// share^2 (var g)^2/(2 g^2) remains, which the noise of g makes the first term count twice.
  var errorOfEntropy: StandardError {
    let scale = particles * particles / 4
    let weights = values.map { $0 > 0 ? -particles / 2 * Double.log($0) / all : 0 }
    let independent = zip(values, shares).reduce(0.0) { sum, shell in
      let (g, share) = shell
      return g > 0 ? sum + scale * share * g * Double.log(g) * Double.log(g) / all : sum
    }
    let found = regions.variance(weights, independent: independent)
    let second = scale * Double(values.count { $0 > 0 }) / (2 * all * all)
    return StandardError(
      max((found ?? independent) - second, second).squareRoot(),
      by: found == nil ? .deltaMethod : .regions)
  }
}
