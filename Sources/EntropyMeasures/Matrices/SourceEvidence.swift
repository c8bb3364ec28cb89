import RealModule

/// How much a source tells a target, and how likely that is without transfer.
struct SourceEvidence: Sendable {
  /// The transfer in nats.
  let transfer: Double
  /// The probability of so much from columns without transfer.
  let probability: Double

  /// What the columns of a source tell.
  init(_ columns: [[Double]], to space: TargetSpace) {
    transfer = space.transfer(from: columns)
    let outcomes = space.surprises.count
    let lost = Double(space.known.count) + Double(outcomes + columns.count + 1) / 2
    let statistic = 2 * max(1, Double(space.samples) - lost) * transfer
    probability = ChiSquared(freedom: outcomes * columns.count).probability(above: statistic)
  }

  /// The larger, the less likely without transfer.
  var score: Double { -Double.log(probability) }
}

/// A source at a block of lags.
struct LaggedSource: Sendable, Hashable {
  /// The number of the source.
  let source: Int
  /// The place of the block among those looked at.
  let block: Int
}

extension SourceSeries {
  /// What a target sees of the source at several lags together.
  func past(for target: TransferTarget, lags: [Int], shift: Int = 0) -> [[Double]] {
    lags.flatMap { past(for: target, lag: $0, shift: shift) }
  }

  /// The block of lags that tells most, and what it tells.
  func best(
    of blocks: [[Int]], for target: TransferTarget, in space: TargetSpace, shift: Int = 0
  ) -> (block: Int, evidence: SourceEvidence) {
    var best: (block: Int, evidence: SourceEvidence)?
    for (block, lags) in blocks.enumerated() {
      let evidence = SourceEvidence(past(for: target, lags: lags, shift: shift), to: space)
      if evidence.transfer > best?.evidence.transfer ?? -1 { best = (block, evidence) }
    }
    return best ?? (0, SourceEvidence([], to: space))
  }
}
