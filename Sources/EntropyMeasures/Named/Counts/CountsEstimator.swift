import ClausiusDeclarations

/// What the numbers of a dataset of a count estimator are.
public enum CountSource: String, DeclaredChoice {
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

/// A Shannon entropy from counts that is a formula of the counts alone.
///
/// Nats. The standard error of a sum of terms t(n) is that of ``LeftOutCounts``; of others that of
/// the plug-in estimate by the delta method, (sum p ln^2 p - H^2)/N (Basharin 1959).
protocol CountsEstimator: NamedEstimator {
  /// What the numbers of the dataset are.
  var of: CountSource { get set }

  /// How the bias is treated.
  static var correction: BiasCorrection { get }

  /// The entropy of an occupancy that holds samples.
  func value(_ occupancy: Occupancy) -> Double

  /// What an outcome with a count, which may be 0, adds to the value; `nil` where the value is no
  /// sum over outcomes.
  func term(_ count: Int, samples: Int) -> Double?
}

extension CountsEstimator {
  /// Counts.
  public static var input: InputShape { .counts }

  /// No sum over outcomes.
  func term(_ count: Int, samples: Int) -> Double? { nil }

  /// Symbols are samples, counts are not.
  public var rowsAreSamples: Bool { of == .symbols }

  /// The key that says what the numbers are.
  static func sourceKey(_ path: WritableKeyPath<Self, CountSource> & Sendable) -> Key<Self> {
    Key("of", path, about: "what the numbers of the dataset are")
  }

  /// The entropy of the counts.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let occupancy = try of.occupancy(of: arrays[0])
    if let nothing = Estimate(ofNothingIn: occupancy, Shannon()) { return nothing }
    return Estimate(
      entropy: value(occupancy), Shannon(), of: occupancy, corrected: Self.correction,
      error: standardError(occupancy))
  }

  private func standardError(_ occupancy: Occupancy) -> StandardError? {
    if let variance = LeftOutCounts.variance(
      occupancy, term: { term($0, samples: occupancy.samples) })
    {
      return StandardError(variance.squareRoot(), by: .jackknife)
    }
    return Shannon().leadingVariance(at: Distribution(occupancy), samples: occupancy.samples)
      .map { StandardError($0.squareRoot(), by: .deltaMethod) }
  }
}
