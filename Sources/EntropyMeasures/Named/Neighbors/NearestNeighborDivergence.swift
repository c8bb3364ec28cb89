import ClausiusDeclarations
import RealModule

/// Divergence D(p||q) of Kullback and Leibler between two samples: d <ln(s_k/r_k)> + ln(M/(N - 1)).
///
/// r_k is the distance of a sample of p to its k-th neighbor among the N - 1 others, s_k that to
/// its k-th neighbor among the M samples of q. Nats; the true value is at least 0, an estimate may
/// be below. The same under any change of unit. The samples must be independent: a warning counts
/// those that are in both. The standard error adds what single samples of p do (as for
/// ``KozachenkoLeonenko``) and what those of q do: 0.9 to 1.1 of the scatter for normal densities
/// of k = 1 to 10, d = 1 to 6, N and M 1000 to 4000.
/// Source: Wang, Kulkarni and Verdu 2009.
public struct NearestNeighborDivergence: PeriodicEstimator {
  /// Which neighbor's distance is taken.
  public var k = 4
  /// How gaps make a distance.
  public var metric = Metric.euclidean
  /// The period of each axis.
  public var periods: [Double] = []

  /// The estimator with k = 4 in open space.
  public init() {}

  /// The keys `k`, `metric` and `periods`.
  public static let keys: [Key<Self>] = [
    .neighbor(\.k), Key("metric", \.metric, about: "how gaps make a distance"),
    .periods(\.periods),
  ]

  /// Two samples.
  public static let input = InputShape.twoSamples

  /// A difference of terms that scatter by themselves.
  public static let traits: EstimatorTraits = [.passesBounds, .distinctSamples]

  /// The entry `nearest_neighbor_divergence` of the catalog.
  public static let entry = catalogEntry(
    "nearest_neighbor_divergence",
    about: "the divergence D(p||q) between the densities of two samples",
    formula: "d <ln(s_k/r_k)>_p + ln(M/(N - 1)), r_k among p, s_k among q",
    bounds: "0 and above",
    bias:
      "0.025 for normal densities of d = 3 and N about 2000; low where q has no samples near p",
    source: "Wang, Kulkarni and Verdu 2009")

  /// The divergence of the first sample from the second.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let (p, q) = (arrays[0], arrays[1])
    guard p.columns == q.columns else {
      throw .badInput("\(p.name) has \(p.columns) columns, \(q.name) has \(q.columns)")
    }
    let space = try p.space(periods: periods)
    guard p.rows > k, q.rows >= k else {
      return Estimate(
        undefined: .tooFewSamples(found: min(p.rows - 1, q.rows), needed: k), unit: .nat,
        samples: p.rows)
    }
    let tree = try NeighborTree(rows: p.values, in: space)
    let reaches = tree.reaches(toNeighbor: k, metric: metric)
    let own = reaches.last
    let otherTree = try NeighborTree(rows: q.values, in: space)
    let other = otherTree.distances(from: tree, toNeighbor: k, metric: metric)
    let coincident = zip(own, other).count { $0 == 0 || $1 == 0 }
    guard coincident == 0 else {
      return Estimate(undefined: .coincidentSamples(coincident), unit: .nat, samples: p.rows)
    }
    var estimate = Estimate(
      mean: zip(own, other).map { Double.log($1 / $0) },
      plus: Double.log(Double(q.rows) / Double(p.rows - 1)), scale: Double(space.dimension),
      bounds: .nonNegative)
    var influence = try NeighborInfluence(
      tree, rows: p.values, distances: own, k: k, metric: metric)
    influence.add { -Double(space.dimension) * Double.log(other[$0]) }
    let ofOthers = try OtherSamplesVariance.value(
      tree, distances: other, others: q.values, count: q.rows, k: k, metric: metric)
    estimate.standardError = influence.variance.map {
      StandardError(($0 + ofOthers).squareRoot(), by: .neighborJackknife)
    }
    reaches.judge(&estimate)
    let shared = otherTree.distances(from: tree, toNeighbor: 1, metric: metric).count { $0 == 0 }
    if shared > 0 { estimate.warn(.sharedSamples(shared)) }
    return estimate
  }
}
