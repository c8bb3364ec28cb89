/// One standard deviation of an estimate under repetition of the measurement, and how it was found.
public struct StandardError: Sendable, Hashable {
  /// How a standard error was found.
  public enum Method: String, Sendable, Hashable, CaseIterable {
    /// First-order error propagation from the multinomial variance of the counts (the delta method).
    case deltaMethod = "delta method"
    /// The delta method with the covariances of neighboring samples added (Conley 1999).
    case neighborCovariance = "delta method with neighbor covariance"
    /// The values with one sample left out, each in turn (Tukey 1958); rather too large than too small.
    case jackknife = "jackknife"
    /// The values with one block of samples left out, each in turn.
    case blockJackknife = "block jackknife"
    /// Block averages of a correlated series (Flyvbjerg and Petersen 1989).
    case blocking = "blocking"
    /// The spread of independent contributions.
    case independentSamples = "independent samples"
    /// The weighted sum of the standard errors of the parts: an upper limit for any correlation between them.
    case sumOfParts = "sum of parts (upper limit)"
  }

  /// The standard error, in the unit of the estimate.
  public var value: Double
  /// How it was found.
  public var method: Method

  /// The standard error `value` found by `method`.
  public init(_ value: Double, by method: Method) {
    self.value = value
    self.method = method
  }
}

/// How the bias of a finite sample was treated.
public enum BiasCorrection: String, Sendable, Hashable, CaseIterable {
  /// Not at all.
  case none
  /// The leading term in one over the number of samples was removed (Miller 1955).
  case millerMadow = "Miller-Madow"
  /// Outcomes not seen were inferred from those seen once (Chao, Wang and Jost 2013).
  case chaoWangJost = "Chao-Wang-Jost"
  /// The leading term was removed by the jackknife (Quenouille 1956).
  case jackknife = "jackknife"
}
