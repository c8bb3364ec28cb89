import ClausiusDeclarations

/// How the steps are shared out between the forward and the reversed sample.
public enum StepSplit: String, DeclaredChoice {
  case none, halves, alternate

  /// What the case selects.
  public var about: String {
    switch self {
    case .none: "all steps in both: each has its own reversal among the others"
    case .halves: "the first half forward, the second reversed"
    case .alternate: "even steps forward, odd ones reversed"
    }
  }

  /// The numbers of the forward and of the reversed steps.
  func share(_ steps: Int) -> (forward: [Int], backward: [Int]) {
    switch self {
    case .none: (Array(0..<steps), Array(0..<steps))
    case .halves: (Array(0..<steps / 2), Array(steps / 2..<steps))
    case .alternate:
      (Array(stride(from: 0, to: steps, by: 2)), Array(stride(from: 1, to: steps, by: 2)))
    }
  }
}

/// The rate of entropy production from nearest neighbors: the divergence between steps and reversed steps, divided by the time step.
///
/// D(p||q)/dt with p the samples (x_t, x_(t+dt)) and q the reversed ones (e x_(t+dt), e x_t), or with `of: increments` the steps d and e d with the parity -1 of a step. Where velocities turn,
/// the divergence of x from e x, which a path has once and not at every step, is taken off.
/// Nats per time in the unit of `time_step`. A warning is given where the value times dt times sqrt(n) is below 5: the scatter of the divergence then hides it.
/// Source: Roldan and Parrondo 2010; divergence: Wang, Kulkarni and Verdu 2009.
public struct NeighborEntropyProduction: NamedEstimator {
  /// The time between samples.
  public var timeStep = 0.0
  /// Which neighbor's distance is taken.
  public var k = 4
  /// What the numbers are.
  public var of = PathSource.positions
  /// What becomes of each column when time runs backward.
  public var parity: [Double] = []
  /// How the steps are shared out.
  public var split = StepSplit.halves

  /// The time step must be given.
  public init() {}

  /// The parameters.
  public static let keys: [Key<Self>] = [
    .timeStep(\.timeStep), .neighbor(\.k),
    Key("of", \.of, about: "what the numbers of the dataset are"), .parity(\.parity),
    Key("split", \.split, about: "how the steps are shared out between the two samples"),
  ]

  /// A series of points.
  public static let input = InputShape(
    "a series of points or of increments [n] or [n][d]", order: .series)

  /// What a user is told about it.
  public static let entry = catalogEntry(
    "neighbor_entropy_production",
    about: "the entropy production from the divergence of steps and reversed steps",
    formula: "D(p||q)/dt, p = (x_t, x_(t+dt)), q = (e x_(t+dt), e x_t), less that of x and e x",
    unit: .natPerTime, bounds: "0 and above; an estimate may be below",
    bias: "useless when the rate times dt is below about 5/sqrt(n): correlated steps look alike; "
      + "standard error 1.0 of the scatter (a driven ring, n = 9000), with split: none 0.83",
    source: "Roldan and Parrondo 2010; Wang, Kulkarni and Verdu 2009")

  /// The rate.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let path = arrays[0]
    let parities = try path.parities(parity)
    let (forward, backward) = steps(path, parities)
    let (first, second) = split.share(forward.rows)
    let samples = first.count
    guard samples > k, second.count >= k else {
      return Estimate(
        undefined: .tooFewSamples(found: samples, needed: k + 1), unit: .natPerTime,
        samples: samples)
    }
    var divergence = NearestNeighborDivergence()
    divergence.k = k
    let found = try divergence.estimate(from: [forward.rows(first), backward.rows(second)])
    var boundary = Estimate(0, unit: .nat, samples: samples)
    if of == .positions, parities.contains(-1) {
      // The states alone may tell the direction of time; a path does so only once, not at every step.
      let states = path.rows(Array(0..<forward.rows))
      boundary = try divergence.estimate(
        from: [states.rows(first), states.mirrored(parities).rows(second)])
    }
    guard let ofSteps = found.value, let ofStates = boundary.value else {
      return Estimate(
        undefined: found.undefined ?? boundary.undefined ?? .undefinedPart("divergence"),
        unit: .natPerTime, samples: samples)
    }
    let value = ofSteps - ofStates
    var estimate = Estimate(
      value / timeStep, unit: .natPerTime, samples: samples, biasCorrection: .digamma,
      standardError: found.standardError.map { StandardError($0.value / timeStep, by: $0.method) },
      bounds: .nonNegative, warnings: found.warnings)
    if value * Double(samples).squareRoot() < 5 {
      estimate.warn(
        .belowResolution("the divergence of a step is below 5/sqrt(n): its scatter hides the rate"))
    }
    return estimate
  }

  private func steps(_ path: InputArray, _ parities: [Double]) -> (InputArray, InputArray) {
    guard of == .increments else {
      let (forward, backward) = path.steps(parity: parities)
      let shape = [max(0, path.rows - 1), 2 * path.columns]
      return (
        InputArray(forward, shape: shape, name: path.name), InputArray(backward, shape: shape)
      )
    }
    let reversed = path.values.enumerated().map { index, value in
      -parities[index % path.columns] * value
    }
    return (path, InputArray(reversed, shape: path.shape))
  }
}
