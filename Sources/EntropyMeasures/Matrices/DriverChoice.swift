/// The lagged sources that a target is found to follow.
struct DriverChoice: Sendable {
  private let base: RegressionNetwork
  private let target: Int
  private var chosen: [LaggedSource] = []
  /// The target beside all that it follows.
  private(set) var space: TargetSpace
  /// What each source tells beside the others that the target follows.
  private(set) var evidence: [Int: (blocks: [Int], evidence: SourceEvidence)] = [:]

  /// A target that follows nobody.
  init(_ target: Int, _ base: RegressionNetwork) {
    self.target = target
    self.base = base
    space = base.targets[target].space
  }

  /// Lagged sources that are followed.
  var count: Int { chosen.count }

  /// Sources that are followed.
  var drivers: Set<Int> { Set(chosen.map(\.source)) }

  private var others: [Int] {
    base.series.indices.filter { $0 != target && base.refusal($0, target) == nil }
  }

  private func columns(_ lagged: LaggedSource) -> [[Double]] {
    base.series[lagged.source].source.past(
      for: base.targets[target], lags: base.plan.blocks[lagged.block])
  }

  /// The lagged source that tells most beside those that are followed.
  func best() -> (source: LaggedSource, evidence: SourceEvidence)? {
    let found = others.map { source in
      let best = base.series[source].source.best(
        of: base.plan.blocks, for: base.targets[target], in: space)
      return (source: LaggedSource(source: source, block: best.block), evidence: best.evidence)
    }
    return found.min { ($0.evidence.rank, $0.source.source) < ($1.evidence.rank, $1.source.source) }
  }

  /// The driver that tells least beside the others.
  func least() -> (source: Int, evidence: SourceEvidence)? {
    let found = drivers.sorted().map { (source: $0, evidence: evidence(of: $0)) }
    return found.max { ($0.evidence.rank, $0.source) < ($1.evidence.rank, $1.source) }
  }

  /// Follows a lagged source too.
  mutating func add(_ source: LaggedSource) {
    chosen.append(source)
    space = space(without: nil)
  }

  /// Follows a source no more.
  mutating func remove(_ source: Int) {
    chosen.removeAll { $0.source == source }
    space = space(without: nil)
  }

  /// Keeps what each source tells beside the drivers.
  mutating func settle() {
    for source in others {
      let blocks = chosen.filter { $0.source == source }.map(\.block).sorted()
      if blocks.isEmpty {
        let best = base.series[source].source.best(
          of: base.plan.blocks, for: base.targets[target], in: space)
        evidence[source] = ([best.block], best.evidence)
      } else {
        evidence[source] = (blocks, evidence(of: source))
      }
    }
  }

  private func evidence(of source: Int) -> SourceEvidence {
    SourceEvidence(
      chosen.filter { $0.source == source }.flatMap(columns), to: space(without: source))
  }

  private func space(without source: Int?) -> TargetSpace {
    var known = base.targets[target].space.known
    for lagged in chosen where lagged.source != source { known.append(columns(lagged)) }
    return TargetSpace(of: base.targets[target].next, knowing: known)
  }
}

extension SourceEvidence {
  /// The smaller, the stronger; the transfer where the probability is too small for a number.
  fileprivate var rank: Double { probability > 0 ? probability : -transfer }
}
