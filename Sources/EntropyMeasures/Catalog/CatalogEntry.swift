/// What a user is told about a definition, an encoding, an estimator, a core or a statistic.
public struct CatalogEntry: Sendable, Hashable {
  /// What an entry is good for.
  public enum Role: String, Sendable, Hashable, CaseIterable {
    /// What is meant by entropy: a functional of a distribution.
    case definition
    /// How physics becomes outcomes.
    case encoding
    /// How finite data become a number.
    case estimator
    /// A computation that several estimators share.
    case core
    /// What is said about a series or a set of numbers.
    case statistic
  }

  /// A parameter of a call.
  public struct Parameter: Sendable, Hashable {
    /// The word in the call.
    public var name: String
    /// The values it takes, in words.
    public var range: String
    /// What it is.
    public var about: String

    /// The parameter `name`, which takes the values that `range` names.
    public init(_ name: String, _ range: String, _ about: String) {
      self.name = name
      self.range = range
      self.about = about
    }
  }

  /// The word in a call.
  public var name: String
  /// What it is good for.
  public var role: Role
  /// What it is, in one sentence.
  public var about: String
  /// What it computes.
  public var formula: String
  /// The unit of the result.
  public var unit: String
  /// The range of the result.
  public var bounds: String
  /// The bias for finite data, and when not to use it.
  public var bias: String
  /// The parameters of the call.
  public var parameters: [Parameter]
  /// Author and year.
  public var source: String
  /// The data that a call is given, or `nil` for what cannot be called on data.
  public var input: String? = nil
}

/// A type that has an entry in the ``EstimatorCatalog``.
public protocol Cataloged {
  /// What a user is told about the type.
  static var entry: CatalogEntry { get }
}

/// Everything that the module offers by name; tests, `list` and `describe` iterate it.
public enum EstimatorCatalog {
  /// The entries, in the order in which they are listed.
  public static let entries = types.map { $0.entry } + named.map { $0.entry }

  private static var types: [any Cataloged.Type] {
    [
      Shannon.self, Renyi.self, Tsallis.self, JensenShannonComplexity.self,
      UniformBins.self, EqualAreaCells.self, EqualArcs.self, ThetaPhiCells.self,
      OrdinalPatterns.self, GrowingCells.self,
      NeighborTree.self,
      RunningSeries.self, BlockedCounts.self, SymmetricMatrix3.self, CircularMean.self,
    ]
  }

  /// The entry called `name`.
  public static func entry(named name: String) -> CatalogEntry? {
    entries.first { $0.name == name }
  }
}
