import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// The share of the particles that are in the largest cluster of linked particles.
///
/// Particles are linked when they are nearer than `radius`, or touch: nearer than the sum of their
/// radii, 2^(1/6) times that sum where the run states the interaction `wca`. Clusters of soft
/// particles percolate at high packing without any separation: the share alone tells no phase.
/// Source: single linkage: Florek et al. 1951.
public struct LargestCluster: Diagnostic {
  /// The linking radius, or `nil` for contact.
  public var radius: Double?

  /// The largest cluster of particles in contact.
  public init() {}

  /// The word in a call.
  public static let name = "largest_cluster"
  /// What it is.
  public static let about = "the share of the particles in the largest cluster"
  /// What it computes.
  public static let formula = "n/N with n the largest connected component of |r_i - r_j| < radius"
  /// A pure number.
  public static let unit = EntropyUnit.dimensionless
  /// Its range.
  public static let bounds = "1/N to 1"
  /// Where it is defined.
  public static let source = "single linkage: Florek et al. 1951"
  /// What a frame must carry.
  public static let quantities = ["position"]
  /// Sizes tell contact.
  public static let needs = "position; without radius also the radii of the particles"
  /// Neighbors and pairs change.
  public static let sampling = IndividualSampling.whole
  /// The parameters of the call.
  public static let keys: [Key<LargestCluster>] = [
    Key(
      "radius", \.radius, in: .positive, unit: "length",
      about: "particles nearer than this are linked; those in contact when left out")
  ]

  /// Refuses particles without a size where no radius is given.
  public func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    guard quantities.contains("position") else { throw .missing("position") }
    try ContactRule(radius: radius).check(context)
  }

  /// The share of a frame; undefined without a particle.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    let particles: Particles = try frame.view()
    guard particles.count > 0 else {
      return .undefined(.tooFewSamples(found: 0, needed: 1))
    }
    let rule = ContactRule(radius: radius)
    try rule.check(frame.frame.context)
    let clusters = try particles.clusters(rule)
    return Estimate(
      Double(clusters.largest) / Double(particles.count), unit: Self.unit,
      samples: particles.count, bounds: .unit)
  }
}
