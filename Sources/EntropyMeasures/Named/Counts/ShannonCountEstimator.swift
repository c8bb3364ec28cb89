/// A Shannon entropy from counts that is a formula of the counts alone.
///
/// Nats. The standard error of a sum of terms t(n) is that of ``LeftOutCounts``, of others that of
/// `CountJackknife`.
protocol ShannonCountEstimator: OutcomeEstimator where Source == CountSource {
  /// How the bias is treated.
  static var correction: BiasCorrection { get }

  /// The entropy of an occupancy that holds samples.
  func value(_ occupancy: Occupancy) -> Double

  /// Whether the value can lie above ln M by more than it scatters.
  static var canExceedBound: Bool { get }

  /// What an outcome with a count, which may be 0, adds to the value; `nil` where the value is no
  /// sum over outcomes.
  func term(_ count: Int, samples: Int) -> Double?
}

extension ShannonCountEstimator {
  /// Counts.
  public static var input: InputShape { .counts }

  /// It cannot.
  static var canExceedBound: Bool { false }

  /// No sum over outcomes.
  func term(_ count: Int, samples: Int) -> Double? { nil }

  /// The entropy of the counts.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let occupancy = try values.occupancy(of: arrays[0])
    if let nothing = Estimate(ofNothingIn: occupancy, Shannon()) { return nothing }
    var estimate = Estimate(
      entropy: value(occupancy), Shannon(), of: occupancy, corrected: Self.correction,
      error: standardError(occupancy))
    if let bound = estimate.bounds.upper, estimate.excess > 1e-12, Self.canExceedBound {
      estimate.warn(.aboveBound(bound))
    }
    return estimate
  }

  private func standardError(_ occupancy: Occupancy) -> StandardError? {
    if let variance = LeftOutCounts.variance(
      occupancy, term: { term($0, samples: occupancy.samples) })
    {
      return StandardError(variance.squareRoot(), by: .jackknife)
    }
    return CountJackknife(occupancy).variance(of: value)
      .map { StandardError($0.squareRoot(), by: .jackknife) }
  }

  /// That of too few samples.
  public var missingError: MissingError { .tooFewCounts }
}

extension MissingError {
  /// Fewer than three samples in all counts together.
  static var tooFewCounts: MissingError { .because("fewer than three samples tell no error") }
}
