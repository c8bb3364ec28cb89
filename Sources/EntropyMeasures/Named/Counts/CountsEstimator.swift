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
/// Nats. The standard error is that of the plug-in estimate by the delta method, (sum p ln^2 p - H^2)/N (Basharin 1959).
protocol CountsEstimator: NamedEstimator {
  /// What the numbers of the dataset are.
  var of: CountSource { get set }

  /// How the bias is treated.
  static var correction: BiasCorrection { get }

  /// The entropy of an occupancy that holds samples.
  func value(_ occupancy: Occupancy) -> Double
}

extension CountsEstimator {
  /// Counts.
  public static var input: InputShape { .counts }

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
    let variance = Shannon().leadingVariance(
      at: Distribution(occupancy), samples: occupancy.samples)
    return Estimate(
      entropy: value(occupancy), Shannon(), of: occupancy, corrected: Self.correction,
      error: variance.map { StandardError($0.squareRoot(), by: .deltaMethod) })
  }
}
