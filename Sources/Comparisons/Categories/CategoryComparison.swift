import ClausiusEntropyMeasures

/// Everything that is said about categories, such as the phases of a school, in several samples.
///
/// A category has a share of the values, no size: what is compared are the shares.
public struct CategoryComparison: Sendable, TestedComparison {
  /// The share of the values of a sample that are in a category.
  public struct Share: Sendable {
    /// The word for the category.
    public var category: String
    /// The share, 0 to 1.
    public var share: Double
    /// Its standard error by blocking, or `nil` for fewer than two values.
    public var standardError: StandardError?
  }

  /// A sample as the tests saw it.
  public struct Group: Sendable {
    /// What the user calls it.
    public var name: String
    /// The number of values.
    public var values: Int
    /// Values in a block.
    public var blockLength: Int
    /// The number of blocks whose shares the tests saw.
    public var blocks: Int
    /// The shares of the categories that occur in some sample.
    public var shares: [Share]
    /// What a reader should know before trusting the tests.
    public var warnings: [String]
  }

  /// Two of several samples, with what is said about them alone.
  public struct Pair: Sendable {
    /// The place of the first sample.
    public var first: Int
    /// The place of the second.
    public var second: Int
    /// The test of the two; `nil` where there are no others, so that the common test is theirs.
    public var test: TestResult?
    /// How different they are.
    public var effects: CategoryEffects
  }

  /// What is compared: the call of a diagnostic.
  public var name: String
  /// The words for the categories that occur.
  public var categories: [String]
  /// The samples.
  public var groups: [Group]
  /// The test of all samples together.
  public var common: TestResult
  /// How different all samples are.
  public var effects: CategoryEffects
  /// Every two samples.
  public var pairs: [Pair]

  /// The comparison of two or more samples, whose values are places in `words`.
  ///
  /// Effect sizes are of all values; the test sees the shares in blocks as long as the most
  /// correlated category of the most correlated sample needs.
  public init(
    _ name: String, words: [String], _ samples: [Sample], dependence: Dependence,
    test: SharePermutationTest = SharePermutationTest()
  ) {
    self.init(
      name, CategoryTallies(samples, words: words, dependence: dependence), test: test)
  }

  /// The comparison of two or more conditions, each of several runs: the test sees the shares of
  /// every run, which is one sample.
  public init(
    _ name: String, words: [String], conditions: [Condition],
    test: SharePermutationTest = SharePermutationTest()
  ) {
    self.init(name, CategoryTallies(conditions, words: words), test: test)
  }

  private init(_ name: String, _ tallies: CategoryTallies, test: SharePermutationTest) {
    precondition(tallies.groups.count > 1, "there is something to compare with")
    self.name = name
    categories = tallies.categories
    groups = tallies.groups
    common = test.test(tallies.blockShares)
    effects = CategoryEffects(tallies.counts)
    let samples = tallies.groups.indices
    pairs = samples.flatMap { first in
      ((first + 1)..<samples.count).map { second in
        let both = [tallies.blockShares[first], tallies.blockShares[second]]
        return Pair(
          first: first, second: second, test: samples.count > 2 ? test.test(both) : nil,
          effects: CategoryEffects([tallies.counts[first], tallies.counts[second]]))
      }
    }
  }

  /// The test of shares is the only one.
  public var answeringTests: Set<ComparisonTest> { [.sharePermutation] }

  /// The tests in the order in which they are reported.
  public var tests: [TestResult] {
    get { [common] + pairs.compactMap(\.test) }
    set {
      common = newValue[0]
      var rest = newValue.dropFirst()
      for index in pairs.indices where pairs[index].test != nil {
        pairs[index].test = rest.popFirst()
      }
    }
  }
}
