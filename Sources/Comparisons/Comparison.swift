import ClausiusEntropyMeasures

/// Everything that is said about one quantity in several samples.
public struct Comparison: Sendable {
  /// A sample as the tests saw it.
  public struct Group: Sendable {
    /// What the user calls it.
    public var name: String
    /// The statistics of its values.
    public var series: RunningSeries
    /// The middle value.
    public var median: Double?
    /// Values in a block.
    public var blockLength: Int
    /// The number of block means that the tests saw.
    public var blocks: Int
    /// What a reader should know before trusting the tests.
    public var warnings: [String]
  }

  /// Two of the samples, with what is said about them alone.
  public struct Pair: Sendable {
    /// The places of the two samples.
    public var first: Int
    /// The place of the second.
    public var second: Int
    /// The tests of the two.
    public var tests: [TestResult]
    /// How different they are.
    public var effects: EffectSizes
  }

  /// What is compared: the call of a diagnostic, or "values".
  public var name: String
  /// Its unit.
  public var unit: String
  /// The samples.
  public var groups: [Group]
  /// The test of all samples together.
  public var common: TestResult
  /// How much of the ranks the samples explain.
  public var effects: RankEffects
  /// Every two samples.
  public var pairs: [Pair]

  /// The comparison of two or more samples of finite values.
  ///
  /// Effect sizes are of the values; tests are of the block means, which are the values where these
  /// are independent.
  public init(
    _ name: String, unit: String, _ samples: [Sample], dependence: Dependence,
    permutation: PermutationTest = PermutationTest()
  ) {
    precondition(samples.count > 1, "there is something to compare with")
    self.name = name
    self.unit = unit
    let series = samples.map(\.series)
    let lengths = Self.blockLengths(samples, series, dependence)
    let blocks = samples.indices.map { BlockMeans(of: samples[$0].values, length: lengths[$0]) }
    groups = samples.indices.map { index in
      Group(
        name: samples[index].name, series: series[index],
        median: Self.median(samples[index].values), blockLength: blocks[index].length,
        blocks: blocks[index].means.count,
        warnings: samples[index].notes
          + Self.warnings(series[index], blocks[index], isMeasured: dependence == .measured))
    }
    common = KruskalWallis.test(blocks.map(\.means))
    effects = RankEffects(samples.map(\.values))
    pairs = samples.indices.flatMap { first in
      ((first + 1)..<samples.count).map { second in
        let (x, y) = (blocks[first].means, blocks[second].means)
        return Pair(
          first: first, second: second,
          tests: [
            KolmogorovSmirnov.test(x, y), MannWhitney.test(x, y), permutation.test(x, y),
          ], effects: EffectSizes(samples[first].values, samples[second].values))
      }
    }
  }

  /// Blocks that last equally long in all samples, as long as the most correlated needs.
  private static func blockLengths(
    _ samples: [Sample], _ series: [RunningSeries], _ dependence: Dependence
  ) -> [Int] {
    switch dependence {
    case .independent: return samples.map { _ in 1 }
    case .blocks(let length): return samples.map { _ in length }
    case .measured:
      let times = samples.indices.map {
        Double(BlockMeans.length(for: series[$0])) * samples[$0].timeStep
      }
      let room = samples.map { Double($0.values.count / BlockMeans.fewest) * $0.timeStep }
      let longest = min(times.max() ?? 1, room.min() ?? 1)
      // A whole number of steps up to rounding of the times.
      return samples.map { max(1, Int((longest / $0.timeStep - 1e-6).rounded(.up))) }
    }
  }

  private static func warnings(
    _ series: RunningSeries, _ blocks: BlockMeans, isMeasured: Bool
  ) -> [String] {
    guard isMeasured else { return [] }
    var warnings = series.warnings.map(\.description)
    let wanted = BlockMeans.length(for: series)
    if wanted > blocks.length {
      warnings.append(
        "blocks of \(blocks.length) values are too short for its correlation, which asks for \(wanted): "
          + "probabilities are too small")
    }
    return warnings
  }

  private static func median(_ values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  /// The tests in the order in which they are reported.
  public var tests: [TestResult] { [common] + pairs.flatMap(\.tests) }
}

extension [Comparison] {
  /// Corrects the probabilities of all tests of all comparisons for their number.
  public mutating func correct() {
    let known = flatMap(\.tests).compactMap(\.probability)
    var corrected = HolmCorrection.corrected(known)[...]
    func correct(_ test: inout TestResult) {
      if test.probability != nil { test.correctedProbability = corrected.popFirst() }
    }
    for index in indices {
      correct(&self[index].common)
      for pair in self[index].pairs.indices {
        for test in self[index].pairs[pair].tests.indices {
          correct(&self[index].pairs[pair].tests[test])
        }
      }
    }
  }
}
