/// The pairs of a network by regressions.
struct RegressionNetwork: Sendable {
  let network: TransferNetwork
  let plan: LagPlan
  let series: [PreparedSeries]
  let targets: [TransferTarget]
  private let means: MeanOfOthers?
  private let rhythms: [LastingRhythm]

  init(
    _ network: TransferNetwork, _ plan: LagPlan, _ series: [InputArray]
  ) throws(EntropyError) {
    self.network = network
    self.plan = plan
    let prepared = [PreparedSeries](sharedOut: series.count, many: 2) {
      PreparedSeries(series[$0])
    }
    self.series = prepared
    targets = [TransferTarget](sharedOut: series.count, many: 2) { place in
      TransferTarget(
        prepared[place], times: plan.times, history: network.targetHistory,
        longest: plan.longestHistory)
    }
    means = network.condition == .others ? MeanOfOthers(series) : nil
    rhythms = try plan.rhythms(of: prepared)
  }

  /// Why a pair cannot be tested; `nil` where it can.
  func refusal(_ source: Int, _ target: Int) -> Undefined? {
    targets[target].refusal(history: plan.longestHistory)
      ?? rhythms[target].refusal(of: rhythms[source])
  }

  /// Each pair by itself: the lags that tell most, and the scores of the shifted source.
  struct Single: Sendable {
    let best: (block: Int, evidence: SourceEvidence)
    let shifted: [Double]
  }

  /// All pairs.
  func result() -> TransferPairs {
    let count = series.count
    let singles = [[Single?]](sharedOut: count, many: 2) { target in
      (0..<count).map { single($0, target) }
    }
    let family =
      network.shiftCount > 0
      ? LargestScore(
        singles.joined().compactMap { $0?.shifted }, shifts: network.shiftCount,
        share: plan.shareOfShifts) : nil
    var pairs = TransferPairs(count: count)
    for target in 0..<count {
      pairs.histories[target] = targets[target].history
      for source in 0..<count where source != target {
        if let reason = refusal(source, target) {
          pairs[source, target] = TransferPair(
            Estimate(
              undefined: reason, unit: .nat, samples: plan.times.count, bounds: .nonNegative))
          continue
        }
        pairs[source, target] = singles[target][source].map {
          pair($0.best.evidence, lags: plan.blocks[$0.best.block], family)
        }
      }
    }
    pairs.correct()
    for place in 0..<count * count { pairs.judge(place / count, place % count, network.level) }
    guard network.condition == .drivers else { return pairs }
    return DriverNetwork(self, pairs, family).result()
  }

  private func single(_ source: Int, _ target: Int) -> Single? {
    let aim = targets[target]
    guard source != target, refusal(source, target) == nil else { return nil }
    var space = aim.space
    if let means {
      var known = space.known
      known.append(means.source(without: source, target).past(for: aim, lag: 1))
      space = TargetSpace(of: aim.next, knowing: known)
    }
    let own = series[source].source
    let best = own.best(of: plan.blocks, for: aim, in: space)
    return Single(
      best: best,
      shifted: shifts(source, target).map { shift in
        own.score(of: plan.blocks, for: aim, in: space, shift: shift)
      })
  }

  /// Shifts of a source against a target, one drawn from each of equal parts of their range.
  func shifts(_ source: Int, _ target: Int) -> [Int] {
    plan.shifts(network, pair: source * series.count + target)
  }

  /// A pair with this evidence.
  func pair(_ evidence: SourceEvidence, lags: [Int], _ family: LargestScore?) -> TransferPair {
    var pair = TransferPair(
      Estimate(evidence.transfer, unit: .nat, samples: plan.times.count, bounds: .nonNegative))
    pair.lags = lags
    pair.probability = min(1, Double(plan.blocks.count) * evidence.probability)
    pair.familyProbability = family?.probability(of: evidence.score)
    return pair
  }
}

extension TransferPairs {
  /// Calls a pair a transfer where it is significant by itself.
  fileprivate mutating func judge(_ source: Int, _ target: Int, _ level: Double) {
    guard var pair = self[source, target] else { return }
    pair.relation = pair.isSignificant(at: level) ? .transfer : .none
    self[source, target] = pair
  }
}

/// The mean of many series, from which some can be taken out again.
struct MeanOfOthers: Sendable {
  private let series: [InputArray]
  private let sums: [Double]

  init(_ series: [InputArray]) {
    self.series = series
    var sums = [Double](repeating: 0, count: series.first?.values.count ?? 0)
    for array in series { for index in sums.indices { sums[index] += array.values[index] } }
    self.sums = sums
  }

  /// The mean of all but two.
  func array(without first: Int, _ second: Int) -> InputArray {
    let (a, b) = (series[first].values, series[second].values)
    let others = Double(max(1, series.count - 2))
    return InputArray(
      sums.indices.map { (sums[$0] - a[$0] - b[$0]) / others }, shape: series[first].shape)
  }

  /// The mean of all but two, as a source.
  func source(without first: Int, _ second: Int) -> SourceSeries {
    SourceSeries(
      array(without: first, second).values, columns: series[first].columns, isDirection: false)
  }
}
