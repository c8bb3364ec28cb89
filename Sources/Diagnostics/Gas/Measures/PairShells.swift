import RealModule

/// The pair correlation function g of one frame in shells, and the pair entropy that follows from
/// it.
struct PairShells {
  /// g in each shell: pairs over those of an uncorrelated gas, N(N - 1)/2 times the share of the
  /// shell.
  let values: [Double]
  private let shares: [Double]
  private let particles: Double
  /// The number of pairs at any distance, N(N - 1)/2.
  private var all: Double { particles * (particles - 1) / 2 }

  /// g from `pairs` counted in `shells`.
  init(_ pairs: PairCounts, shells: ShellShares) {
    particles = Double(pairs.particles)
    shares = shells.shares
    let all = particles * (particles - 1) / 2
    values = zip(pairs.counts, shells.shares).map { Double($0) / (all * $1) }
  }

  /// The variance of g in each shell with independent pairs, g/(share N(N - 1)/2).
  var variances: [Double] { zip(values, shares).map { $0 / ($1 * all) } }

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

  /// (N/2)^2 sum share^2 ln^2 g var g with independent pairs; at g = 1 (N/2)^2 sum share^2 (var
  /// g)^2/(2 g^2) remains, which the noise of g makes the first term count twice.
  var variance: Double {
    let scale = particles * particles / 4
    let first = zip(values, shares).reduce(0.0) { sum, shell in
      let (g, share) = shell
      return g > 0 ? sum + scale * share * g * Double.log(g) * Double.log(g) / all : sum
    }
    let second = scale * Double(values.count { $0 > 0 }) / (2 * all * all)
    return max(first - second, second)
  }
}
