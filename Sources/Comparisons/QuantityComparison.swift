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
}

extension Array where Element: TestedComparison {
  /// Corrects the probabilities of all tests of all comparisons for their number.
  public mutating func correct() {
    var corrected = HolmCorrection.corrected(flatMap(\.tests).compactMap(\.probability))[...]
    for index in indices {
      self[index].tests = self[index].tests.map { test in
        var test = test
        if test.probability != nil { test.correctedProbability = corrected.popFirst() }
        return test
      }
    }
  }
}
