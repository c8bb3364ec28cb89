import ClausiusDeclarations
import RealModule

/// Differential entropy from the distances to the k-th nearest neighbors: psi(N) - psi(k) + ln
/// V_d + (d/N) sum ln r_k.
///
/// V_d is the volume of the unit ball of the metric. Nats, any sign; it grows by ln |det A| when
/// the data are multiplied by A, so it belongs to the unit cell of the data. On axes with a period
/// distances are to the nearest image and there is no bias at the edges. Bias for a normal density,
/// N = 2000, k = 4: -0.005, -0.011, -0.027, -0.064 for d = 1, 2, 3, 6; for a box with edges, d = 3:
/// 0.114, on the torus -0.001. Undefined when a distance is 0, when a column is constant and when
/// columns depend linearly on each other. Samples on a curve or surface (directions, velocities of
/// one speed) have no density either: a warning says where neighbors spread as in fewer dimensions.
/// The standard error is that of the influence of single samples, L_j = d ln r_k(j) - c_j/k with
/// c_j the number of samples that have j among their k nearest, less what pairs count twice (Efron
/// and Stein 1981): 0.91 to 1.13 of the scatter, mostly 0.95 to 1.07, for k = 1 to 10, d = 1 to 6,
/// N = 200 to 5000, densities normal, uniform, exponential, of Student and mixed. Above 512 samples
/// the error comes from a subset of 512. Source: Kozachenko and Leonenko 1987; k-th neighbor:
/// Kraskov, Stögbauer and Grassberger 2004.
public struct KozachenkoLeonenko: PeriodicEstimator {
  /// Which neighbor's distance is taken.
  public var k = 4
  /// How gaps make a distance.
  public var metric = Metric.euclidean
  /// The period of each axis.
  public var periods: [Double] = []
  /// Samples this near in time are no neighbors.
  public var window = 0

  /// The estimator with k = 4 in open space.
  public init() {}

  /// The keys `k`, `metric`, `periods` and `window`.
  public static let keys: [Key<Self>] = [
    .neighbor(\.k), Key("metric", \.metric, about: "how gaps make a distance"),
    .periods(\.periods), .window(\.window),
  ]

  /// Points.
  public static let input = InputShape.samples

  /// The entropy of a density.
  public static let traits: EstimatorTraits = [.density, .distinctSamples]

  /// The entry `kozachenko_leonenko` of the catalog.
  public static let entry = catalogEntry(
    "kozachenko_leonenko", about: "the differential entropy from distances to nearest neighbors",
    formula: "psi(N) - psi(k) + ln V_d + (d/N) sum ln r_k",
    bounds: "none; changes by ln |det A| under x -> A x",
    bias: "low for tails, high at edges (use periods for boxes); tied samples make it undefined; "
      + "samples on a surface have none (warned of); not for more than about ten dimensions",
    source: "Kozachenko and Leonenko 1987; Kraskov, Stoegbauer and Grassberger 2004")

  /// The entropy of the density of the samples.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    try estimate(from: arrays, adding: nil)
  }

  /// The entropy with the standard error of its sum with the mean of `other` over the samples.
  func estimate(
    from arrays: [InputArray], adding other: ((_ sample: Int) -> Double)?
  ) throws(EntropyError) -> Estimate {
    let samples = arrays[0]
    let space = try samples.space(periods: periods)
    guard samples.rows > k + 2 * window else {
      return Estimate(
        undefined: .tooFewSamples(found: samples.rows, needed: k + 2 * window + 1), unit: .nat,
        samples: samples.rows)
    }
    guard !samples.isFlat else {
      return Estimate(undefined: .singularCovariance, unit: .nat, samples: samples.rows)
    }
    let tree = try NeighborTree(rows: samples.values, in: space)
    let reaches = tree.reaches(toNeighbor: k, metric: metric, window: window)
    let distances = reaches.last
    let coincident = distances.count { $0 == 0 }
    guard coincident == 0 else {
      return Estimate(
        undefined: .coincidentSamples(coincident), unit: .nat, samples: samples.rows)
    }
    let dimension = space.dimension
    let constant =
      Double.digamma(Double(samples.rows)) - Double.digamma(Double(k))
      + metric.logUnitBall(dimension: dimension)
    var estimate = Estimate(
      mean: [Double](sharedOut: distances.count) { Double.log(distances[$0]) }, plus: constant,
      scale: Double(dimension))
    var influence = try NeighborInfluence(
      tree, rows: samples.values, distances: distances, k: k, metric: metric, window: window)
    if let other { influence.add(other) }
    estimate.standardError = influence.variance.map {
      StandardError($0.squareRoot(), by: .neighborJackknife)
    }
    reaches.judge(&estimate)
    return estimate
  }
}
