import ClausiusDeclarations
import ClausiusRandomNumbers

/// The transfer between all pairs of many series, and which of it is more than chance.
///
/// Every target gets as many values of its own past as have the least Bayesian information
/// criterion, and more until its residuals are uncorrelated (``LjungBox`` at 0.01), since a past
/// that predicts them would look like transfer. A source is looked at `lag` steps before the next
/// value of the target, or at each of 1 to `longestLag` steps, of which the one with the largest
/// transfer counts. T = -(1/2) ln det(1 - R), R what the source explains of the residuals; 2 (n - w
/// - (c + q + 1)/2) T is chi-squared with c q degrees of freedom where there is no transfer, for w
/// known columns, c of the target and q of the source. Where the scatter changes in time that is
/// too small a probability, so that of the Wald statistic with the variance of the data is asked
/// too. The larger of the two, times the number of lags, is corrected for the number of pairs by
/// Holm's method. Beside it the same is done with sources shifted in time, and the largest of all
/// pairs gives a probability for all of them together. A pair is significant where both are below
/// `level`: the first is nearly right for independent residuals of series that do not wander, the
/// second takes residuals and correlations as they are.
///
/// Directions (unit vectors) are compared by turns along a moving frame, so that a rotation of any
/// speed has nothing to be predicted. A target that follows from its own past to rounding has no
/// transfer, and one whose residuals stay correlated is refused; so is a pair that swings with one
/// period all along.
/// Source: Schreiber 2000; Barnett and Bossomaier 2012; White 1980 (variance); Wollstadt et
/// al. 2019 (histories chosen, largest statistic); Quiroga et al. 2002 (shifts).
public struct TransferNetwork: Sendable, Hashable {
  /// How transfers are estimated.
  public enum Method: DeclaredChoice {
    case linear, nearestNeighbor

    /// What the case selects.
    public var about: String {
      switch self {
      case .linear: "from the residuals of linear regressions, exact for Gaussian series"
      case .nearestNeighbor: "from nearest neighbors, for any dependence"
      }
    }
  }

  /// What a pair is compared beside.
  public enum Condition: String, DeclaredChoice {
    case drivers, others, none

    /// What the case selects.
    public var about: String {
      switch self {
      case .drivers:
        "all that the target is found to follow (method linear): common drive is told apart"
      case .others: "the last mean of all others: what a pair has beyond the group"
      case .none: "nothing: two that follow a third look coupled"
      }
    }
  }

  /// How a transfer is estimated.
  public var method = Method.linear
  /// What a pair is compared beside.
  public var condition = Condition.drivers
  /// Steps from the source to the target; `nil` looks at all up to ``longestLag``.
  public var lag: Int?
  /// The most steps from the source to the target, where they are looked for.
  public var longestLag = 25
  /// Values of the source's past that are taken together.
  public var sourceHistory = 1
  /// Values of the target's past; `nil` takes as many as it needs.
  public var targetHistory: Int?
  /// The most values of the target's past, where they are looked for.
  public var longestHistory = 30
  /// Which neighbor's distance is taken.
  public var k = 4
  /// Shifts of every source against every target; `nil` takes 2/level.
  public var shifts: Int?
  /// The seed of the shifts.
  public var seed = 1
  /// Whether series are places, which wander: their steps are taken in their place.
  public var arePlaces = false
  /// The level of significance of all pairs together.
  public var level = 0.05

  /// Regressions, everything chosen from the data.
  public init() {}

  /// The fewest shifts with which a pair can be significant: 1/(S + 1) of the shifts, of which
  /// about 0.8 can be drawn, is below the level.
  public var fewestShifts: Int { Int((1.25 / level).rounded(.down)) }

  /// The number of shifts that are made.
  public var shiftCount: Int { shifts ?? Int((2 / level).rounded(.up)) }

