import ClausiusDeclarations

/// An entry of the catalog: a definition, an encoding, an estimator, a core or a statistic.
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
    /// The key of a call; `nil` where the entry is called from Swift alone.
    public var key: KeyDescription?

    /// The parameter of a call.
    init(_ key: KeyDescription) {
      self.init(key.name, key.kind.inWords, key.about)
      self.key = key
    }

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
  /// How it is called on data, where that is done by an estimator: "plug_in(definition: renyi)".
  public var call: String? = nil
}

/// A type that has an entry in the ``EstimatorCatalog``.
public protocol Cataloged {
  /// The entry of the type.
  static var entry: CatalogEntry { get }
}

/// Estimators that can be called by name, and what they are made of; tests, `list` and `describe`
/// iterate it.
public struct EstimatorCatalog: Sendable {
  /// The entries, in the order in which they are listed.
  public let entries: [CatalogEntry]
  /// The words that calls begin with.
  public let callableNames: [String]
  /// The estimators that can be called on data.
  let named: [any NamedEstimator.Type]

  /// A catalog of `named`, and of `parts` that cannot be called; all names differ.
  init(parts: [any Cataloged.Type], named: [any NamedEstimator.Type]) {
    self.named = named
    callableNames = named.map { $0.entry.name }
    entries = parts.map { $0.entry } + named.map { $0.entry }
  }

  private init(adding more: [any NamedEstimator.Type], to catalog: EstimatorCatalog) {
    named = catalog.named + more
    callableNames = catalog.callableNames + more.map { $0.entry.name }
    entries = catalog.entries + more.map { $0.entry }
  }

  /// The catalog with more estimators at its end.
  ///
  /// - Throws: a `NameClash` when a name is taken.
  public func adding(_ more: [any NamedEstimator.Type]) throws(NameClash) -> EstimatorCatalog {
    try NameClash.refuse(
      more.map { $0.entry.name }, of: "estimator",
      where: ["an entry of the catalog of estimators": entries.map(\.name)])
    return EstimatorCatalog(adding: more, to: self)
  }

  /// The entry called `name`.
  public func entry(named name: String) -> CatalogEntry? {
    entries.first { $0.name == name }
  }

  /// The estimator that calls begin with `name` for; `nil` when there is none.
  public func factory(named name: String) -> EstimatorFactory? {
    named.first { $0.entry.name == name }.map(EstimatorFactory.init)
  }

  /// What definitions, encodings, cores and statistics are called.
  static var parts: [any Cataloged.Type] {
    [
      Shannon.self, Renyi.self, Tsallis.self, JensenShannonComplexity.self,
      UniformBins.self, EqualAreaCells.self, EqualArcs.self, ThetaPhiCells.self,
      OrdinalPatterns.self, GrowingCells.self,
      NeighborTree.self,
      RunningSeries.self, BlockedCounts.self, SymmetricMatrix3.self, CircularMean.self,
    ]
  }
}
