import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// Entropy of the alignment of pairs: of e_i . e_j over pairs of individuals, e_i the unit heading.
///
/// H = -sum p ln p / ln M. In the convention `corrected` M = 21 bins on [-1, 1], an odd number so
/// that 0 lies in the middle of a bin; in two dimensions the angle between the headings in 21 bins
/// on [0, pi]: so uniform headings give 1 in both. Up to 4000 individuals all pairs are counted,
/// the leading bias is removed, and the standard error is that of a mean over pairs (Hoeffding
/// 1948). Beyond, a fixed sample of 1,048,576 pairs that does not depend on the order of the
/// individuals, with the jackknife over 64 groups of individuals; the bias is then below 1/N. In
/// the convention `dewi_kadita` all pairs, 20 bins, by the plug-in: O(N^2). Individuals that do not
/// move are left out in `corrected`.
///
/// Measured: the mean over samples of 20, 50, 100 individuals with uniform headings is 0.9982(3),
/// 0.9999(1), 1.0000(1) as corrected.
public struct VelocityCorrelationEntropy: SchoolEntropy {
  /// Which definition is meant.
  public var convention = Convention.corrected
  /// The number of bins, or `nil` for that of the convention.
  public var bins: Int?

  /// The entropy of the default convention.
  public init() {}

  /// The word in a call.
  public static let name = "velocity_correlation_entropy"
  /// What it is.
  public static let about = "how much the alignment of pairs of individuals varies"
  /// What it computes.
  public static let formula =
    "-sum p ln p/ln M; e_i . e_j over pairs, e_i the unit heading, M = 21 bins on [-1, 1]; in two dimensions the angle between them, on [0, pi]"
  /// A pure number.
  public static let unit = EntropyUnit.dimensionless
  /// Its range.
  public static let bounds = "0 to 1"
  /// Where it is defined.
  public static let source = "arXiv 2602.07948; corrected as the page on conventions says"
  /// What a frame must carry.
  public static let quantities = ["velocity"]
  /// Neighbors change.
  public static let sampling = IndividualSampling.whole
  /// The parameters of the call.
  public static let keys: [Key<VelocityCorrelationEntropy>] = [
    .convention(\.convention),
    .bins(\.bins, about: "the number of bins; 21 when left out, 20 in the convention dewi_kadita"),
  ]

  /// Refuses boxes that the convention cannot do with.
  public func check(context: FrameContext, box: Box) throws(DiagnosticError) {
    try convention.check(box)
  }

  /// The entropy of a frame; undefined for fewer than two individuals that move.
  public func entropy(of frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    let school: School = try frame.view()
    if convention == .dewiKadita {
      return try DewiKadita(school).velocityCorrelation(bins: bins ?? 20)
    }
    let headings = try school.movingHeadings()
    guard headings.count >= 2 else {
      return .undefined(.tooFewSamples(found: headings.count, needed: 2), samples: headings.count)
    }
    let histogram = PairHistogram(headings, dimension: school.dimension, bins: bins ?? 21)
    var estimate = histogram.normalizedEntropy
    if histogram.pairs < histogram.allPairs {
      estimate.warn(.sampledPairs(sampled: histogram.pairs, of: histogram.allPairs))
    }
    if headings.count < school.count {
      estimate.warn(.excluded(samples: school.count - headings.count))
    }
    return estimate
  }
}
