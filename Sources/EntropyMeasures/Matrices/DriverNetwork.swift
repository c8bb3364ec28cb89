import RealModule

/// Which of the pairs of a network remain when each target knows all that it follows.
///
/// Sources are added to what a target knows one lag after the other, each time the one that tells
/// most, as long as it is significant by itself; then those are taken out again that the others
/// explain. What the residuals of a target still share with the mean of the others at the same step
/// no past explains: it is common drive. Where it is more than what a source gives, the pair is
/// called commonly driven; so is a pair that depends on each other by itself and not beside the
/// others.
/// Source: Novelli et al. 2019 (greedy choice of sources); Geweke 1982 (instantaneous feedback).
struct DriverNetwork: Sendable {
  private let base: RegressionNetwork
  private let singles: TransferPairs
  private let family: LargestScore?

  /// Targets follow at most so many lagged sources.
  private static let mostSources = 60

  /// The drivers in a network whose pairs are known one by one.
  init(_ base: RegressionNetwork, _ singles: TransferPairs, _ family: LargestScore?) {
    self.base = base
    self.singles = singles
    self.family = family
  }

  /// All pairs, beside the drivers of each target.
  func result() -> TransferPairs {
    let choices = [DriverChoice?](sharedOut: base.targets.count, many: 2) { target in
      base.targets[target].state == .usable ? choice(target) : nil
    }
    var pairs = singles
    for (target, choice) in choices.enumerated() {
      for (source, found) in choice?.evidence ?? [:] {
        pairs[source, target] = base.pair(
          found.evidence, lags: found.blocks.flatMap { base.plan.blocks[$0] }, family)
      }
    }
    pairs.correct()
    let shared = SharedDrive(base, choices.map { $0?.space })
    for target in choices.indices {
      for source in choices.indices where source != target {
        guard let choice = choices[target], var pair = pairs[source, target] else { continue }
        pair.relation = relation(
          pair, isDriver: choice.drivers.contains(source), alone: singles[source, target],
          shared: shared.information[target])
        pairs[source, target] = pair
      }
    }
    return pairs
  }

  private func relation(
    _ pair: TransferPair, isDriver: Bool, alone: TransferPair?, shared: Double
  ) -> TransferPair.Relation {
    let remains = isDriver && pair.isSignificant(at: base.network.level)
    guard remains else { return alone?.relation == .transfer ? .commonDrive : .none }
    return (pair.estimate.value ?? 0) < shared ? .commonDrive : .transfer
  }

  private func choice(_ target: Int) -> DriverChoice {
    var choice = DriverChoice(target, base)
    while choice.count < Self.mostSources, let best = choice.best(), isNews(best.evidence) {
      choice.add(best.source)
    }
    while let least = choice.least(), !isNews(least.evidence) { choice.remove(least.source) }
    choice.settle()
    return choice
  }

  /// Whether a source would be significant if it were the only one of all pairs.
  private func isNews(_ evidence: SourceEvidence) -> Bool {
    let level = base.network.level
    let tests = Double(base.plan.blocks.count * singles.tested)
    return tests * evidence.probability < level
      && (family?.probability(of: evidence.score) ?? 0) < level
  }
}

extension TransferPairs {
  /// The number of pairs with a probability.
  fileprivate var tested: Int { pairs.count { $0?.probability != nil } }
}
