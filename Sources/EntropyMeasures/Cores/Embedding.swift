import RealModule

/// The next value of a target, and the pasts of the source and of the target, of every step of two
/// series.
struct Embedding {
  /// y_(t+1).
  let next: InputArray
  /// x_t, ..., x_(t-l+1).
  let source: InputArray
  /// y_t, ..., y_(t-m+1).
  let target: InputArray

  init(source x: [Double], target y: [Double], sourceHistory: Int, targetHistory: Int) {
    let first = max(sourceHistory, targetHistory) - 1
    let times = first..<y.count - 1
    func past(_ series: [Double], _ length: Int) -> InputArray {
      var rows: [Double] = []
      rows.reserveCapacity(times.count * length)
      for t in times { for lag in 0..<length { rows.append(series[t - lag]) } }
      return InputArray(rows, shape: [times.count, length])
    }
    next = InputArray(times.map { y[$0 + 1] })
    source = past(x, sourceHistory)
    target = past(y, targetHistory)
  }

  /// Half the logarithm of the ratio of the residual variances of regressions without and with the
  /// source; with its standard error where it `isJudged`.
  func linearTransfer(isJudged: Bool) -> Estimate {
    let samples = next.rows
    func regression(_ predictors: [InputArray]) -> LinearRegression? {
      LinearRegression(
        of: next.values, on: InputArray.joined(predictors),
        columns: predictors.reduce(0) { $0 + $1.columns })
    }
    guard ![next, target, source].contains(where: \.hasConstantColumn),
      let without = regression([target]), let with = regression([target, source]),
      with.residual > 0
    else {
      return Estimate(undefined: .singularCovariance, unit: .nat, samples: samples)
    }
    var estimate = Estimate(
      Double.log(without.residual / with.residual) / 2, unit: .nat, samples: samples,
      bounds: .nonNegative)
    if isJudged { estimate.take(scatter(without, with)) }
    return estimate
  }

  /// The standard error of half the logarithm of the ratio of two residual variances: that of the
  /// mean of what each step contributes, (e^2/<e^2> - f^2/<f^2>)/2, whatever the tails of the
  /// residuals e and f. Without transfer twice N times the estimate is chi-squared with the d
  /// columns of the source as degrees of freedom, which the contributions count twice: d/(2 N^2) is
  /// taken off, and the error is not less than that scatter.
  private func scatter(
    _ without: LinearRegression, _ with: LinearRegression
  ) -> Result<StandardError, MissingErrorFailure> {
    if InputArray(with.residuals).largestKurtosis >= KernelDensityEntropy.heavyKurtosis {
      return .failure(.init(reason: .fewDecide))
    }
    let count = Double(next.rows)
    let contributions = zip(without.residuals, with.residuals).map { e, f in
      (e * e * count / without.residual - f * f * count / with.residual) / 2
    }
    let null = Double(source.columns) / (2 * count * count)
    return InfluenceError(contributions).error.map {
      StandardError(max($0.value * $0.value - null, null).squareRoot(), by: .blockedInfluence)
    }
  }

  /// H(y', y) - H(y) - H(y', y, x) + H(y, x) of the frequencies.
  func discreteTransfer() throws(EntropyError) -> Estimate {
    let samples = next.rows
    func entropy(_ parts: [InputArray]) throws(EntropyError) -> (value: Double, states: Int) {
      let joined = InputArray.joined(parts)
      let width = joined.count / samples
      var counts: [[Double]: Int] = [:]
      for row in 0..<samples {
        counts[Array(joined[row * width..<(row + 1) * width]), default: 0] += 1
      }
      let occupancy = Occupancy(counts: counts.values.sorted())
      return (Shannon().entropy(of: Distribution(occupancy)), counts.count)
    }
    let (both, bothStates) = try entropy([next, target])
    let (own, ownStates) = try entropy([target])
    let (all, allStates) = try entropy([next, target, source])
    let (pasts, pastsStates) = try entropy([target, source])
    var estimate = Estimate(
      both - own - all + pasts, unit: .nat, samples: samples, outcomes: allStates,
      bounds: .nonNegative)
    let freedom = allStates - pastsStates - bothStates + ownStates
    if samples < 10 * max(1, freedom) {
      estimate.warn(.undersampled(samples: samples, outcomes: allStates))
    }
    return estimate
  }
}

/// A least-squares fit with a constant.
struct LinearRegression {
  /// The sum of the squared residuals.
  let residual: Double
  private let rows: InputArray
  private let mean: [Double]
  private let factor: Cholesky

  /// The fit of `values` by `predictors`, row by row; `nil` when a predictor depends on the others.
  init?(of values: [Double], on predictors: [Double], columns: Int) {
    let joined = InputArray.joined([
      InputArray(predictors, shape: [values.count, columns]), InputArray(values),
    ])
    let covariance = Covariance(rows: joined, columns: columns + 1)
    guard let factor = Cholesky(covariance.matrix) else { return nil }
    rows = InputArray(joined, shape: [values.count, columns + 1])
    (mean, self.factor) = (covariance.mean, factor)
    // The last diagonal element of the factor squared is the variance that the others leave.
    let left = factor.lower[columns][columns]
    residual = left * left * Double(values.count)
  }

  /// The residual of every row: what is left of the last column of L^-1 (row - mean), times the
  /// last diagonal element.
  var residuals: [Double] {
    let last = mean.count - 1
    return (0..<rows.rows).map { row in
      let gaps = (0...last).map { rows.values[row * (last + 1) + $0] - mean[$0] }
      return factor.lower[last][last] * factor.solveLower(gaps)[last]
    }
  }
}
