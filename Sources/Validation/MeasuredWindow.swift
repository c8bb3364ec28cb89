import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusEntropyMeasures
import ClausiusScenarios

/// The values of one expectation over its window, and the statistics of them.
struct MeasuredWindow {
  /// A frame's value.
  private struct Sample {
    var time: Double
    var value: Double
    var standardError: Double?
  }

  /// A statistic with its standard error; both `nil` where they are undefined.
  struct Measurement: Equatable {
    var value: Double?
    var standardError: Double?
  }

  private let samples: [Sample]
  private let series: RunningSeries

  /// The values of a series that keeps them, at `times`.
  init(_ series: TrackedSeries, times: [Double]) {
    self.init(
      times: times, values: series.values, standardErrors: series.standardErrors,
      series: series.result.series)
  }

  /// The values at `times`; those that are not finite are left out.
  init(times: [Double], values: [Double]) {
    var series = RunningSeries()
    for value in values {
      if value.isFinite { series.add(value) } else { series.addUndefined() }
    }
    let unknown = [Double](repeating: .nan, count: values.count)
    self.init(times: times, values: values, standardErrors: unknown, series: series)
  }

  private init(
    times: [Double], values: [Double], standardErrors: [Double], series: RunningSeries
  ) {
    self.series = series
    samples = values.indices.filter { values[$0].isFinite }.map { k in
      Sample(
        time: times[k], value: values[k],
        standardError: standardErrors[k].isNaN ? nil : standardErrors[k])
    }
  }

  /// What casts doubt on the statistics.
  var warnings: [String] { series.warnings.map(\.description) }

  /// The statistic; `threshold` is that of a crossing time.
  func measure(_ statistic: Expectation.Statistic, threshold: Double?) -> Measurement {
    switch statistic {
    case .mean: Measurement(value: series.mean, standardError: series.standardError?.value)
    case .minimum: Measurement(value: series.minimum)
    case .maximum: Measurement(value: series.maximum)
    case .standardDeviation: Measurement(value: series.standardDeviation)
    case .first: at(samples.first)
    // The order of convergence is made of the last values of several runs.
    case .final, .convergenceOrder: at(samples.last)
    case .change: change
    case .slope: slope
    case .crossingTime: Measurement(value: threshold.flatMap(crossingTime))
    }
  }

  /// Why a statistic is undefined.
  func reason(_ statistic: Expectation.Statistic, threshold: Double?) -> String {
    guard let first = samples.first else {
      let undefined = series.undefinedSamples
      return undefined == 0
        ? "no frame lies in the window" : "undefined at all \(undefined) frames of the window"
    }
    if samples.count == 1 {
      return
        "the window has one value, \(first.value.scenarioText), at t = \(first.time.scenarioText)"
    }
    if statistic == .crossingTime, let threshold, let low = series.minimum,
      let high = series.maximum
    {
      return "\(threshold.scenarioText) is never crossed: the values lie between "
        + "\(low.scenarioText) and \(high.scenarioText)"
    }
    return "all values of the window have the same time"
  }

  private func at(_ sample: Sample?) -> Measurement {
    Measurement(value: sample?.value, standardError: sample?.standardError)
  }

  /// The last value less the first, with the errors of both.
  private var change: Measurement {
    guard let first = samples.first, let last = samples.last else { return Measurement() }
    var error: Double?
    if let before = first.standardError, let after = last.standardError {
      error = (before * before + after * after).squareRoot()
    }
    return Measurement(value: last.value - first.value, standardError: error)
  }

  /// The slope of least squares, b = S_tx/S_tt, with the error of eight blocks of successive
  /// residuals: var b = sum_blocks (sum_i (t_i - <t>) r_i)^2 / S_tt^2, so that the correlation of
  /// successive frames counts.
  private var slope: Measurement {
    let count = Double(samples.count)
    guard samples.count >= 2 else { return Measurement() }
    let meanTime = samples.reduce(0) { $0 + $1.time } / count
    let meanValue = samples.reduce(0) { $0 + $1.value } / count
    let squares = samples.reduce(0) { $0 + ($1.time - meanTime) * ($1.time - meanTime) }
    let products = samples.reduce(0) { $0 + ($1.time - meanTime) * ($1.value - meanValue) }
    guard squares > 0 else { return Measurement() }
    let slope = products / squares
    let blocks = 8
    guard samples.count >= 2 * blocks else { return Measurement(value: slope) }
    var sums = [Double](repeating: 0, count: blocks)
    for (k, sample) in samples.enumerated() {
      let residual = sample.value - meanValue - slope * (sample.time - meanTime)
      sums[k * blocks / samples.count] += (sample.time - meanTime) * residual
    }
    // Two parameters were fitted.
    let variance = sums.reduce(0) { $0 + $1 * $1 } * Double(blocks) / Double(blocks - 2)
    return Measurement(value: slope, standardError: variance.squareRoot() / squares)
  }

  /// When the straight lines between the values first reach `threshold` from either side.
  private func crossingTime(of threshold: Double) -> Double? {
    for (before, after) in zip(samples, samples.dropFirst())
    where (before.value - threshold) * (after.value - threshold) <= 0 {
      let rise = after.value - before.value
      if rise == 0 { return before.time }
      return before.time + (threshold - before.value) / rise * (after.time - before.time)
    }
    return nil
  }
}

extension MeasuredWindow.Measurement {
  /// Nothing was measured, or a value without an error.
  init(value: Double? = nil) { self.init(value: value, standardError: nil) }
}
