import ClausiusDeclarations
import RealModule

/// The rate of entropy production from nearest neighbors: the divergence between steps and reversed
/// steps, divided by the time step.
///
/// D(p||q)/dt with p the samples (x_t, x_(t+dt)) and q the reversed ones (e x_(t+dt), e x_t), or
/// with `values: increments` the steps d and e d with the parity -1 of a step. Where velocities
/// turn, the divergence of x from e x, which a path has once and not at every step, is taken off.
/// `split: none` looks for the neighbors of a step among all other steps and among all reversed
/// ones, both less those within `window` of it in time; so a series that changes slowly, and one
/// that only diffuses, differ by the direction of time alone. Without a window given it is the time
/// after which correlations are below 0.1. With `split: halves` a difference between the halves
/// counts as irreversible: a warning says so.
///
/// Nats per time in the unit of `time_step`. A warning is given where the value times dt times
/// sqrt(n) is below 5, the scatter of the divergence then hiding the rate, and where neighbors are
/// farther away than a step is long, so that the value is biased. The standard error of
/// `split: none` is that of correlated samples (blocking) and counts what a step is to others as
/// their neighbor: 0.8 to 1.4 of the scatter (rings, coupled and damped oscillators). Source:
/// Roldan and Parrondo 2010; divergence: Wang, Kulkarni and Verdu 2009; window: Theiler 1986.
public struct NeighborEntropyProduction: RateEstimator, PeriodicEstimator, ParityEstimator,
  StepEstimator, ReversalEstimator
{
  /// The time between samples.
  public var timeStep = 0.0
  /// Which neighbor's distance is taken.
  public var k = 4
  /// What the numbers are.
  public var values = PathSource.positions
  /// What becomes of each column when time runs backward; even, with a warning, when it is not
  /// stated.
  public var parity: Parity?
  /// The period of each column.
  public var periods: [Double] = []
  /// How the steps are shared out.
  public var split = StepSplit.none
  /// Steps this near in time are not compared; the time of memory when left out.
  public var window: Int?
  /// The number of surrogates.
  public var surrogates = 0
  /// The seed of the surrogates.
  public var seed = 1

  /// The time step must be given.
  public init() {}

  /// The keys `time_step`, `k`, `values`, `parity`, `periods`, `split`, `window`, `surrogates` and
  /// `seed`.
  public static let keys: [Key<Self>] =
    [
      .timeStep(\.timeStep), .neighbor(\.k),
      Key("values", \.values, about: "what the numbers of the dataset are"), .parity(\.parity),
      .periods(\.periods),
      Key("split", \.split, about: "how the steps are shared out between the two samples"),
      Key(
        "window", \.window, in: IntegerRange(1, 1_000_000_000),
        about: "steps this near in time are not compared (split: none); "
          + "left out, the time after which correlations are below 0.1",
        source: "Theiler 1986"),
    ] + Key.surrogateKeys

  /// A series of points.
  public static let input = InputShape(
    "a series of points or of increments [n] or [n][d]", order: .series)

  /// A difference of terms that scatter by themselves.
  public static let traits: EstimatorTraits = [.passesBounds, .heedsBreaks]

  /// The entry `neighbor_entropy_production` of the catalog.
  public static let entry = catalogEntry(
    "neighbor_entropy_production",
    about: "the entropy production from the divergence of steps and reversed steps",
    formula: "D(p||q)/dt, p = (x_t, x_(t+dt)), q = (e x_(t+dt), e x_t), less that of x and e x",
    unit: .natPerTime, bounds: "0 and above",
    bias:
      "low where neighbors are not near beside the length of a step (driven ring: 1.77 of 2 for n = 4000, 1.97 for "
      + "n = 20,000); "
      + "useless when the rate times dt is below about 5/sqrt(n): correlated steps look alike; "
      + "standard error 0.8 to 1.4 of the scatter",
    source: "Roldan and Parrondo 2010; Wang, Kulkarni and Verdu 2009; Theiler 1986")

  /// Whether the numbers are steps.
  public var takesSteps: Bool { values == .increments }

  /// States of which some turn, or steps.
  public func reversal(of path: InputArray) throws(EntropyError) -> Reversal {
    let parities = try path.parities(parity)
    return values == .positions
      ? Reversal(parity: parities, isOfStates: true, periods: periods)
      : Reversal(parity: parities.map { -$0 }, isOfStates: false)
  }

  /// With the window that the path itself has.
  public func fitted(to path: InputArray) -> Self {
    var fitted = self
    if split == .none, window == nil { fitted.window = path.memory(periods: periods) }
    return fitted
  }

  /// The rate.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let path = arrays[0]
    _ = try path.space(periods: periods)
    let parities = try path.parities(parity)
    if split != .none, window != nil {
      throw .badInput("window is for split: none, where all steps are in both samples")
    }
    let samples = steps(path, parities)
    var estimate =
      split == .none
      ? try contrasted(path, samples, parities) : try divided(path, samples, parities)
    guard let value = estimate.value else { return estimate }
    if value * timeStep * Double(estimate.samples).squareRoot() < 5 {
      estimate.warn(
        .belowResolution("the divergence of a step is below 5/sqrt(n): its scatter hides the rate"))
    }
    if parity == nil, values == .positions { estimate.warn(.unstatedParity) }
    return estimate
  }

  /// The steps, and the reversed ones.
  private func steps(
    _ path: InputArray, _ parities: [Double]
  ) -> (forward: InputArray, backward: InputArray) {
    guard values == .increments else {
      let (forward, backward) = path.steps(parity: parities)
      let shape = [path.stepStarts.count, 2 * path.columns]
      return (
        InputArray(forward, shape: shape, name: path.name), InputArray(backward, shape: shape)
      )
    }
    let forward = path.nearestImages(periods: periods)
    let backward = forward.enumerated().map { -parities[$0 % path.columns] * $1 }
    let shape = [path.rows, path.columns]
    return (
      InputArray(forward, shape: shape, name: path.name), InputArray(backward, shape: shape)
    )
  }

  /// Whether the states alone may tell the direction of time; a path does so only once, not at
  /// every step.
  private func hasBoundary(_ parities: [Double]) -> Bool {
    values == .positions && parities.contains(-1)
  }

  private var stepPeriods: [Double] { values == .increments ? periods : periods + periods }
}

