/// The pairs of a network by nearest neighbors.
extension TransferNetwork {
  /// At most so many values of the target's past where none are stated: neighbors are far apart in
  /// many dimensions.
  private static let mostHistory = 3

  /// All pairs, each with the values of its shifted source.
  ///
  /// A pair has the probability (1 + reaching)/(1 + shifts); that of the largest of all pairs makes
  /// it significant.
  func neighborPairs(
    of series: [InputArray], _ plan: LagPlan
  ) throws(EntropyError) -> TransferPairs {
    let means = condition == .others ? MeanOfOthers(series) : nil
    var pairs = TransferPairs(count: series.count)
    var shifted = [[Double]](repeating: [], count: series.count * series.count)
    for target in series.indices {
      let aim = TransferTarget(
        PreparedSeries(series[target]), times: plan.times, history: targetHistory,
        longest: plan.longestHistory)
      pairs.histories[target] = targetHistory ?? max(1, min(Self.mostHistory, aim.history))
      let transfer = pairTransfer(history: pairs.histories[target])
      for source in series.indices where source != target {
        guard aim.state != .predictable else {
          pairs[source, target] = TransferPair(
            Estimate(undefined: .noInnovation, unit: .nat, samples: plan.times.count))
          continue
        }
        let result = try transfer.transfer(
          from: series[source], to: series[target],
          given: means.map { $0.array(without: source, target) })
        var pair = TransferPair(result.estimate)
        (pair.lags, pair.probability) = ([transfer.lag], result.probability)
        pairs[source, target] = pair
        shifted[source * series.count + target] = result.surrogates
      }
    }
    if shiftCount > 0 {
      pairs.judge(LargestScore(shifted, shifts: shiftCount, share: plan.shareOfShifts), level)
    }
    return pairs
  }

  private func pairTransfer(history: Int) -> PairTransfer {
    var transfer = PairTransfer()
    (transfer.method, transfer.k, transfer.lag) = (.nearestNeighbor, k, lag ?? 1)
    (transfer.sourceHistory, transfer.targetHistory) = (sourceHistory, history)
    (transfer.surrogates, transfer.seed) = (shiftCount, seed)
    return transfer
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
