import ClausiusRandomNumbers
import RealModule

extension Resampling {
  /// The standard error of an estimate from counts: their samples are independent.
  func ofCounts(
    _ arrays: [InputArray], isCount: Bool
  ) throws(EntropyError) -> Result<StandardError, MissingErrorFailure> {
    guard isCount else { return .failure(.init(reason: .exact)) }
    let counts = try arrays[0].counts()
    switch method {
    case .blocks:
      return .failure(.init(reason: .because("counts have no order, so that there are no blocks")))
    case .jackknife:
      let jackknife = CountJackknife(Occupancy(counts: counts))
      let variance = jackknife.variance { occupancy in
        try? estimator.estimateAlone(from: [InputArray(occupancy.counts)]).value
      }
      guard let variance else {
        return .failure(
          .init(reason: .tooFewSamples(found: counts.reduce(0, +), needed: 3)))
      }
      return .success(StandardError(variance.squareRoot(), by: .jackknife))
    case .bootstrap(let draws): return try bootstrap(counts, draws)
    }
  }

  private func bootstrap(
    _ counts: [Int], _ draws: Int
  ) throws(EntropyError) -> Result<StandardError, MissingErrorFailure> {
    let samples = counts.indices.flatMap { outcome in
      repeatElement(outcome, count: counts[outcome])
    }
    var moments = Moments()
    for draw in 0..<draws {
      var drawn = [Double](repeating: 0, count: counts.count)
      for row in RowDraws.withReplacement(samples.count, draw: draw) { drawn[samples[row]] += 1 }
      switch try estimator.estimateAlone(from: [InputArray(drawn)]).outcome {
      case .value(let value): moments.add(value)
      case .undefined(let reason):
        return .failure(.init(reason: .partWithoutValue(reason)))
      }
    }
    return .success(StandardError((moments.variance ?? 0).squareRoot(), by: .bootstrap))
  }
}

extension Occupancy {
  /// One count an outcome, zeros at the end.
  fileprivate var counts: [Double] {
    let seen = levels.flatMap { repeatElement(Double($0.count), count: Int($0.cells)) }
    return seen + repeatElement(0, count: max(0, (outcomes ?? seen.count) - seen.count))
  }
}
