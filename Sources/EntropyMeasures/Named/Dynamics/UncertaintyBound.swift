import ClausiusDeclarations

/// A lower bound of the rate of entropy production from the mean and the scatter of a current: 2
/// <J>^2/(t var J), J the current during t = block dt.
///
/// increments: the sum of the numbers; cycle: steps around a ring of states, by the shorter way;
/// area: the area (x dy - y dx)/2 that two columns sweep. Nats per time in the unit of `time_step`.
/// Equal to the rate for uniform drift. Blocks must be long beside the correlation time and many.
/// Source: Barato and Seifert 2015; finite times: Horowitz and Gingrich 2017.
public struct UncertaintyBound: RateEstimator, StepEstimator, ReversalEstimator {
  /// Which current.
  public enum Current: String, DeclaredChoice {
    case increments, cycle, area

    /// What the case selects.
    public var about: String {
      switch self {
      case .increments: "the sum of the numbers"
      case .cycle: "steps around a ring of states, by the shorter way"
      case .area: "the area (x dy - y dx)/2 that two columns sweep"
      }
    }
  }

  /// The time between samples.
  public var timeStep = 0.0
  /// Steps in a block.
  public var block = 100
  /// Which current.
  public var current = Current.increments
  /// The number of surrogates.
  public var surrogates = 0
  /// The seed of the surrogates.
  public var seed = 1

  /// The time step must be given.
  public init() {}

  /// The keys `time_step`, `block`, `current`, `surrogates` and `seed`.
  public static let keys: [Key<Self>] =
    [
      .timeStep(\.timeStep), Key("block", \.block, in: .length, about: "steps in a block"),
      Key("current", \.current, about: "which current"),
    ] + Key.surrogateKeys

  /// A current, states or points of the plane.
  public static let input = InputShape(
    "increments [n], states [n], or points [n][2] for area", order: .series)

  /// The entry `uncertainty_bound` of the catalog.
  public static let entry = catalogEntry(
    "uncertainty_bound",
    about: "a lower bound of the entropy production from the scatter of a current",
    formula: "2 <J>^2/(t var J), J the current during t", unit: .natPerTime,
    bounds: "0 to the rate of entropy production",
    bias: "high by 2/(t blocks); low for currents that are not in proportion to the dissipation",
    source: "Barato and Seifert 2015; Horowitz and Gingrich 2017")

  /// Whether the numbers are the steps of a current, in place of states or points.
  public var takesSteps: Bool { current == .increments }

  /// Steps, which turn, or states, in whole blocks.
  public func reversal(of path: InputArray) throws(EntropyError) -> Reversal {
    var reversal = takesSteps ? Reversal.steps(path) : .even(path)
    reversal.multiple = block
    return reversal
  }

  /// The bound.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let steps = try steps(arrays[0])
    let blocks = steps.count / block
    guard blocks >= 3 else {
      return Estimate(
        undefined: .tooFewSamples(found: steps.count, needed: 3 * block), unit: .natPerTime,
        samples: blocks)
    }
    let currents = (0..<blocks).map { steps[$0 * block..<($0 + 1) * block].reduce(0, +) }
    var moments = Moments()
    for current in currents { moments.add(current) }
    guard let variance = moments.variance, variance > 0 else {
      return Estimate(undefined: .noFluctuation, unit: .natPerTime, samples: blocks)
    }
    let time = Double(block) * timeStep
    let (square, count) = (moments.mean * moments.mean / variance, Double(blocks))
    // Of z = <J>/sd: Var z^2 = 4 z^2/b from the mean, of which 2/b^2 is counted twice and is all
    // where nothing flows, and 2 z^4/b from the variance. Not below half of that, which makes the
    // mean error the scatter there.
    let null = 2 / (count * count)
    let scatter = max(4 * square / count - null, null / 2) + 2 * square * square / count
    return Estimate(
      2 * square / time, unit: .natPerTime, samples: blocks,
      standardError: StandardError(2 / time * scatter.squareRoot(), by: .deltaMethod),
      bounds: .nonNegative)
  }

  private func steps(_ array: InputArray) throws(EntropyError) -> [Double] {
    switch current {
    case .increments: return try array.line()
    case .cycle:
      let (states, kinds) = try array.symbols()
      return array.stepStarts.map { t in
        let step = (Int(states[t + 1] - states[t]) + kinds) % kinds
        return 2 * step == kinds ? 0 : Double(2 * step < kinds ? step : step - kinds)
      }
    case .area:
      guard array.columns == 2 else {
        throw .badInput("\(array.name) has \(array.columns) columns, the area is that of 2")
      }
      let (x, y) = (array.column(0), array.column(1))
      return array.stepStarts.map { t -> Double in
        let (forth, back) = (x[t] * y[t + 1], y[t] * x[t + 1])
        return (forth - back) / 2
      }
    }
  }
}
