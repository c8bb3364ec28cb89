import ClausiusEntropyMeasures
import RealModule

/// The entropy of counts as a constant, a term for each occupied cell, and what cells that were not
/// seen add: H = c + sum_i t(n_i) + u(f_1, f_2), f_k the number of cells that hold k samples.
///
/// With N samples: plug-in c = ln N, t = -n ln n/N; exact count c = ln N!/N, t = -ln n!/N; Miller
/// and Madow as the plug-in with 1/(2N) in each t and -1/(2N) in c; Chao, Wang and Jost c = psi(N),
/// t = -n psi(n)/N, u = (f_1/N) ``UnseenOutcomes/entropyPerSingleton(samples:probability:)``.
struct CountTerms {
  private let method: CountMethod
  private let samples: Double
  private let constant: Double

  /// The terms for `samples` samples, at least 1.
  init(_ method: CountMethod, samples: Int) {
    self.method = method
    let n = Double(samples)
    self.samples = n
    constant =
      switch method {
      case .plugIn: Double.log(n)
      case .logFactorial: Double.logGamma(n + 1) / n
      case .millerMadow: Double.log(n) - 1 / (2 * n)
      case .chaoWangJost: Double.digamma(n)
      }
  }

  /// The entropy of an occupancy of as many samples; exactly 0 for a single cell.
  func entropy(of occupancy: Occupancy) -> Double {
    guard occupancy.occupied > 1 else { return 0 }
    return constant + occupancy.sum(term)
      + unseen(once: occupancy.cells(holding: 1), twice: occupancy.cells(holding: 2))
  }

  /// What a cell with `count` samples contributes, 0 for none.
  func term(_ count: Int) -> Double {
    guard count > 0 else { return 0 }
    let n = Double(count)
    switch method {
    case .plugIn: return -n * Double.log(n) / samples
    case .logFactorial: return -Double.logGamma(n + 1) / samples
    case .millerMadow: return (0.5 - n * Double.log(n)) / samples
    case .chaoWangJost: return -n * Double.digamma(n) / samples
    }
  }

  /// What cells that were not seen contribute.
  func unseen(once: Double, twice: Double) -> Double {
    guard method == .chaoWangJost, once > 0 else { return 0 }
    let samples = Int(samples)
    let probability = UnseenOutcomes.probability(samples: samples, once: once, twice: twice)
    return once / self.samples
      * UnseenOutcomes.entropyPerSingleton(samples: samples, probability: probability)
  }
}
