import ClausiusDeclarations

/// Mutual information of x and y when z is known, from nearest neighbors:
/// psi(k) + <psi(n_z + 1) - psi(n_xz + 1) - psi(n_yz + 1)>.
///
/// n counts the samples strictly nearer in the variables named than the k-th neighbor is in the
/// joint space, by the maximum metric. Nats; the true value is at least 0, an estimate may be
/// below. Ties and scales are judged as by ``KraskovMutualInformation``. Source: Frenzel and
/// Pompe 2007.
public struct ConditionalMutualInformation: PeriodicEstimator {
  /// Which neighbor's distance is taken.
  public var k = 4
  /// Columns of each variable.
  public var columns: [Int] = []
  /// The period of each axis of the joint space.
  public var periods: [Double] = []
  /// Samples this near in time are no neighbors.
  public var window = 0
  /// What each column is divided by first.
  public var scale = AxisScale.none

  /// The estimator with k = 4.
  public init() {}

  /// The keys `k`, `columns`, `periods`, `window` and `scale`.
  public static let keys: [Key<Self>] = [
    .neighbor(\.k), .columns(\.columns), .periods(\.periods), .window(\.window),
    .scale(\.scale),
  ]

  /// Three variables: x, y, z.
  public static let input = InputShape.triples

  /// A difference of terms that scatter by themselves.
  public static let traits: EstimatorTraits = [.passesBounds, .distinctSamples]

  /// The entry `conditional_mutual_information` of the catalog.
  public static let entry = catalogEntry(
    "conditional_mutual_information",
    about: "the mutual information of x and y when z is known, from nearest neighbors",
    formula:
      "psi(k) + <psi(n_z + 1) - psi(n_xz + 1) - psi(n_yz + 1)>, strictly nearer, maximum metric",
    bounds: "0 and above",
    bias: "toward 0, the more so the more columns; rounded data read high (warned of, "
      + "undefined when coarse); scale variables to like spread (scale: standard_deviation)",
    source: "Frenzel and Pompe 2007")

  /// I(x; y | z).
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let variables = try arrays.variables(3, columns: columns)
    return try frenzelPompe(variables, k: k, periods: periods, window: window, scale: scale)
  }
}

/// I(x; y | z) by the formula of Frenzel and Pompe 2007; with `isJudged` ties may make it undefined
/// and warnings tell what is doubtful.
func frenzelPompe(
  _ variables: [InputArray], k: Int, periods: [Double] = [], window: Int = 0,
  scale: AxisScale = .none, isJudged: Bool = true
) throws(EntropyError) -> Estimate {
  let joint = try JointSpace(
    variables, periods: periods, window: window, scale: scale, isJudged: isJudged)
  guard joint.samples > k + 2 * window else { return joint.tooFew(k) }
  let tree = try joint.tree()
  let radii = joint.distances(toNeighbor: k, in: tree)
  let marginals = try joint.counted([
    MarginalCounts([0, 2], within: radii), MarginalCounts([1, 2], within: radii),
    MarginalCounts([2], within: radii, sign: -1),
  ])
  let (xz, yz, z) = (marginals[0].counts, marginals[1].counts, marginals[2].counts)
  let psi = DigammaTable(upTo: (z.max() ?? 0) + 1)
  let terms = z.indices.map { psi[xz[$0] + 1] + psi[yz[$0] + 1] - psi[z[$0] + 1] }
  let constant = Double.digamma(Double(k))
  guard isJudged else {
    return Estimate(mean: terms, plus: constant, scale: -1, bounds: .nonNegative)
  }
  var estimate = try joint.judged(
    terms, plus: constant, counted: marginals.map { ($0.radii, $0.parts, $0.sign) })
  guard estimate.value != nil else { return estimate }
  estimate.standardError = try joint.standardError(
    of: terms, k: k, radii: radii, tree: tree, marginals: marginals)
  return estimate
}
