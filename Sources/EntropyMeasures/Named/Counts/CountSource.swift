import ClausiusDeclarations

/// What the numbers of a dataset of a count estimator are.
public enum CountSource: String, OutcomeSource {
  /// One number an outcome: how often it was seen.
  case counts
  /// One number a sample: its outcome.
  case symbols

  /// What the case selects.
  public var about: String {
    switch self {
    case .counts: "one number an outcome: how often it was seen"
    case .symbols: "one number a sample: which outcome it is"
    }
  }

  /// How many outcomes hold how many samples.
  ///
  /// - Throws: ``EntropyError/badInput(_:)`` for numbers that are no counts or no symbols.
  func occupancy(of array: InputArray) throws(EntropyError) -> Occupancy {
    switch self {
    case .counts: return Occupancy(counts: try array.counts())
    case .symbols:
      let (symbols, kinds) = try array.symbols()
      var counts = [Int](repeating: 0, count: kinds)
      for symbol in symbols { counts[Int(symbol)] += 1 }
      return Occupancy(counts: counts)
    }
  }
}

/// What the numbers of a dataset of weights are.
public enum WeightSource: String, OutcomeSource {
  case counts, symbols, probabilities, weights

  /// What the case selects.
  public var about: String {
    switch self {
    case .counts, .symbols: countSource?.about ?? ""
    case .probabilities: "one number an outcome: its probability; the sum is 1"
    case .weights: "one number an outcome, in proportion to its probability"
    }
  }

  /// The source of counts that it is; `nil` for what is no count.
  var countSource: CountSource? { CountSource(rawValue: rawValue) }
}
