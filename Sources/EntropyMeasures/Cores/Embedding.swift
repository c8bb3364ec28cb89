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
  /// source.
  func linearTransfer() -> Estimate {
    let samples = next.rows
    func residual(_ predictors: [InputArray]) -> Double? {
      let width = predictors.reduce(0) { $0 + $1.columns }
      return LinearRegression(
        of: next.values, on: InputArray.joined(predictors), columns: width)?.residual
    }
    guard ![next, target, source].contains(where: \.hasConstantColumn),
      let without = residual([target]), let with = residual([target, source]), with > 0
    else {
      return Estimate(undefined: .singularCovariance, unit: .nat, samples: samples)
    }
    // Twice N times the estimate is chi-squared with as many degrees of freedom as the source has
    // columns.
    let value = Double.log(without / with) / 2
    let variance =
      (max(0, 2 * value) + Double(source.columns) / Double(2 * samples)) / Double(samples)
    return Estimate(
      value, unit: .nat, samples: samples,
      standardError: StandardError(variance.squareRoot(), by: .deltaMethod), bounds: .nonNegative)
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

  /// The fit of `values` by `predictors`, row by row; `nil` when a predictor depends on the others.
  init?(of values: [Double], on predictors: [Double], columns: Int) {
    let covariance = Covariance(
      rows: InputArray.joined([
        InputArray(predictors, shape: [values.count, columns]), InputArray(values),
      ]), columns: columns + 1)
    guard let factor = Cholesky(covariance.matrix) else { return nil }
    // The last diagonal element of the factor squared is the variance that the others leave.
    let left = factor.lower[columns][columns]
    residual = left * left * Double(values.count)
  }
}
