import ClausiusEntropyMeasures

/// What is said about one quantity in several samples: of numbers, or of categories.
public enum QuantityComparison: Sendable, TestedComparison {
  /// Values are numbers: distributions, ranks and means are compared.
  case numbers(Comparison)
  /// Values are categories: their shares are compared.
  case categories(CategoryComparison)

  /// What is compared.
  public var name: String {
    switch self {
    case .numbers(let comparison): comparison.name
    case .categories(let comparison): comparison.name
    }
  }

  /// The tests in the order in which they are reported.
  public var tests: [TestResult] {
    get {
      switch self {
      case .numbers(let comparison): comparison.tests
      case .categories(let comparison): comparison.tests
      }
    }
    set {
      switch self {
      case .numbers(var comparison):
        comparison.tests = newValue
        self = .numbers(comparison)
      case .categories(var comparison):
        comparison.tests = newValue
        self = .categories(comparison)
      }
    }
  }
}

/// What holds tests whose probabilities are corrected together.
public protocol TestedComparison {
  /// The tests in the order in which they are reported.
  var tests: [TestResult] { get set }

  /// The kinds of tests that answer whether the samples differ; the others say more about how.
  var answeringTests: Set<ComparisonTest> { get }
}

extension QuantityComparison {
  /// The kinds of tests that answer whether the samples differ.
  public var answeringTests: Set<ComparisonTest> {
    switch self {
    case .numbers(let comparison): comparison.answeringTests
    case .categories(let comparison): comparison.answeringTests
    }
  }

  /// Whether the samples are long enough for their correlation to tell a difference.
  public var isTold: Bool {
    switch self {
    case .numbers(let comparison): comparison.isTold
    case .categories: true
    }
  }

  /// The test of all samples that answers whether they differ.
  public var answer: TestResult {
    switch self {
    case .numbers(let comparison):
      comparison.tests.first { comparison.answeringTests.contains($0.test) } ?? comparison.common
    case .categories(let comparison): comparison.common
    }
  }
}

extension Array where Element: TestedComparison {
  /// Corrects the probabilities of the tests that answer for their number, over all comparisons.
  /// Each other kind of test is corrected for itself, as if it had been the only one.
  public mutating func correct() {
    correct { $0.answeringTests.contains($1.test) }
    for kind in ComparisonTest.allCases {
      correct { $1.test == kind && !$0.answeringTests.contains(kind) }
    }
  }

  private mutating func correct(_ isOne: (Element, TestResult) -> Bool) {
    let probabilities = flatMap { comparison in
      comparison.tests.filter { isOne(comparison, $0) }.compactMap(\.probability)
    }
    var corrected = HolmCorrection.corrected(probabilities)[...]
    for index in indices {
      let comparison = self[index]
      self[index].tests = comparison.tests.map { test in
        var test = test
        if isOne(comparison, test), test.probability != nil {
          test.correctedProbability = corrected.popFirst()
        }
        return test
      }
    }
  }
}
