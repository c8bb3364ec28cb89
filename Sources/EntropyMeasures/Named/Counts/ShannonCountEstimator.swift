/// A Shannon entropy from counts that is a formula of the counts alone.
///
/// Nats. The standard error of a sum of terms t(n) is that of ``LeftOutCounts``; of others that of
/// the plug-in estimate by the delta method, (sum p ln^2 p - H^2)/N (Basharin 1959).
protocol ShannonCountEstimator: OutcomeEstimator where Source == CountSource {
  /// How the bias is treated.
  static var correction: BiasCorrection { get }

  /// The entropy of an occupancy that holds samples.
  func value(_ occupancy: Occupancy) -> Double

  /// What an outcome with a count, which may be 0, adds to the value; `nil` where the value is no
  /// sum over outcomes.
  func term(_ count: Int, samples: Int) -> Double?
}

extension ShannonCountEstimator {
  /// Counts.
  public static var input: InputShape { .counts }

  /// No sum over outcomes.
  func term(_ count: Int, samples: Int) -> Double? { nil }

  /// The entropy of the counts.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let occupancy = try values.occupancy(of: arrays[0])
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
