import ClausiusDeclarations

/// An estimator of irreversibility, which is 0 where a film looks the same when it is shown
/// backward.
///
/// Its null are surrogates: the series with stretches of it turned in time at random.
public protocol ReversalEstimator: NamedEstimator {
  /// The number of surrogates.
  var surrogates: Int { get set }
  /// The seed of what is turned.
  var seed: Int { get set }

  /// What becomes of rows of `path` that are shown backward.
  ///
  /// - Throws: ``EntropyError`` when the rows do not suit.
  func reversal(of path: InputArray) throws(EntropyError) -> Reversal

  /// The estimator as it is for `path`, with what it would find out of each surrogate anew.
  func fitted(to path: InputArray) -> Self
}

extension ReversalEstimator {
  /// The estimator itself.
  public func fitted(to path: InputArray) -> Self { self }
}

/// What becomes of rows that are shown backward.
public struct Reversal: Sendable, Hashable {
  /// What each column is multiplied by.
  public var parity: [Double]
  /// Whether rows are states, so that a step is a pair of rows; rows are the steps otherwise.
  public var isOfStates: Bool
  /// The steps of a stretch are a multiple of this.
  public var multiple: Int
  /// The period of each column.
  public var periods: [Double]

  /// Columns multiplied by `parity` in the reverse order of rows.
  public init(
    parity: [Double], isOfStates: Bool, multiple: Int = 1, periods: [Double] = []
  ) {
    self.parity = parity
    self.isOfStates = isOfStates
    self.multiple = multiple
    self.periods = periods
  }

  /// States whose numbers stay as they are.
  static func even(_ path: InputArray) -> Reversal {
    Reversal(parity: Array(repeating: 1, count: path.columns), isOfStates: true)
  }

  /// Steps, which change their sign.
  static func steps(_ path: InputArray) -> Reversal {
    Reversal(parity: Array(repeating: -1, count: path.columns), isOfStates: false)
  }
}

extension Key where Root: ReversalEstimator {
  /// The keys `surrogates` and `seed`.
  static var surrogateKeys: [Key] {
    [
      Key(
        "surrogates", \Root.surrogates, in: IntegerRange(0, 1_000_000),
        about:
          "series with stretches turned in time at random, which tell the null: what is found without a direction of time"
      ),
      Key("seed", \Root.seed, in: .nonNegative, about: "the seed of the surrogates"),
    ]
  }
}
