/// Whether residuals are free of serial correlation: the test of Ljung and Box.
///
/// Q = n (n + 2) sum_k r_k^2/(n - k), k = 1...h, with r_k the autocorrelation at lag k; chi-squared
/// with h - p degrees of freedom where the residuals are those of an autoregression of order p and
/// uncorrelated. Of several columns the statistics and the degrees of freedom are added.
/// Source: Ljung and Box 1978.
public struct LjungBox: Sendable, Hashable {
  /// Q.
  public let statistic: Double
  /// The probability of so large a Q for uncorrelated residuals.
  public let probability: Double
  /// The mean over the columns of sum_k r_k^2 less h/n, which it is for uncorrelated residuals.
  public let excess: Double

  /// The test of residuals, column by column, of an autoregression of order `order`.
  ///
  /// h is 20, more where the order asks for it, and at most a fifth of the residuals.
  public init(_ columns: [[Double]], order: Int) {
    let count = columns.first?.count ?? 0
    let lags = max(1, min(max(20, order + 5), count / 5))
    var (statistic, squares) = (0.0, 0.0)
    for column in columns {
      for (index, r) in Self.autocorrelations(column, lags).enumerated() {
        statistic += Double(count) * Double(count + 2) * r * r / Double(count - index - 1)
        squares += r * r
      }
    }
    self.statistic = statistic
    let freedom = max(1, columns.count) * max(1, lags - order)
    probability = ChiSquared(freedom: freedom).probability(above: statistic)
    excess = squares / Double(max(1, columns.count)) - Double(lags) / Double(max(1, count))
  }

  private static func autocorrelations(_ values: [Double], _ lags: Int) -> [Double] {
    let mean = values.reduce(0, +) / Double(max(1, values.count))
    let centered = values.map { $0 - mean }
    let square = centered.reduce(0) { $0 + $1 * $1 }
    guard square > 0 else { return [Double](repeating: 0, count: lags) }
    return (1...lags).map { lag in
      (lag..<centered.count).reduce(0) { $0 + centered[$1] * centered[$1 - lag] } / square
    }
  }
}
