import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// Entropy of the headings: how evenly they cover all directions.
///
/// H = -sum p ln p / ln M over M cells. In the convention `corrected` the cells are M = 288 of
/// equal area on the sphere (in two dimensions 36 equal arcs of the circle) that belong to the
/// headings and not to the axes of the coordinates, and the bias is removed so that uniform random
/// headings give 1 in expectation for every number of individuals: the value may exceed 1 by its
/// standard error. Headings within a cone of 0.118 rad around the common direction give 0.
/// Estimator: Chao, Wang and Jost 2013; standard error by the jackknife. In the convention
/// `dewi_kadita` the cells are 12 x 24 in polar angle and azimuth, weighted by the sine, by the
/// plug-in. Individuals that do not move are left out.
///
/// Measured: uniform headings of 100, 250, 1000 individuals read 0.758, 0.853, 0.919 as published;
/// the mean over 400 samples as corrected is 0.9999(10), 1.0003(5), 0.9996(3). A cone of 0.1 rad
/// around z, x, y and the diagonal reads 0.558, 0.245, 0.245, 0.139 as published and 0 as
/// corrected.
public struct PolarizationEntropy: SchoolEntropy {
  /// Which definition is meant.
  public var convention = Convention.corrected
  /// The number of cells, or `nil` for 288 (36 in two dimensions).
  public var cells: Int?

  /// The entropy of the default convention.
  public init() {}

  /// The word in a call.
  public static let name = "polarization_entropy"
  /// What it is.
  public static let about = "how evenly the headings cover all directions"
  /// What it computes.
  public static let formula = "-sum p ln p/ln M over M = 288 cells of equal area on the sphere"
  /// A pure number.
  public static let unit = EntropyUnit.dimensionless
  /// Its range.
  public static let bounds = "0 to 1"
  /// Where it is defined.
  public static let source = "arXiv 2602.07948; corrected as the page on conventions says"
  /// What a frame must carry.
  public static let quantities = ["velocity"]
  /// The cells turn with the common direction.
  public static let sampling = IndividualSampling.drawing
  /// The parameters of the call.
  public static let keys: [Key<PolarizationEntropy>] = [
    .convention(\.convention),
    Key(
      "cells", \.cells, in: IntegerRange(2, 1_000_000),
      about: "the number of cells; 288 when left out, 36 in two dimensions"),
  ]

  /// Cells belong to the convention corrected.
  public func contradictions() -> [Contradiction] {
    convention == .dewiKadita && cells != nil ? [.onlyCorrected("cells")] : []
  }

  /// Refuses boxes that the convention cannot do with.
  public func check(context: FrameContext, box: Box) throws(DiagnosticError) {
    try convention.check(box)
  }

  /// The entropy of a frame; undefined when nobody moves.
  public func entropy(of frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    let school: School = try frame.view()
    if convention == .dewiKadita { return try DewiKadita(school).headings() }
    let headings = try school.movingHeadings()
    guard !headings.isEmpty else { return .undefined(.noMotion) }
    var estimate: Estimate
    if school.dimension == 2 {
      let circle = headings.map { SIMD2($0.x, $0.y) }
      estimate = normalizedEntropy(
        of: EqualArcs(count: cells ?? 36).occupancy(independentOfAxes: circle))
    } else {
      let free = EqualAreaCells(count: cells ?? 288).occupancy(independentOfAxes: headings)
      estimate = normalizedEntropy(of: free.occupancy)
      if !free.hasAxis { estimate.warn(.undefinedAxis) }
    }
    if headings.count < school.count {
      estimate.warn(.excluded(samples: school.count - headings.count))
    }
    return estimate
  }
}
