import RealModule

/// How much a source tells a target, and how likely that is without transfer.
///
/// Of two probabilities the larger counts. The first is that of 2 (n - lost) T, chi-squared where
/// the residuals have the same scatter at all times. It is too small where target and source are
/// restless at the same times. The second is that of the Wald statistic whose variance comes from
/// the data (``TargetSpace/robustStatistic(of:)``).
struct SourceEvidence: Sendable {
  /// The transfer in nats.
  let transfer: Double
  /// The probability of so much from columns without transfer.
  let probability: Double
  /// -ln of the first probability: the larger, the less likely.
  let score: Double

  /// What the columns of a source tell.
  ///
  /// - Parameter heedsScatter: whether the second probability is asked; scores do without it.
  init(_ columns: [[Double]], to space: TargetSpace, heedsScatter: Bool = true) {
    transfer = space.transfer(from: columns)
    let outcomes = space.surprises.count
    let lost = Double(space.known.count) + Double(outcomes + columns.count + 1) / 2
    let statistic = 2 * max(1, Double(space.samples) - lost) * transfer
    let distribution = ChiSquared(freedom: outcomes * columns.count)
    let steady = distribution.probability(above: statistic)
    score = -Double.log(steady)
    probability =
      heedsScatter
      ? max(steady, distribution.probability(above: space.robustStatistic(of: columns))) : steady
  }
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
  func past(
    for target: TransferTarget, lags: [Int], shift: Int = 0, seam: Seam = .matched
  ) -> [[Double]] {
    lags.flatMap { past(for: target, lag: $0, shift: shift, seam: seam) }
  }

  /// The block of lags that tells most, and what it tells.
  func best(
    of blocks: [[Int]], for target: TransferTarget, in space: TargetSpace
  ) -> (block: Int, evidence: SourceEvidence) {
    let block = strongest(of: blocks, for: target, in: space)?.block ?? 0
    let columns = blocks.isEmpty ? [] : past(for: target, lags: blocks[block])
    return (block, SourceEvidence(columns, to: space))
  }

  /// The score of the block of lags that tells most when the source is shifted, by the seam that
  /// leaves more of it.
  func score(
    of blocks: [[Int]], for target: TransferTarget, in space: TargetSpace, shift: Int
  ) -> Double {
    Seam.allCases.reduce(0) {
      max($0, strongest(of: blocks, for: target, in: space, shift: shift, seam: $1)?.score ?? 0)
    }
  }

  private func strongest(
    of blocks: [[Int]], for target: TransferTarget, in space: TargetSpace, shift: Int = 0,
    seam: Seam = .matched
  ) -> (block: Int, score: Double)? {
    var best: (block: Int, evidence: SourceEvidence)?
    for (block, lags) in blocks.enumerated() {
      let evidence = SourceEvidence(
        past(for: target, lags: lags, shift: shift, seam: seam), to: space, heedsScatter: false)
      if evidence.transfer > best?.evidence.transfer ?? -1 { best = (block, evidence) }
    }
    return best.map { ($0.block, $0.evidence.score) }
  }
}