  /// The transfer between all pairs of equally long series [n][columns].
  ///
  /// - Throws: ``EntropyError`` when their lengths differ.
  public func pairs(of series: [InputArray]) throws(EntropyError) -> TransferPairs {
    let rows = series.first?.rows ?? 0
    guard series.allSatisfy({ $0.rows == rows }) else {
      throw .badInput("the series must be equally long")
    }
    let series = arePlaces ? series.map(\.steps) : series
    let plan = LagPlan(of: self, rows: rows, breaks: series.first?.breaks ?? [])
    let columns = series.map(\.columns).max() ?? 1
    let needed = plan.depth + 2 * (plan.longestHistory + sourceHistory + 2) * columns + 10
    guard plan.times.count >= needed - plan.depth else {
      let reason = Undefined.tooFewSamples(found: rows, needed: needed + 1)
      return TransferPairs(undefined: reason, series: series.count, samples: plan.times.count)
    }
    switch method {
    case .linear: return try RegressionNetwork(self, plan, series).result()
    case .nearestNeighbor: return try NeighborNetwork(self, plan, series).result()
    }
  }
}

extension InputArray {
  /// The step to each row from the one before it; the first row has that of the second. A step
  /// across a break is none, so that the row after a break is broken off too.
  fileprivate var steps: InputArray {
    guard rows > 1 else { return self }
    let steps = (0..<rows * columns).map { place in
      let later = max(place, place % columns + columns)
      return values[later] - values[later - columns]
    }
    var array = InputArray(steps, shape: shape, name: name)
    array.breaks = Set(breaks + breaks.map { $0 + 1 }).sorted()
    return array
  }
}

/// The lags that are looked at, and the steps at which all of them exist.
struct LagPlan: Sendable {
  /// Lags that are looked at together, of each step of the search.
  let blocks: [[Int]]
  /// The most values of the target's past.
  let longestHistory: Int
  /// Steps that are needed before the next value.
  let depth: Int
  /// Steps whose next value is looked at.
  let times: [Int]
  /// Steps by which a source is shifted at least, and at most.
  let shifts: ClosedRange<Int>
  /// The share of all shifts that these are.
  let shareOfShifts: Double

  /// The plan for `rows` steps, some of which do not follow the one before them.
  ///
  /// Histories that are looked for have at most a twentieth of the steps, lags a tenth. Shifts
  /// leave out a tenth at either end, where coupled series are still alike.
  init(of network: TransferNetwork, rows: Int, breaks: [Int]) {
    longestHistory = network.targetHistory ?? max(1, min(network.longestHistory, rows / 20))
    let first = network.lag ?? 1
    let last = network.lag ?? max(1, min(network.longestLag, rows / 10))
    blocks = (first...last).map { Array($0..<$0 + network.sourceHistory) }
    let depth = max(longestHistory + 1, last + network.sourceHistory - 1)
    self.depth = depth
    let broken = breaks.filter { (1..<max(1, rows)).contains($0) }
    var barred = Set<Int>()
    for row in broken { for time in row - 1..<row + depth - 1 { barred.insert(time) } }
    times = (depth - 1..<max(depth - 1, rows - 1)).filter { !barred.contains($0) }
    let least = min(max(depth, rows / 10), max(1, rows / 2))
    shifts = least...max(least, rows - least)
    shareOfShifts = Double(shifts.count) / Double(max(1, rows))
  }

  /// Shifts of the source of a pair against its target, one drawn from each of equal parts of their
  /// range.
  func shifts(_ network: TransferNetwork, pair: Int) -> [Int] {
    let random = CounterRandom(seed: UInt64(network.seed), stream: .surrogates)
    let width = Double(shifts.count) / Double(max(1, network.shiftCount))
    return (0..<network.shiftCount).map { number in
      let part = random.uniforms(step: number, individual: pair).0
      return shifts.lowerBound + Int((Double(number) + part) * width)
    }
  }
}

extension TransferPairs {
  /// Pairs none of which has a value.
  public init(undefined reason: Undefined, series count: Int, samples: Int) {
    self.init(count: count)
    for source in 0..<count {
      for target in 0..<count where source != target {
        self[source, target] = TransferPair(
          Estimate(undefined: reason, unit: .nat, samples: samples, bounds: .nonNegative))
      }
    }
  }
}
