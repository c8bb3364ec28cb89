import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// The number of clusters: groups whose individuals are joined by links of at most a radius (single
/// linkage).
///
/// From 1 (one school) to N (every individual alone). Distances are to the nearest image on
/// periodic axes.
public struct Clusters: ClusterDiagnostic {
  /// The linking radius, or `nil` for the attraction radius of the run.
  public var radius: Double?

  /// Clusters linked within the attraction radius.
  public init() {}

  /// The word in a call.
  public static let name = "clusters"
  /// What it is.
  public static let about = "the number of groups that the individuals form"
  /// What it computes.
  public static let formula = "connected components of the graph |r_i - r_j| <= radius"
  /// A pure number.
  public static let unit = EntropyUnit.dimensionless
  /// Its range.
  public static let bounds = "1 to N"
  /// Where it is defined.
  public static let source = "single linkage: Florek et al. 1951"
  /// What a frame must carry.
  public static let quantities = ["position"]
  /// A distance tells who is linked.
  public static let needs =
    "position; without radius an attraction radius of the run, or the radii of the individuals"
  /// Neighbors and pairs change.
  public static let sampling = IndividualSampling.whole
  /// The parameters of the call.
  public static let keys: [Key<Clusters>] = [.linkingRadius(\.radius)]

  /// Refuses frames of which nobody knows when individuals are linked.
  public func check(context: FrameContext, box: Box) throws(DiagnosticError) {
    if !isByContact(context) { _ = try linkingRadius(context) }
  }

  /// Whether particles of several sizes are linked where they touch.
  private func isByContact(_ context: FrameContext) -> Bool {
    guard (try? linkingRadius(context)) == nil else { return false }
    return (try? ParticleSizes(context: context)) != nil
  }

  /// The number of clusters of a frame; undefined without an individual.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    let individuals = frame.frame.context.individuals
    let bounds = Bounds(1, Double(max(1, individuals)))
    guard individuals > 0 else {
      return Estimate(
        undefined: .tooFewSamples(found: 0, needed: 1), unit: Self.unit, samples: 0, bounds: bounds)
    }
    return Estimate(
      Double(try count(frame)), unit: Self.unit, samples: individuals, bounds: bounds)
  }

  private func count(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Int {
    guard isByContact(frame.frame.context) else { return try clusters(frame).1.count }
    let particles: Particles = try frame.view()
    return try particles.clusters(ContactRule()).count
  }
}

/// The polarization of the largest cluster, p = |sum e_i|/n over its n members with unit
/// headings e_i.
///
/// From 0 to 1. Of equally large clusters the one with the highest polarization, then rotation, is
/// meant.
public struct LargestClusterPolarization: ClusterDiagnostic {
  /// The linking radius, or `nil` for the attraction radius of the run.
  public var radius: Double?

  /// The cluster linked within the attraction radius.
  public init() {}

  /// The word in a call.
  public static let name = "largest_cluster_polarization"
  /// What it is.
  public static let about = "the polarization of the largest group"
  /// What it computes.
  public static let formula =
    "p = |sum e_i|/n over the n members of the largest cluster, e_i the unit heading"
  /// A pure number.
  public static let unit = EntropyUnit.dimensionless
  /// Its range.
  public static let bounds = "0 to 1"
  /// Where it is defined.
  public static let source = "Couzin et al. 2002"
  /// What a frame must carry.
  public static let quantities = ["position", "velocity"]
  /// Neighbors and pairs change.
  public static let sampling = IndividualSampling.whole
  /// The parameters of the call.
  public static let keys: [Key<LargestClusterPolarization>] = [.linkingRadius(\.radius)]

  /// The polarization of the largest cluster of a frame; undefined without an individual.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    guard let order = try largestCluster(frame) else {
      return .undefined(.tooFewSamples(found: 0, needed: 1))
    }
    return Estimate(
      order.polarization, unit: Self.unit, samples: order.members, bounds: .unit)
  }
}

/// The rotation of the largest cluster around its own center, m = |sum u_i x e_i|/n over its n
/// members, u_i the unit vector from the center to a member and e_i its unit heading.
///
/// From 0 to 1. Of equally large clusters the one with the highest polarization, then rotation, is
/// meant.
public struct LargestClusterRotation: ClusterDiagnostic {
  /// The linking radius, or `nil` for the attraction radius of the run.
  public var radius: Double?

  /// The cluster linked within the attraction radius.
  public init() {}

  /// The word in a call.
  public static let name = "largest_cluster_rotation"
  /// What it is.
  public static let about = "the rotation of the largest group around its own center"
  /// What it computes.
  public static let formula =
    "m = |sum u_i x e_i|/n over the n members of the largest cluster, u_i the unit vector from its center, e_i the unit heading"
  /// A pure number.
  public static let unit = EntropyUnit.dimensionless
  /// Its range.
  public static let bounds = "0 to 1"
  /// Where it is defined.
  public static let source = "Couzin et al. 2002"
  /// What a frame must carry.
  public static let quantities = ["position", "velocity"]
  /// Neighbors and pairs change.
  public static let sampling = IndividualSampling.whole
  /// The parameters of the call.
  public static let keys: [Key<LargestClusterRotation>] = [.linkingRadius(\.radius)]

  /// The rotation of the largest cluster of a frame; undefined without an individual.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    guard let order = try largestCluster(frame) else {
      return .undefined(.tooFewSamples(found: 0, needed: 1))
    }
    return Estimate(order.rotation, unit: Self.unit, samples: order.members, bounds: .unit)
  }
}
