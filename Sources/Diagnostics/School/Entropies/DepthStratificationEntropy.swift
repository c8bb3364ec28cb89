import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// Entropy of the depths: how evenly the individuals fill the depth that they take up.
///
/// H = -sum p ln p / ln M over M = 15 bins of z (in two dimensions of y). In the convention
/// `corrected` the bins cover the mean depth plus and minus sqrt(3) standard deviations, which is
/// the whole extent of a uniform layer, and the end bins are open; positions are unwrapped around
/// the school's center. So the value does not depend on the box; a uniform layer gives 1, layers a
/// low value, a single depth 0. Estimator: Chao, Wang and Jost 2013; standard error by the
/// jackknife, with the scatter of the mean and the standard deviation (`StandardizedBins`). In
/// the convention `dewi_kadita` the bins cover the box, by the plug-in. Rotations about the
/// vertical and translations change nothing.
///
/// Measured: 250 individuals in a ball of radius 5 in boxes of side 25, 50, 100, 200 read 0.635,
/// 0.383, 0.181, 0 as published and 0.999(6) in each as corrected.
public struct DepthStratificationEntropy: SchoolEntropy {
  /// Which definition is meant.
  public var convention = Convention.corrected
  /// The number of bins, or `nil` for 15.
  public var bins: Int?

  /// The entropy of the default convention.
  public init() {}

  /// The word in a call.
  public static let name = "depth_stratification_entropy"
  /// What it is.
  public static let about = "how evenly the individuals fill the depth that they take up"
  /// What it computes.
  public static let formula =
    "-sum p ln p/ln M; z over mean -+ sqrt(3) standard deviations, M = 15 bins; y in two dimensions"
  /// A pure number.
  public static let unit = EntropyUnit.dimensionless
  /// Its range.
  public static let bounds = "0 to 1"
  /// Where it is defined.
  public static let source = "arXiv 2602.07948; corrected as the page on conventions says"
  /// What a frame must carry.
  public static let quantities = ["position"]
  /// The ends of the depth move with every individual.
  public static let sampling = IndividualSampling.movingCells
  /// The parameters of the call.
  public static let keys: [Key<DepthStratificationEntropy>] = [
    .convention(\.convention), .bins(\.bins, about: "the number of bins; 15 when left out"),
  ]

  /// Refuses boxes that the convention cannot do with.
  public func check(context: FrameContext, box: Box) throws(DiagnosticError) {
    try convention.check(box)
  }

  /// The entropy of a frame; undefined for fewer than two individuals.
  public func entropy(of frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    let school: School = try frame.view()
    let bins = bins ?? 15
    if convention == .dewiKadita { return try DewiKadita(school).depth(bins: bins) }
    guard school.count >= 2 else {
      return .undefined(.tooFewSamples(found: school.count, needed: 2), samples: school.count)
    }
    let placement = try school.placement()
    let vertical = school.dimension - 1
    let depths = placement.fromCentroid.map { $0[vertical] }
    let variance = depths.reduce(0) { $0 + $1 * $1 } / Double(depths.count)
    // Thinner than a billionth of the school's size is one layer: what is left is rounding.
    let isOneLayer = variance <= 1e-18 * placement.squaredRadiusOfGyration
    let half = isOneLayer ? 1 : (3 * variance).squareRoot()
    let encoding = UniformBins(count: bins, from: -1, to: 1, ends: .open)
    let scaled = depths.map { isOneLayer ? 0 : $0 / half }
    var estimate = normalizedEntropy(of: encoding.occupancy(of: scaled))
    if !isOneLayer { StandardizedBins(scaled, encoding: encoding).widen(&estimate) }
    if !placement.hasCenter { estimate.warn(.undefinedCenter) }
    return estimate
  }
}
