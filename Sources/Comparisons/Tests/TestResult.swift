/// Which statistical test.
public enum ComparisonTest: String, Sendable, Hashable, CaseIterable {
  /// The largest distance between two distribution functions.
  case kolmogorovSmirnov = "kolmogorov_smirnov"
  /// Whether values of one sample tend to be larger than those of the other.
  case mannWhitney = "mann_whitney"
  /// The same for any number of samples.
  case kruskalWallis = "kruskal_wallis"
  /// The difference of two means in units of its standard error.
  case welch
  /// The difference of two means among all ways to share out the values.
  case permutation = "permutation"
  /// The difference of shares of categories among all ways to share out the blocks.
  case sharePermutation = "share_permutation"
}

/// What a test says about samples.
public struct TestResult: Sendable, Hashable {
  /// Which test.
  public var test: ComparisonTest
  /// The statistic, or `nil` where there is none.
  public var statistic: Double?
  /// The two-sided probability of a statistic at least as far out if the samples are alike, or
  /// `nil` where there is none.
  public var probability: Double?
  /// The probability corrected for all tests that are reported together (Holm 1979).
  public var correctedProbability: Double?
  /// The least probability that as many values can give, by tests that count ways; `nil` for
  /// others.
  public var leastProbability: Double?
  /// How the probability was found.
  public var method: String
  /// Why there is no probability, or `nil` when there is one.
  public var undefined: String?

  /// A result with a statistic and its probability.
  public init(
    _ test: ComparisonTest, statistic: Double, probability: Double, least: Double? = nil,
    method: String
  ) {
    self.test = test
    leastProbability = least
    self.statistic = statistic
    self.probability = min(1, max(0, probability))
    self.method = method
  }

  /// A test that says nothing, because of `reason`.
  public init(_ test: ComparisonTest, undefined reason: String) {
    self.test = test
    method = "none"
    undefined = reason
  }
}
