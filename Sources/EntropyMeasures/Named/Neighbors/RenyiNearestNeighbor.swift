import ClausiusDeclarations
import RealModule

/// Differential entropy of order q from nearest neighbors, through an estimate of I_q = integral of
/// f^q.
///
/// I_q = <[(N - 1) C_k V_d r_k^d]^(1 - q)>, C_k = [Gamma(k)/Gamma(k + 1 - q)]^(1/(1 - q)); Renyi:
/// ln I_q/(1 - q), Tsallis: (1 - I_q)/(q - 1). Nats for Renyi, a pure number for Tsallis. q below
/// k + 1; q = 1 is Shannon's case (`kozachenko_leonenko`). For q < 1 dominated by the rarest
/// samples and strongly biased by tails. The standard error is that of the influence of single
/// samples on I_q by the delta method, above 512 samples from 512 of them; none where a few samples
/// decide, nor for 2 (q - 1) >= k, where the terms have no variance. Source: Leonenko, Pronzato and
/// Savani 2008.
public struct RenyiNearestNeighbor: PeriodicEstimator {
  /// Which of the two.
  public enum Kind: String, DeclaredChoice {
    case renyi, tsallis

    /// What the case selects.
    public var about: String { EntropyChoice(rawValue: rawValue)?.about ?? "" }
  }

  /// Which of the two.
  public var definition = Kind.renyi
  /// The order q.
  public var order = 2.0
  /// Which neighbor's distance is taken.
  public var k = 4
  /// How gaps make a distance.
  public var metric = Metric.euclidean
  /// The period of each axis.
  public var periods: [Double] = []

  /// Renyi's entropy of order 2 with k = 4.
  public init() {}

  /// The keys `definition`, `order`, `k`, `metric` and `periods`.
  public static let keys: [Key<Self>] = [
    Key("definition", \.definition, about: "which entropy"),
    Key("order", \.order, in: .positive, about: "the order q, not 1 and below k + 1"),
    .neighbor(\.k), Key("metric", \.metric, about: "how gaps make a distance"),
    .periods(\.periods),
  ]

  /// Points.
  public static let input = InputShape.samples

  /// Nats for Renyi, a pure number for Tsallis.
  public var unit: EntropyUnit { definition == .renyi ? .nat : .dimensionless }

  /// The entropy of a density.
  public static let traits: EstimatorTraits = [.density, .distinctSamples]

  /// The entry `nearest_neighbor_order_entropy` of the catalog.
  public static let entry = catalogEntry(
    "nearest_neighbor_order_entropy",
    about: "the differential entropy of Renyi or Tsallis from nearest neighbors",
    formula: "I_q = <[(N - 1) C_k V_d r_k^d]^(1-q)>, C_k^(1-q) = Gamma(k)/Gamma(k + 1 - q); "
      + "ln I_q/(1 - q) or (1 - I_q)/(q - 1)",
    bounds: "none; Tsallis: below 1/(q - 1) for q > 1",
    bias: "for q < 1 large where the density has tails",
    source: "Leonenko, Pronzato and Savani 2008")

  /// Orders for which the estimator does not exist.
  public func contradictions() -> [Contradiction] {
    order == 1 || order >= Double(k + 1)
      ? [
        Contradiction(
          at: "order", "the order is neither 1 nor k + 1 or more",
          advice: "for order 1 use kozachenko_leonenko")
      ] : []
  }

  /// The entropy of the density of the samples.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let samples = arrays[0]
    let space = try samples.space(periods: periods)
    guard samples.rows > k else {
      return Estimate(
        undefined: .tooFewSamples(found: samples.rows, needed: k + 1), unit: unit,
        samples: samples.rows)
    }
    guard !samples.isFlat, samples.columns == 1 || !samples.hasConstantColumn else {
      return Estimate(undefined: .singularCovariance, unit: unit, samples: samples.rows)
    }
    let tree = try NeighborTree(rows: samples.values, in: space)
    let reaches = tree.reaches(toNeighbor: k, metric: metric)
    let distances = reaches.last
    let coincident = distances.count { $0 == 0 }
    guard coincident == 0 else {
      return Estimate(
        undefined: .coincidentSamples(coincident), unit: unit, samples: samples.rows)
    }
    let dimension = Double(space.dimension)
    let scale =
      (1 - order)
      * (Double.log(Double(samples.rows - 1)) + metric.logUnitBall(dimension: space.dimension))
      + Double.logGamma(Double(k)) - Double.logGamma(Double(k) + 1 - order)
    let terms = distances.map { Double.exp((1 - order) * dimension * Double.log($0) + scale) }
    let mean = terms.reduce(0, +) / Double(samples.rows)
    let value = definition == .renyi ? Double.log(mean) / (1 - order) : (1 - mean) / (order - 1)
    var estimate = Estimate(value, unit: unit, samples: samples.rows, biasCorrection: .digamma)
    let influence = try NeighborInfluence(
      tree, rows: samples.values, distances: distances, terms: terms, order: order, k: k,
      metric: metric)
    let slope = definition == .renyi ? mean * abs(1 - order) : abs(order - 1)
    if 2 * (order - 1) >= Double(k) {
      estimate.state(
        missing: .because("2 (order - 1) >= k: the terms have no variance; use a larger k"))
    } else if influence.isDecidedByFew {
      estimate.state(missing: .fewDecide)
    } else {
      estimate.standardError = influence.variance.map {
        StandardError($0.squareRoot() / slope, by: .neighborJackknife)
      }
    }
    reaches.judge(&estimate)
    return estimate
  }
}
