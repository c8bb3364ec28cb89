import ClausiusDeclarations
import ClausiusSimulationCore

/// A diagnostic of clusters, whose individuals are linked within a radius.
protocol ClusterDiagnostic: Diagnostic {
  /// The radius of the call, or `nil` for the attraction radius of the run.
  var radius: Double? { get set }
}

extension ClusterDiagnostic {
  /// Refuses frames without an attraction radius when the call gives no radius.
  public func check(context: FrameContext, box: Box) throws(DiagnosticError) {
    _ = try linkingRadius(context)
  }

  /// The radius of the call, or the attraction radius that the run states, or the distance in
  /// contact of particles of one size.
  func linkingRadius(_ context: FrameContext) throws(DiagnosticError) -> Double {
    let diameter = context.properties["radius"] == nil ? context.parameters["diameter"] : nil
    let contact = (PairRange.contact(context) ?? diameter).map { $0 * ContactRule.range(context) }
    if let radius = radius ?? context.parameters["attraction_radius"] ?? contact, radius > 0,
      radius.isFinite
    {
      return radius
    }
    throw DiagnosticError(
      "the trajectory states no attraction radius",
      advice: "give the linking radius: \(Self.name)(radius: ...)")
  }

  /// The clusters of a frame.
  func clusters(_ frame: AnalyzedFrame) throws(DiagnosticError) -> (School, ClusterLabels) {
    let school: School = try frame.view()
    let radius = try linkingRadius(frame.frame.context)
    return (school, try school.clusters(radius: radius))
  }

  /// The order of the largest cluster of a frame; `nil` without an individual.
  func largestCluster(_ frame: AnalyzedFrame) throws(DiagnosticError) -> ClusterOrder? {
    let school: School = try frame.view()
    return try school.largestCluster(radius: try linkingRadius(frame.frame.context))
  }
}

extension Key {
  /// The key `radius`.
  static func linkingRadius(_ path: WritableKeyPath<Root, Double?> & Sendable) -> Key {
    Key(
      "radius", path, in: .positive, unit: "length",
      about:
        "individuals at most this far apart are linked; the attraction radius of the run, or else the distance in contact, when left out"
    )
  }
}
