/// One standard deviation of an estimate under repetition of the measurement, and how it was found.
public struct StandardError: Sendable, Hashable {
  /// How a standard error was found.
  public enum Method: String, Sendable, Hashable, CaseIterable {
    /// First-order error propagation from the multinomial variance of the counts (the delta
    /// method).
    case deltaMethod = "delta method"
    /// The delta method with the covariances of neighboring samples added (Conley 1999).
    case neighborCovariance = "delta method with neighbor covariance"
    /// The values with one sample left out, each in turn (Tukey 1958); rather too large than too
    /// small.
    case jackknife = "jackknife"
    /// What leaving out single samples does to their neighbors' terms as well as to their own, less
    /// what pairs contribute twice (Efron and Stein 1981).
    case neighborJackknife = "jackknife over neighbors"
    /// The values with one block of samples left out, each in turn.
    case blockJackknife = "block jackknife"
    /// The values of blocks of a series, each by itself (Carlstein 1986).
    case subseries
    /// Block averages of a correlated series (Flyvbjerg and Petersen 1989).
    case blocking = "blocking"
    /// The spread of independent contributions.
    case independentSamples = "independent samples"
    /// The spread of independent ordinates of a periodogram, each exponentially distributed
    /// (Brillinger 1981).
    case independentOrdinates = "independent frequencies"
    /// The width of a posterior distribution.
    case posterior = "posterior deviation"
    /// The spread of surrogate data.
    case surrogates = "surrogates"
    /// The standard errors of the parts: those of parts that rest on the same property of the
    /// individuals are added, and then the squares of what rests on different ones.
    case combinedParts = "combined parts"
    /// The values with one group of samples left out, each in turn.
    case groupJackknife = "group jackknife"
    /// Samples drawn again with replacement (Efron 1979).
    case bootstrap
    /// Halves of the samples drawn without replacement, where equal samples would do harm (Politis
    /// and Romano 1994).
    case halves = "halves without replacement"
    /// Stretches of a series at random places (Politis and Romano 1994).
    case stretches = "stretches of the series"
    /// The values of parts of the samples, each by itself.
    case parts = "parts of the samples"
    /// What single samples do to the value to first order, with their correlation in time by
    /// blocking (Flyvbjerg and Petersen 1989).
    case blockedInfluence = "influence of single samples, blocked"
    /// What single samples do to the value to first order (the infinitesimal jackknife; Jaeckel
    /// 1972).
    case influence = "influence of single samples"
    /// The sums over regions of space, without what the number of individuals in them explains.
    case regions = "regions of space"
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
  /// The weight of unseen outcomes was inferred from those seen once (Chao and Shen 2003).
  case chaoShen = "Chao-Shen"
  /// The logarithm of a count was replaced by a function whose mean is nearer to it (Grassberger
  /// 1988, 2003).
  case grassberger = "Grassberger"
  /// The terms that a sample of this size can tell were estimated without bias (Zhang 2012).
  case zhang = "Zhang"
  /// Frequencies were drawn toward the uniform distribution (Hausser and Strimmer 2009).
  case shrinkage = "shrinkage"
  /// Bias and scatter were balanced for small samples (Bonachela, Hinrichsen and Munoz 2008).
  case bonachela = "Bonachela"
  /// The posterior mean under a prior that is flat in the entropy (Nemenman, Shafee and Bialek
  /// 2002).
  case nsb = "NSB"
  /// Logarithms of counts and of neighbor numbers were replaced by digammas (Kozachenko and
  /// Leonenko 1987).
  case digamma = "digamma"
  /// The leading term was removed by the jackknife (Quenouille 1956).
  case jackknife = "jackknife"
}