// MARK: All steps in both samples

extension NeighborEntropyProduction {
  private func contrasted(
    _ path: InputArray, _ steps: (forward: InputArray, backward: InputArray), _ parities: [Double]
  ) throws(EntropyError) -> Estimate {
    let samples = steps.forward.rows
    let window = self.window ?? path.memory(periods: periods)
    guard samples > k + 2 * window else {
      return Estimate(
        undefined: .tooFewSamples(found: samples, needed: k + 2 * window + 1), unit: .natPerTime,
        samples: samples)
    }
    let found = try NeighborContrast(
      steps.forward.values, steps.backward.values, in: steps.forward.space(periods: stepPeriods),
      neighbor: k, window: window)
    var (terms, influences, coincident) = (found.terms, found.influences, found.coincident)
    if hasBoundary(parities) {
      let states = path.rows(path.stepStarts)
      let boundary = try NeighborContrast(
        states.values, states.mirrored(parities).values, in: path.space(periods: periods),
        neighbor: k, window: window)
      for t in terms.indices {
        terms[t] -= boundary.terms[t]
        influences[t] -= boundary.influences[t]
      }
      coincident = max(coincident, boundary.coincident)
    }
    guard coincident == 0 else {
      return Estimate(
        undefined: .coincidentSamples(coincident), unit: .natPerTime, samples: samples)
    }
    var estimate = Estimate(
      terms.reduce(0, +) / Double(samples) / timeStep, unit: .natPerTime, samples: samples,
      biasCorrection: .digamma, bounds: .nonNegative)
    found.own.judge(&estimate)
    addError(of: influences, to: &estimate)
    if values == .positions { judgeResolution(path, found.own.last, &estimate) }
    return estimate
  }

