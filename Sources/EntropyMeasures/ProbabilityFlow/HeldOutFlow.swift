/// The probability flow v = b - D s with a learned score s, and what it says of entropy production
/// on samples that it was not learned from.
///
/// Blocks of a series are put into `folds` stretches; the rates of a stretch come from the score
/// that all blocks beside it, without those next to it, have taught. Two rates per sample:
/// plug = <|b - D s|^2>, in the norm of D^-1, the total production of the learned flow; and
/// bound = <b D^-1 b> + 2 <div b> - <s D s + 2 div D s>, which is below the true rate by the mean
/// squared error <(s - grad log rho) D (s - grad log rho)> of the learned current, in the mean over
/// repetitions. Both would exceed the true rate on the samples that taught the score.
/// Source: Boffi and Vanden-Eijnden 2024; Hyvarinen 2005.
public struct HeldOutFlow: Sendable {
  /// The score that was learned for each stretch.
  public let scores: [LearnedScore]
  /// The rates over all samples.
  public let rates: FlowRates
  /// The rates over the samples of each class; `nil` for a class without samples.
  public let classes: [FlowRates?]
  /// The number of blocks.
  public let blocks: Int

  /// What may be added to the diagonal of 1.
  public static let ridges = [1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1, 10]

  /// The fewest blocks: with fewer nothing is left to learn from beside a stretch.
  public static let fewestBlocks = 10

  /// The flow that blocks of a series teach.
  ///
  /// - Parameters:
  ///   - blocks: the sums over each block and class, [block][class], in the order of time.
  ///   - ridge: as in ``LearnedScore``; without it the one of ``ridges`` that suits stretches best
  ///     of which the score has learned nothing.
  ///   - folds: the number of stretches.
  /// - Throws: ``EntropyError/badInput(_:)`` for fewer than ``fewestBlocks`` blocks, and as
  ///   ``LearnedScore``.
  public init(
    _ blocks: [[ScoreSums]], ridge: Double? = nil, folds: Int = 5
  ) throws(EntropyError) {
    guard blocks.count >= Self.fewestBlocks, let features = blocks.first?.first?.features else {
      throw .badInput(
        "a held-out flow needs \(Self.fewestBlocks) blocks, there are \(blocks.count)")
    }
    let totals = blocks.map { classes in
      classes.reduce(into: ScoreSums(features: features)) { $0.add($1) }
    }
    var scores: [LearnedScore] = []
    var scoreOfBlock: [Int] = []
    for fold in 0..<folds {
      let stretch = fold * blocks.count / folds..<(fold + 1) * blocks.count / folds
      let neighborhood = stretch.lowerBound - 1...stretch.upperBound
      let taught = totals.enumerated().filter { !neighborhood.contains($0.offset) }
      scores.append(
        try LearnedScore(taught.map(\.element), ridges: ridge.map { [$0] } ?? Self.ridges))
      scoreOfBlock += stretch.map { _ in fold }
    }
    let coefficients = scoreOfBlock.map { scores[$0].coefficients }
    rates = FlowRates(totals, coefficients)
    classes = (blocks.first ?? []).indices.map { place in
      let parts = blocks.map { $0[place] }
      return parts.contains { $0.samples > 0 } ? FlowRates(parts, coefficients) : nil
    }
    self.scores = scores
    self.blocks = blocks.count
  }
}

/// Rates per sample of a held-out flow, with errors from the scatter of blocks.
public struct FlowRates: Sendable, Hashable {
  /// The number of samples.
  public let samples: Int
  /// <|b - D s|^2>, the total production of the learned flow.
  public let plug: BlockMean
  /// <b D^-1 b> + 2 <div b> - <s D s + 2 div D s>, at most the true rate in the mean.
  public let bound: BlockMean
  /// The rate that is known without learning, of the same samples.
  public let known: BlockMean
  /// known - bound: the mean squared error of the learned current.
  public let shortfall: BlockMean

  init(_ blocks: [ScoreSums], _ coefficients: [[Double]]) {
    let counts = blocks.map(\.samples)
    let plugs = zip(blocks, coefficients).map { $0.plug($1) }
    let bounds = zip(blocks, coefficients).map { $0.bound($1) }
    samples = counts.reduce(0, +)
    plug = BlockMean(sums: plugs, counts: counts)
    bound = BlockMean(sums: bounds, counts: counts)
    known = BlockMean(sums: blocks.map(\.rate), counts: counts)
    shortfall = BlockMean(sums: zip(blocks, bounds).map { $0.rate - $1 }, counts: counts)
  }
}

/// A mean over samples that came in blocks, with its standard error from the scatter of the blocks.
public struct BlockMean: Sendable, Hashable {
  /// The mean over all samples.
  public private(set) var value: Double
  /// sqrt(B/(B - 1) sum_b w_b^2 (x_b - x)^2) with the share w_b of the samples in block b; `nil`
  /// for fewer than two blocks with samples.
  public private(set) var standardError: Double?

  /// The mean from the sum and the number of samples of each block.
  init(sums: [Double], counts: [Int]) {
    let total = Double(counts.reduce(0, +))
    let value = sums.reduce(0, +) / total
    let used = counts.count { $0 > 0 }
    let square = zip(sums, counts).reduce(0) { sum, block in
      let deviation = (block.0 - value * Double(block.1)) / total
      return sum + deviation * deviation
    }
    self.value = value
    standardError =
      used > 1 ? (Double(used) / Double(used - 1) * square).squareRoot() : nil
  }

  /// The mean in units of `scale`, above 0.
  public func divided(by scale: Double) -> BlockMean {
    var result = self
    result.value /= scale
    result.standardError = standardError.map { $0 / scale }
    return result
  }
}
