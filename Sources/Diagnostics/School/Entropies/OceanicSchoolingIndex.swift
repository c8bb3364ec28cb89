import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// The Oceanic Schooling Index: a weighted sum of the seven school entropies.
///
/// 0.18 cohesion + 0.28 polarization + 0.08 depth stratification + 0.08 angular momentum + 0.10
/// nearest neighbor + 0.18 velocity correlation + 0.10 shape, each with its default parameters and
/// in the same convention. From 0 (ordered) to 1 (disordered). In the convention `corrected` the
/// standard error adds the weighted errors of parts that rest on the same property of the
/// individuals, spacing (cohesion, nearest neighbor) and headings (polarization, velocity
/// correlation), and then the squares of these and of the others.
/// Source: arXiv 2602.07948.
public struct OceanicSchoolingIndex: Diagnostic {
  /// Which definition is meant.
  public var convention = Convention.corrected

  /// The index of the default convention.
  public init() {}

  /// The word in a call.
  public static let name = "oceanic_schooling_index"
  /// What it is.
  public static let about = "one number for the disorder of a school, from its seven entropies"
  /// What it computes.
  public static let formula =
    "0.18 cohesion + 0.28 polarization + 0.08 depth + 0.08 angular momentum "
    + "+ 0.10 nearest neighbor + 0.18 velocity correlation + 0.10 shape"
  /// A pure number.
  public static let unit = EntropyUnit.dimensionless
  /// Its range.
  public static let bounds = "0 to 1"
  /// Where it is defined.
  public static let source = "arXiv 2602.07948"
  /// What a frame must carry.
  public static let quantities = ["position", "velocity"]
  /// Neighbors change.
  public static let sampling = IndividualSampling.whole
  /// The parameters of the call.
  public static let keys: [Key<OceanicSchoolingIndex>] = [.convention(\.convention)]

  /// Refuses boxes that the convention cannot do with.
  public func check(context: FrameContext, box: Box) throws(DiagnosticError) {
    try convention.check(box)
  }

  /// What is published has none.
  public static var missingError: MissingError { .asPublished }

  /// The index of a frame; undefined where one of the entropies is.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    var value = 0.0
    var errors: [Basis: Double] = [:]
    var samples = 0
    var warnings: [EstimateWarning] = []
    for (weight, part, basis) in parts {
      let estimate = try part.evaluate(frame)
      guard let partValue = estimate.value else {
        return .undefined(.undefinedPart(type(of: part).name), samples: estimate.samples)
      }
      value += weight * partValue
      errors[basis, default: 0] += weight * (estimate.standardError?.value ?? 0)
      samples = max(samples, estimate.samples)
      warnings += estimate.warnings
    }
    let square = Basis.allCases.reduce(0.0) { sum, basis in
      let error = errors[basis] ?? 0
      return sum + error * error
    }
    return Estimate(
      value, unit: Self.unit, samples: samples,
      standardError: convention == .corrected
        ? StandardError(square.squareRoot(), by: .combinedParts) : nil,
      bounds: .unit, warnings: warnings)
  }

  /// What a part rests on.
  private enum Basis: CaseIterable {
    case spacing, headings, depth, turning, shape
  }

  /// The seven entropies with their weights, in the order of the sum.
  private var parts: [(weight: Double, entropy: any SchoolEntropy, basis: Basis)] {
    let parts: [(weight: Double, entropy: any SchoolEntropy, basis: Basis)] = [
      (0.18, CohesionEntropy(), .spacing), (0.28, PolarizationEntropy(), .headings),
      (0.08, DepthStratificationEntropy(), .depth), (0.08, AngularMomentumEntropy(), .turning),
      (0.10, NearestNeighborEntropy(), .spacing),
      (0.18, VelocityCorrelationEntropy(), .headings), (0.10, ShapeEntropy(), .shape),
    ]
    return parts.map { weight, part, basis in
      var entropy = part
      entropy.convention = convention
      return (weight, entropy, basis)
    }
  }
}