  private func addError(of influences: [Double], to estimate: inout Estimate) {
    var (levels, moments) = (BlockingLevels(), Moments())
    for influence in influences {
      levels.add(influence / timeStep)
      moments.add(influence / timeStep)
    }
    guard let (square, isConverged) = levels.squaredErrorOfMean else { return }
    estimate.standardError = StandardError(square.squareRoot(), by: .blocking)
    if !isConverged, let variance = moments.variance, square > 0 {
      estimate.warn(
        .shortSeries(samples: influences.count, effectiveSamples: variance / square))
    }
  }

  /// Warns where half of the neighbors are not near beside the length of a step: reversed steps
  /// then look like steps.
  private func judgeResolution(
    _ path: InputArray, _ reaches: [Double], _ estimate: inout Estimate
  ) {
    let differences = path.differences(periods: periods)
    let square = path.stepStarts.reduce(0) { sum, t in
      differences[t * path.columns..<(t + 1) * path.columns].reduce(sum) { $0 + $1 * $1 }
    }
    let length = (square / Double(estimate.samples)).squareRoot()
    let median = reaches.sorted()[reaches.count / 2]
    guard median > 0.4 * length else { return }
    estimate.warn(
      .belowResolution(
        "neighbors are \(Double.roundedRatio(median, length)) times as far away as a step is long, so that the direction of steps is "
          + "not seen and the value is biased: take fewer columns, more samples, steps further "
          + "apart, or periods (a path that does not come back has no neighbors)"))
  }
}

extension Double {
  fileprivate static func roundedRatio(_ a: Double, _ b: Double) -> Double {
    b > 0 ? (10 * a / b).rounded() / 10 : .infinity
  }
}

// MARK: Each step in one sample

extension NeighborEntropyProduction {
  private func divided(
    _ path: InputArray, _ steps: (forward: InputArray, backward: InputArray), _ parities: [Double]
  ) throws(EntropyError) -> Estimate {
    let (first, second) = split.share(steps.forward.rows)
    let samples = first.count
    guard samples > k, second.count >= k else {
      return Estimate(
        undefined: .tooFewSamples(found: samples, needed: k + 1), unit: .natPerTime,
        samples: samples)
    }
    var divergence = NearestNeighborDivergence()
    divergence.k = k
    divergence.periods = periods.isEmpty ? [] : stepPeriods
    let own = steps.forward.rows(first)
    let found = try divergence.estimate(from: [own, steps.backward.rows(second)])
    let parts = try divergence.estimate(from: [own, steps.forward.rows(second)])
    var boundary = Estimate(0, unit: .nat, samples: samples)
    if hasBoundary(parities) {
      divergence.periods = periods
      let states = path.rows(path.stepStarts)
      boundary = try divergence.estimate(
        from: [states.rows(first), states.mirrored(parities).rows(second)])
    }
    guard let ofSteps = found.value, let ofStates = boundary.value else {
      return Estimate(
        undefined: found.undefined ?? boundary.undefined ?? .undefinedPart("divergence"),
        unit: .natPerTime, samples: samples)
    }
    var estimate = Estimate(
      (ofSteps - ofStates) / timeStep, unit: .natPerTime, samples: samples,
      biasCorrection: .digamma,
      standardError: found.standardError.map { StandardError($0.value / timeStep, by: $0.method) },
      bounds: .nonNegative, warnings: found.warnings)
    if let difference = parts.value, let error = parts.standardError, difference > 2 * error.value {
      estimate.warn(
        .unlikeParts(
          "the two parts of the series differ by themselves, which makes about "
            + "\((100 * difference / timeStep).rounded() / 100) nat/time of the value and is no sign of "
            + "irreversibility: use split: none, and periods where the data have them"))
    }
    return estimate
  }
}
