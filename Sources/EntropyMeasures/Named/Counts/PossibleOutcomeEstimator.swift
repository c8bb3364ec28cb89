import ClausiusDeclarations

/// A Shannon entropy from counts that depends on how many outcomes are possible.
protocol PossibleOutcomeEstimator: ShannonCountEstimator {
  /// Whether outcomes with a count of 0 are possible.
  var unseen: Bool { get set }
}

extension PossibleOutcomeEstimator {
  /// The number of possible outcomes, M.
  func possibleOutcomes(_ occupancy: Occupancy) -> Double {
    unseen ? Double(occupancy.outcomes ?? 0) : occupancy.occupied
  }
}

extension Key where Root: PossibleOutcomeEstimator {
  /// Whether outcomes with a count of 0 are possible.
  static var unseen: Key {
    Key("unseen", \Root.unseen, about: "whether outcomes with a count of 0 are possible")
  }
}
