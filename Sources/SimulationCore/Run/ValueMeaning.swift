/// What the values of a quantity or an observable stand for.
public enum ValueMeaning: Sendable, Hashable {
  /// Numbers, which have a mean.
  case number
  /// Codes of categories, which have none: 0, 1, 2, ... for these words, without any where nobody
  /// names them.
  case category([String])

  /// Whether values have a mean: numbers, and codes of two categories, of which it is the share of
  /// the second.
  public var hasMean: Bool { self == .number || words.count == 2 }

  /// The words that 0, 1, 2, ... stand for; none where values are numbers, or nobody names them.
  public var words: [String] {
    switch self {
    case .number: []
    case .category(let words): words
    }
  }
}
