import RealModule

/// The variance of the entropy of a periodogram from its ordinates alone.
///
/// The ordinates of a linear process are independent and exponentially distributed around the
/// spectrum (Brillinger 1981, theorem 5.2.6), so that with shares p_k Var H = sum Var G_k, G_k =
/// p_k (1 - H - ln p_k). A single ordinate p = s e with <e> = 1 tells Var G without bias: G^2 less
/// p^2/2 [ln^2 p + a ln p + b], whose mean is <G>^2 for a = -2 (c + psi(3)), b =
/// c^2 - psi(3)^2 - psi'(3) - a psi(3), c = 1 - H - psi(2).
enum OrdinateVariance {
  /// The variance; `nil` where lines of a spectrum, which are no noise, hold more than a tenth of
  /// the sum of p^2.
  ///
  /// - Parameters:
  ///   - shares: p_0, p_1, ..., which add up to 1.
  ///   - entropy: H.
  ///   - samples: the length of the series, n.
  static func value(_ shares: [Double], entropy: Double, samples: Int) -> Double? {
    let psi = Double.digamma(3)
    let c = 1 - entropy - Double.digamma(2)
    let a = -2 * (c + psi)
    let b = c * c - psi * psi - Double.trigamma(3) - a * psi
    var (variance, squares) = (0.0, 0.0)
    for share in shares where share > 0 {
      let logarithm = Double.log(share)
      let change = share * (1 - entropy - logarithm)
      let mean = share * share / 2 * (logarithm * logarithm + a * logarithm + b)
      variance += change * change - mean
      squares += share * share
    }
    // Smaller ordinates weigh nothing, and no more than a thousand are larger.
    let large = shares.indices.filter { 1000 * shares[$0] * shares[$0] > squares }
    let inLines = large.reduce(0) { sum, k in
      isLine(k, of: shares, samples: samples) ? sum + shares[k] * shares[k] : sum
    }
    return variance > 0 && 10 * inLines <= squares ? variance : nil
  }

  /// Whether an ordinate is more than 2 ln n + 14 times the mean of those at distances of 3 to 10,
  /// which is rare among exponential ones.
  private static func isLine(_ k: Int, of shares: [Double], samples: Int) -> Bool {
    let around = (3...10).flatMap { [k - $0, k + $0] }.filter { 1 <= $0 && $0 < shares.count }
    let sum = around.reduce(0) { $0 + shares[$1] }
    return shares[k] * Double(around.count) > 2 * (Double.log(Double(samples)) + 7) * sum
  }
}
