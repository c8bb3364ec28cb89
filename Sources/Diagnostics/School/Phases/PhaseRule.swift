import ClausiusDeclarations

/// The thresholds between the phases of a school.
///
/// Polarization p and rotation m tell swarm (both low), torus (m high) and parallel groups (p
/// high), with the limits 0.35 and 0.65 of Tunstrom et al., PLoS Comput. Biol. 9 (2013) e1002915. A
/// phase that has been reached is left only beyond 0.5: with one limit for both ways noise would
/// make it flicker. The two parallel phases of Couzin et al. 2002 differ in how the group is
/// arranged inside: it counts as highly parallel when p is above 0.98 and the headings hardly
/// fluctuate or the individuals keep their neighbors.
struct PhaseRule: Sendable {
  /// Below this an order parameter is low.
  static let low = 0.35
  /// Above this an order parameter is high.
  static let high = 0.65
  /// A phase is kept until an order parameter is on the other side of this.
  static let kept = 0.5
  /// A smaller share in the largest group is a school that has come apart.
  static let together = 0.9
  /// A larger share is a school that has come together again.
  static let togetherAgain = 0.95
  /// Highly parallel groups have a larger polarization.
  static let aligned = 0.98
  /// 1 - p of highly parallel groups is below this, whatever else.
  static let fluctuation = 0.0014
  /// Highly parallel groups keep a larger share of their neighbors, whatever else.
  static let keptNeighbors = 0.96

  /// The phase that the evidence is enough for, without regard to what was before.
  func entered(_ evidence: PhaseEvidence) -> SchoolPhase {
    if let share = evidence.largestGroup, share < Self.together { return .fragmented }
    let (p, m) = (evidence.polarization, evidence.rotation)
    if p < Self.low, m < Self.low { return .swarm }
    if p < Self.low, m > Self.high { return .torus }
    if p > Self.high, m < Self.low {
      return isArranged(evidence, margin: 0) ? .highlyParallel : .dynamicParallel
    }
    return .intermediate
  }

  /// The phase after `current`: the same as long as the evidence does not speak against it.
  func next(after current: SchoolPhase, _ evidence: PhaseEvidence) -> SchoolPhase {
    isKept(current, evidence) ? current : entered(evidence)
  }

  private func isKept(_ phase: SchoolPhase, _ evidence: PhaseEvidence) -> Bool {
    let (p, m) = (evidence.polarization, evidence.rotation)
    let share = evidence.largestGroup ?? 1
    if phase == .fragmented { return share <= Self.togetherAgain }
    guard share >= Self.together else { return false }
    switch phase {
    case .swarm: return p < Self.kept && m < Self.kept
    case .torus: return p < Self.kept && m > Self.kept
    case .dynamicParallel:
      return p > Self.kept && m < Self.kept && !isArranged(evidence, margin: -0.1)
    case .highlyParallel:
      return p > Self.kept && m < Self.kept && isArranged(evidence, margin: 0.1)
    case .intermediate, .fragmented: return false
    }
  }

  /// Whether the group swims in an arrangement that lasts; each limit is widened by `margin` of its
  /// distance from perfect order.
  private func isArranged(_ evidence: PhaseEvidence, margin: Double) -> Bool {
    let disorder = 1 - evidence.polarization
    let exchange = 1 - (evidence.keptNeighbors ?? 0)
    return disorder < (1 - Self.aligned) * (1 + margin)
      && (disorder < Self.fluctuation * (1 + margin)
        || exchange < (1 - Self.keptNeighbors) * (1 + margin))
  }

  /// The thresholds, for documents.
  static var json: JSON {
    [
      "low": .number(low), "high": .number(high), "kept": .number(kept),
      "largest_group": .number(together), "largest_group_again": .number(togetherAgain),
      "aligned": .number(aligned), "fluctuation": .number(fluctuation),
      "kept_neighbors": .number(keptNeighbors),
    ]
  }
}
