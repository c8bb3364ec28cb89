/// The pairs of a network by nearest neighbors.
///
/// T = I(next; source | own past) of Frenzel and Pompe (2007). Of directions the next value and the
/// own past are turns, and the source is seen along the frame of the target. A target gets at most
/// three values of its own past, since neighbors are far apart in many dimensions; where these do
/// not leave the residuals of a regression uncorrelated, it is refused. The shifts are those of the
/// regressions.
struct NeighborNetwork: Sendable {
  /// The most values of the target's past.
  private static let mostHistory = 3

  private let network: TransferNetwork
  private let plan: LagPlan
  private let series: [PreparedSeries]
  private let targets: [TransferTarget]
  private let means: MeanOfOthers?
  private let rhythms: [LastingRhythm]

  init(
    _ network: TransferNetwork, _ plan: LagPlan, _ series: [InputArray]
  ) throws(EntropyError) {
    self.network = network
    self.plan = plan
    let prepared = series.map { PreparedSeries($0) }
    self.series = prepared
    let longest = network.targetHistory ?? min(Self.mostHistory, plan.longestHistory)
    targets = [TransferTarget](sharedOut: series.count, many: 2) { place in
      TransferTarget(
        prepared[place], times: plan.times, history: network.targetHistory, longest: longest)
    }
    means = network.condition == .others ? MeanOfOthers(series) : nil
    rhythms = try plan.rhythms(of: prepared)
  }

  /// All pairs, each with the values of its shifted source.
  ///
  /// A pair has the probability (1 + reaching)/(1 + shifts); that of the largest of all pairs makes
  /// it significant.
  func result() throws(EntropyError) -> TransferPairs {
    var pairs = TransferPairs(count: series.count)
    var shifted = [[Double]](repeating: [], count: series.count * series.count)
    for target in series.indices {
      pairs.histories[target] = targets[target].history
      for source in series.indices where source != target {
        if let reason = targets[target].refusal(history: targets[target].history)
          ?? rhythms[target].refusal(of: rhythms[source])
        {
          pairs[source, target] = TransferPair(
            Estimate(undefined: reason, unit: .nat, samples: plan.times.count))
          continue
        }
        let found = try pair(source, target)
        pairs[source, target] = found.pair
        shifted[source * series.count + target] = found.shifted
      }
    }
    if network.shiftCount > 0 {
      pairs.judge(
        LargestScore(shifted, shifts: network.shiftCount, share: plan.shareOfShifts),
        network.level)
    }
    return pairs
  }

  private func pair(
    _ source: Int, _ target: Int
  ) throws(EntropyError) -> (pair: TransferPair, shifted: [Double]) {
    let aim = targets[target]
    let next = array(series[target].next(at: plan.times))
    var known = ownPast(target)
    if let means { known += means.source(without: source, target).past(for: aim, lag: 1) }
    let own = array(known)
    let lag = network.lag ?? 1
    let lags = Array(lag..<lag + network.sourceHistory)
    func transfer(
      _ shift: Int, _ seam: SourceSeries.Seam = .matched
    ) throws(EntropyError) -> Estimate {
      let past = array(series[source].source.past(for: aim, lags: lags, shift: shift, seam: seam))
      return try frenzelPompe([next, past, own], k: network.k, isJudged: shift == 0)
    }
    let estimate = try transfer(0)
    var pair = TransferPair(estimate)
    pair.lags = [lag]
    guard network.shiftCount > 0, let value = estimate.value else { return (pair, []) }
    var shifted: [Double] = []
    for shift in plan.shifts(network, pair: source * series.count + target) {
      let found = [try transfer(shift, .joined).value, try transfer(shift, .matched).value]
      if let most = found.compactMap({ $0 }).max() { shifted.append(most) }
    }
    let reaching = shifted.count { $0 >= value }
    pair.probability = Double(reaching + 1) / Double(shifted.count + 1)
    return (pair, shifted)
  }

  /// The values of the own past, of directions the turns.
  private func ownPast(_ target: Int) -> [[Double]] {
    let history = max(1, targets[target].history)
    let own = series[target]
    if own.frame != nil {
      return (1...history).flatMap { own.earlier(at: plan.times, by: $0) }
    }
    return own.present(at: plan.times).dropFirst()
      + (1..<history).flatMap { own.values(at: plan.times, before: $0) }
  }

  private func array(_ columns: [[Double]]) -> InputArray {
    let rows = plan.times.count
    var values: [Double] = []
    values.reserveCapacity(rows * columns.count)
    for row in 0..<rows { for column in columns { values.append(column[row]) } }
    return InputArray(values, shape: [rows, columns.count])
  }
}

extension TransferPairs {
  /// Calls pairs a transfer whose value the shifted sources of all pairs do not reach.
  fileprivate mutating func judge(_ family: LargestScore, _ level: Double) {
    for source in 0..<count {
      for target in 0..<count where source != target {
        guard var pair = self[source, target], pair.probability != nil,
          let value = pair.estimate.value
        else { continue }
        pair.familyProbability = family.probability(of: value)
        pair.relation = pair.isSignificant(at: level) ? .transfer : .none
        self[source, target] = pair
      }
    }
  }
}
