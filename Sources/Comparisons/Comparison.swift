import ClausiusEntropyMeasures

/// Everything that is said about one quantity in several samples.
public struct Comparison: Sendable, TestedComparison {
  /// A sample as the tests saw it.
  public struct Group: Sendable {
    /// What the user calls it.
    public var name: String
    /// The statistics of its values.
    public var series: RunningSeries
    /// The standard error of their mean, by blocking unless they are independent.
    public var standardError: Double?
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
  /// Whether the samples are long enough for their correlation to tell that there is no difference:
  /// blocks of which six fit are at least half as long as they should be. Where they are not, each
  /// series counts as one value that scatters as its values do, only a difference that this shows
  /// is told, and probabilities of ranks and distributions are far too small.
  public var isTold: Bool

  /// The comparison of two or more samples of finite values.
  ///
  /// Tests and effect sizes are of the block means, which are the values where these are
  /// independent.
  public init(
    _ name: String, unit: String, _ given: [Sample], dependence: Dependence,
    permutation: PermutationTest = PermutationTest()
  ) {
    precondition(given.count > 1, "there is something to compare with")
    let samples = Self.noting(repetitionsIn: Self.withoutRounding(given))
    self.name = name
    self.unit = unit
    let series = samples.map(\.series)
    let wanted = series.map { BlockMeans.length(for: $0) }
    let lengths = BlockMeans.lengths(samples, wanted: wanted, dependence)
    let blocks = samples.indices.map { index in
      let values = samples[index].values
      return BlockMeans(
        of: values,
        length: dependence == .measured && values.isConstant
          ? max(1, values.count) : lengths[index])
    }
    // Means need no blocks that last equally long, as distributions do: each as long as its own
    // correlation asks for.
    let own = samples.indices.map { index in
      dependence == .measured
        ? BlockMeans(ofCorrelated: samples[index].values, wanted: wanted[index]) : blocks[index]
    }
    let isTold =
      dependence != .measured
      || zip(own, wanted).allSatisfy { $1 <= Self.longestBlocks * $0.length }
    groups = samples.indices.map { index in
      Group(
        name: samples[index].name, series: series[index],
        standardError: Self.standardError(series[index], dependence),
        median: Self.median(samples[index].values), blockLength: blocks[index].length,
        blocks: blocks[index].means.count,
        warnings: samples[index].notes
          + Self.warnings(
            series[index], own[index], shared: blocks[index],
            isMeasured: dependence == .measured))
    }
    self.isTold = isTold
    common = KruskalWallis.test(blocks.map(\.means))
    effects = RankEffects(blocks.map(\.means))
    pairs = samples.indices.flatMap { first in
      ((first + 1)..<samples.count).map { second in
        let (x, y) = (blocks[first].means, blocks[second].means)
        return Pair(
          first: first, second: second,
          tests: [
            isTold
              ? WelchTest.test(own[first].means, own[second].means)
              : WelchTest.test(series[first], series[second]),
            KolmogorovSmirnov.test(x, y),
            MannWhitney.test(x, y),
            permutation.test(x, y),
          ], effects: EffectSizes(x, y))
      }
    }
  }

  /// How much longer blocks should be than they are, before nothing is told.
  private static let longestBlocks = 2

  /// The largest spread of values, over their size, that rounding explains.
  private static let rounding = 1e-12

  /// The samples; where all values of all of them are equal but for rounding, the first value in
  /// place of each: the last digits of a number that is always the same tell no difference.
  private static func withoutRounding(_ samples: [Sample]) -> [Sample] {
    let values = samples.lazy.flatMap(\.values)
    guard let low = values.min(), let high = values.max(), low < high, let first = values.first,
      high - low <= rounding * max(abs(low), abs(high))
    else { return samples }
    return samples.map { sample in
      var same = sample
      same.values = [Double](repeating: first, count: sample.values.count)
      same.notes.append("all values are equal but for rounding")
      return same
    }
  }

  /// The samples, with a note on each whose numbers are those of an earlier one: a file named
  /// twice, or a copy.
  private static func noting(repetitionsIn samples: [Sample]) -> [Sample] {
    samples.enumerated().map { index, sample in
      guard sample.values.count > 2, !sample.values.isConstant,
        let twin = samples[..<index].firstIndex(where: { $0.values == sample.values })
      else { return sample }
      var noted = sample
      noted.notes.append(
        "its values are those of \(twin + 1), one by one: a sample and its copy are no comparison")
      return noted
    }
  }

  private static func warnings(
    _ series: RunningSeries, _ own: BlockMeans, shared: BlockMeans, isMeasured: Bool
  ) -> [String] {
    guard isMeasured else { return [] }
    return series.warnings.map(\.description)
      + BlockMeans.warnings(
        length: own.length, shared: shared.length, wanted: BlockMeans.length(for: series))
  }

  private static func standardError(_ series: RunningSeries, _ dependence: Dependence) -> Double? {
    guard dependence == .independent else { return series.standardError?.value }
    return series.standardDeviation.map { $0 / Double(series.count).squareRoot() }
  }

  /// The difference of two means answers, or whether any of several samples differs. Where values
  /// do not scatter, the permutations answer in place of Welch's test.
  public var answeringTests: Set<ComparisonTest> {
    let hasScatter = pairs.allSatisfy { $0.tests.first?.probability != nil }
    let means: ComparisonTest = hasScatter ? .welch : .permutation
    return groups.count == 2 ? [means] : [.kruskalWallis, means]
  }

  private static func median(_ values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  /// The tests in the order in which they are reported.
  public var tests: [TestResult] {
    get { [common] + pairs.flatMap(\.tests) }
    set {
      common = newValue[0]
      var rest = newValue.dropFirst()
      for index in pairs.indices {
        let count = pairs[index].tests.count
        pairs[index].tests = Array(rest.prefix(count))
        rest = rest.dropFirst(count)
      }
    }
  }
}
