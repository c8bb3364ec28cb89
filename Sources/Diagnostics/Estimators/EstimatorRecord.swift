import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// The series of the quantities of an estimator over the frames so far.
struct EstimatorRecord: SeriesRecord {
  private let measure: EstimatorMeasure
  private var series: [QuantitySeries]
  private var clock = FrameClock()
  private var values: [Estimate] = []

  init(_ measure: EstimatorMeasure) {
    self.measure = measure
    series = measure.inputs.map { _ in QuantitySeries(takesIncrements: measure.takesIncrements) }
  }

  mutating func add(_ frame: AnalyzedFrame) throws(DiagnosticError) {
    clock.add(frame.frame.time, frame: frame.frame.index)
    for index in series.indices {
      try series[index].add(
        try measure.rows(index, frame), measure.name(index), in: frame.frame)
    }
  }

  /// Whether the rows of the arrays belong together, so that a step counts in all or in none.
  private var areJoint: Bool { measure.template.factory.input != .twoSamples }

  mutating func settle() throws(DiagnosticError) -> Estimate? {
    let timeStep =
      measure.template.leavesOpen("time_step") ? try clock.timeStep(frames: "state time_step") : nil
    if measure.along == .time {
      let places = series.map(\.rows).max() ?? 1
      guard series.allSatisfy({ $0.rows == places || $0.rows == 1 }) else {
        throw DiagnosticError(
          "the quantities have different numbers of series: "
            + series.indices.map { "\(measure.name($0)) \(series[$0].rows)" }.joined(
              separator: ", "))
      }
      return try mean(over: places, estimator(timeStep))
    }
    let steps =
      measure.along == .pooled
      ? series.pooled(areJoint: areJoint) : series.whole(areJoint: areJoint)
    let arrays = steps.enumerated().map { measure.array($0, $1, columns: $1.width) }
    let estimator = try estimator(timeStep)
    return try measure.translated { () throws(EntropyError) in try estimator.estimate(from: arrays)
    }
  }

  /// The mean of the estimates of all places, with what surrogates of all places together say.
  private mutating func mean(
    over places: Int, _ estimator: PreparedEstimator
  ) throws(DiagnosticError) -> Estimate {
    let arrays = (0..<places).map { place in
      series.series(of: place, areJoint: areJoint).enumerated().map {
        measure.array($0, $1, columns: $1.width)
      }
    }
    for own in arrays {
      values.append(
        try measure.translated { () throws(EntropyError) in
          try estimator.withoutSurrogates.estimate(from: own)
        })
    }
    var mean = values.count == 1 ? values[0] : Estimate(meanOver: values, unit: measure.unit)
    let found = values.map(\.value)
    mean.take(
      try measure.translated { () throws(EntropyError) in
        try estimator.null(of: arrays, values: found)
      })
    return mean
  }

  /// The estimator with what the frames know.
  private func estimator(_ timeStep: Double?) throws(DiagnosticError) -> PreparedEstimator {
    let repeats = measure.along == .spaceTime
    let perRow = { (series: QuantitySeries, columns: [Double]) in
      Array(repeatElement(columns, count: repeats ? series.rows : 1).joined())
    }
    return try measure.estimator(
      periods: series.map { perRow($0, $0.periods) },
      parity: series.flatMap { perRow($0, $0.parity) }, timeStep: timeStep)
  }

  var details: [JSON.Member] {
    let along = JSON.Member("along", .text(measure.along.word))
    guard values.count > 1 else { return [along] }
    let numbers = series.first { $0.rows > 1 }?.individuals ?? Array(values.indices)
    return [
      along, .init("places", .list(numbers.map(JSON.integer))),
      .init("values", .list(values.map { $0.value.map(JSON.number) ?? .null })),
    ]
  }
}

/// The times of the frames, as far as they tell the time between two.
struct FrameClock {
  private var first: Double?
  private var last: Double?
  private var shortest = Double.infinity
  private var longest = 0.0
  private var frames = 0
  private var unevenFrame: Int?

  /// Takes the time of the next frame.
  mutating func add(_ time: Double, frame: Int) {
    if let last {
      shortest = min(shortest, time - last)
      longest = max(longest, time - last)
      // Times are n dt in double precision, or what a file of single precision makes of it.
      if unevenFrame == nil, longest - shortest > 1e-4 * longest { unevenFrame = frame }
    }
    if first == nil { first = time }
    last = time
    frames += 1
  }

  /// The time between successive frames.
  ///
  /// - Throws: ``DiagnosticError`` when frames are not evenly spaced; for fewer than two there is
  ///   nothing to be known, and 1 will do.
  func timeStep(frames advice: String) throws(DiagnosticError) -> Double {
    guard let first, let last, frames > 1 else { return 1 }
    if let unevenFrame {
      throw DiagnosticError(
        "the frames are not evenly spaced in time: frame \(unevenFrame) comes after "
          + "\(longest == shortest ? shortest : longest), others after \(shortest)",
        advice: advice)
    }
    guard last > first else {
      throw DiagnosticError("the times of the frames do not grow", advice: advice)
    }
    return (last - first) / Double(frames - 1)
  }
}

extension Estimate {
  /// The mean of the values of many places, with the standard error that their spread tells if they
  /// are independent.
  init(meanOver estimates: [Estimate], unit: EntropyUnit) {
    var moments = Moments()
    for value in estimates.compactMap(\.value) { moments.add(value) }
    guard moments.count > 0 else {
      self.init(
        undefined: estimates.first?.undefined ?? .noMatches, unit: unit, samples: estimates.count)
      return
    }
    self.init(
      moments.mean, unit: unit, samples: moments.count,
      biasCorrection: estimates.first?.biasCorrection ?? .none,
      standardError: moments.variance.map {
        StandardError(($0 / Double(moments.count)).squareRoot(), by: .independentSamples)
      }, bounds: estimates.first?.bounds ?? .unbounded)
    timeStep = estimates.first?.timeStep
    let ties = estimates.compactMap(\.ties)
    self.ties = ties.isEmpty ? nil : ties.reduce(0, +)
    let missing = estimates.count - moments.count
    if missing > 0, let reason = estimates.compactMap(\.undefined).first {
      warn(.undefinedSeries(missing, of: estimates.count, reason))
    }
    for warning in estimates.flatMap(\.warnings) where warnings.count < 4 { warn(warning) }
  }
}
