import ClausiusDeclarations

/// The rate of entropy production of uniform drift with diffusion: v^2/D, v = <d>/dt and D =
/// var(d)/(2 dt) of the steps d.
///
/// For several columns v D^-1 v with the matrix of diffusion. Nats per time in the unit of
/// `time_step`; exact at any dt for a driven ring. For steps that do not depend on the state.
/// Source: Seifert 2012.
public struct DriftEntropyProduction: RateEstimator, ReversalEstimator {
  /// The time between samples.
  public var timeStep = 0.0
  /// The number of surrogates.
  public var surrogates = 0
  /// The seed of the surrogates.
  public var seed = 1

  /// The time step must be given.
  public init() {}

  /// The keys `time_step`, `surrogates` and `seed`.
  public static let keys: [Key<Self>] = [.timeStep(\.timeStep)] + Key.surrogateKeys

  /// Increments.
  public static let input = InputShape(
    "increments (unwrapped) [n] or [n][d]", order: .increments)

  /// The entry `drift_entropy_production` of the catalog.
  public static let entry = catalogEntry(
    "drift_entropy_production", about: "the entropy production of uniform drift with diffusion",
    formula: "v D^-1 v, v = <d>/dt, D = cov(d)/(2 dt)", unit: .natPerTime, bounds: "0 and above",
    bias: "high by 2 d/(n dt)", source: "Seifert 2012")

  /// Steps, which turn.
  public func reversal(of path: InputArray) throws(EntropyError) -> Reversal { .steps(path) }

  /// The rate.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let steps = arrays[0]
    guard steps.rows > steps.columns + 1 else {
      return Estimate(
        undefined: .tooFewSamples(found: steps.rows, needed: steps.columns + 2), unit: .natPerTime,
        samples: steps.rows)
    }
    let moments = Covariance(rows: steps.values, columns: steps.columns, lost: 1)
    guard let factor = Cholesky(moments.matrix) else {
      return Estimate(undefined: .singularCovariance, unit: .natPerTime, samples: steps.rows)
    }
    // v D^-1 v = 2 <d> cov^-1 <d>/dt.
    let mean = factor.solveLower(moments.mean)
    let square = mean.reduce(0) { $0 + $1 * $1 }
    var estimate = Estimate(
      2 * square / timeStep, unit: .natPerTime, samples: steps.rows, bounds: .nonNegative)
    let contributions = (0..<steps.rows).map { row in
      let gap = factor.solveLower(
        (0..<steps.columns).map { steps.values[row * steps.columns + $0] - moments.mean[$0] })
      let along = zip(mean, gap).reduce(0) { $0 + $1.0 * $1.1 }
      return 2 * along - along * along + square
    }
    let error = InfluenceError(contributions)
    let dimension = Double(steps.columns)
    estimate.take(
      error.error.map { error in
        // The means of pairs count twice in the square of the mean, and are all of its scatter
        // where nothing drifts: 2 d/n^2 for n independent steps. Not below half of that, which
        // makes the mean error the scatter there.
        let variance = Moments(of: contributions).variance ?? 0
        let worth = error.value > 0 ? max(1, variance / (error.value * error.value)) : 1
        let null = 2 * dimension / (worth * worth)
        return StandardError(
          2 / timeStep * max(error.value * error.value - null, null / 2).squareRoot(),
          by: .blockedInfluence)
      })
    for warning in error.warnings { estimate.warn(warning) }
    return estimate
  }
}
