import ClausiusDeclarations
import RealModule

/// Mutual information of two variables from nearest neighbors.
///
/// First form: psi(k) + psi(N) - <psi(n_x + 1) + psi(n_y + 1)>, n the number of samples strictly
/// nearer in x (y) than the k-th neighbor is in the joint space by the maximum metric. Second form:
/// psi(k) - 1/k + psi(N) - <psi(n_x) + psi(n_y)>, n counted within the sides of the rectangle that
/// the k neighbors span. With a `window` the mean of psi(M + 1) stands for psi(N), M the others
/// that it leaves as neighbors of a sample. Nats; the true value is at least 0, an estimate may be
/// below. For finite N it depends on the scale of x beside that of y: `scale` makes them alike, and
/// a warning tells when standard deviations differ by more than a factor of ten. No noise is added:
/// where one sample in twenty repeats a coordinate, the value with all samples at the radius
/// counted is computed too; a warning tells a difference from 0.01 nat on, and above 0.5 nat, or
/// with one k-th neighbor in twenty at the same place, the value is undefined. The standard error
/// is that of the influence of single samples on their own terms and those of others: 0.9 to 1.1 of
/// the scatter for normal variables. Source: Kraskov, Stögbauer and Grassberger 2004, eqs. 8 and 9.
public struct KraskovMutualInformation: PeriodicEstimator {
  /// Which of the two forms.
  public enum Form: String, DeclaredChoice {
    case cube, rectangle

    /// What the case selects.
    public var about: String {
      switch self {
      case .cube: "the first form: counts within a cube, eq. 8"
      case .rectangle: "the second form: counts within a rectangle, eq. 9"
      }
    }
  }

  /// Which neighbor's distance is taken.
  public var k = 4
  /// Which of the two forms.
  public var form = Form.cube
  /// Columns of each variable.
  public var columns: [Int] = []
  /// The period of each axis of the joint space.
  public var periods: [Double] = []
  /// Samples this near in time are no neighbors.
  public var window = 0
  /// What each column is divided by first.
  public var scale = AxisScale.none

  /// The first form with k = 4.
  public init() {}

  /// The keys `k`, `form`, `columns`, `periods`, `window` and `scale`.
  public static let keys: [Key<Self>] = [
    .neighbor(\.k), Key("form", \.form, about: "which of the two forms"),
    .columns(\.columns), .periods(\.periods), .window(\.window),
    .scale(\.scale),
  ]

  /// Two variables.
  public static let input = InputShape.pairs

  /// A difference of terms that scatter by themselves.
  public static let traits: EstimatorTraits = [.passesBounds, .distinctSamples]

  /// The entry `mutual_information` of the catalog.
  public static let entry = catalogEntry(
    "mutual_information", about: "the mutual information of two variables from nearest neighbors",
    formula: "psi(k) + psi(N) - <psi(n_x + 1) + psi(n_y + 1)>, strictly nearer, maximum metric",
    bounds: "0 and above",
    bias: "below 0.005 for normal variables of N = 5000; tends to 0 with the dependence; "
      + "high where variables turn on a circle (0.609 for 0.572 of angles, N = 1000); "
      + "low for dependence stronger than N can resolve, about ln N; rounded data read high (warned of, "
      + "undefined when coarse); scale variables to like spread (scale: standard_deviation)",
    source: "Kraskov, Stoegbauer and Grassberger 2004")

  /// The mutual information of the variables.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let joint = try JointSpace(
      try arrays.variables(2, columns: columns), periods: periods, window: window,
      scale: scale)
    guard joint.samples > k + 2 * window else { return joint.tooFew(k) }
    return switch form {
    case .cube: try cube(joint)
    case .rectangle: try rectangle(joint)
    }
  }

  private func cube(_ joint: JointSpace) throws(EntropyError) -> Estimate {
    let tree = try joint.tree()
    let radii = joint.distances(toNeighbor: k, in: tree)
    let marginals = try joint.counted([
      MarginalCounts([0], within: radii), MarginalCounts([1], within: radii),
    ])
    let near = marginals.map(\.counts)
    let psi = DigammaTable(upTo: (near.joined().max() ?? 0) + 1)
    let terms = zip(near[0], near[1]).map { psi[$0 + 1] + psi[$1 + 1] }
    var estimate = try joint.judged(
      terms, plus: Double.digamma(Double(k)) + joint.digammaOfOthers,
      counted: [(radii, [0], 1), (radii, [1], 1)])
    guard estimate.value != nil else { return estimate }
    estimate.standardError = try joint.standardError(
      of: terms, k: k, radii: radii, tree: tree, marginals: marginals)
    return estimate
  }

  private func rectangle(_ joint: JointSpace) throws(EntropyError) -> Estimate {
    let tree = try joint.tree()
    let (x, y) = try joint.sides(ofNeighbors: k, in: tree)
    // Samples at the side of the rectangle count.
    let marginals = try joint.counted([
      MarginalCounts([0], within: x.map(\.nextUp)), MarginalCounts([1], within: y.map(\.nextUp)),
    ])
    let near = marginals.map(\.counts)
    let terms = zip(near[0], near[1]).map {
      Double.digamma(Double($0)) + Double.digamma(Double($1))
    }
    let constant = Double.digamma(Double(k)) - 1 / Double(k) + joint.digammaOfOthers
    var estimate = try joint.judged(
      terms, plus: constant, counted: [(x, [0], 1), (y, [1], 1)])
    guard estimate.value != nil else { return estimate }
    estimate.standardError = try joint.standardError(
      of: terms, k: k, radii: zip(x, y).map { max($0, $1) }, tree: tree, marginals: marginals)
    return estimate
  }
}
