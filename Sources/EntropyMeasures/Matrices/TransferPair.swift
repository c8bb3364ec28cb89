/// What a network says about one ordered pair of series.
public struct TransferPair: Sendable, Hashable {
  /// How a pair depends on each other.
  public enum Relation: String, Sendable, Hashable, CaseIterable {
    /// Not beyond chance.
    case none
    /// The source tells what nothing else that is known does.
    case transfer
    /// Others explain it, or what acts on many at the same time.
    case commonDrive = "common drive"
  }

  /// The transfer entropy, or why there is none.
  public var estimate: Estimate
  /// Steps from each value of the source that was looked at to the next value of the target.
  public var lags: [Int] = []
  /// The probability of so much without transfer, for all lags looked at; `nil` when it is not
  /// known.
  public var probability: Double?
  /// The same, corrected for the number of pairs by Holm's method.
  public var correctedProbability: Double?
  /// The probability that any pair reaches so much when sources are shifted in time.
  public var familyProbability: Double?
  /// How the pair depends on each other.
  public var relation = Relation.none

  /// A pair with an estimate.
  public init(_ estimate: Estimate) { self.estimate = estimate }

  /// Whether the probabilities for all pairs, as far as they are known, are below a level.
  func isSignificant(at level: Double) -> Bool {
    let known = [familyProbability, correctedProbability].compactMap { $0 }
    return !known.isEmpty && known.allSatisfy { $0 < level }
  }
}

/// What a network found.
public struct TransferPairs: Sendable {
  /// The number of series.
  public let count: Int
  /// The pair of each source and target, at place source count + target; `nil` for the diagonal.
  public private(set) var pairs: [TransferPair?]
  /// Values of its own past that each target needed; 0 where they could not be found.
  public var histories: [Int]

  /// Pairs of `count` series of which nothing is known.
  init(count: Int) {
    self.count = count
    pairs = [TransferPair?](repeating: nil, count: count * count)
    histories = [Int](repeating: 0, count: count)
  }

  /// The pair of a source and a target.
  public subscript(source: Int, target: Int) -> TransferPair? {
    get { pairs[source * count + target] }
    set { pairs[source * count + target] = newValue }
  }

  /// Corrects the probabilities for their number.
  mutating func correct() {
    let known = pairs.indices.filter { pairs[$0]?.probability != nil }
    let corrected = HolmCorrection.corrected(known.compactMap { pairs[$0]?.probability })
    for (place, probability) in zip(known, corrected) {
      pairs[place]?.correctedProbability = probability
    }
  }

  /// The number of pairs of a kind.
  public func count(of relation: TransferPair.Relation) -> Int {
    pairs.count { $0?.relation == relation }
  }
}
