import ClausiusSimulationCore
import RealModule

/// Which particles are linked: those that are nearer than a radius, or in contact.
struct ContactRule: Hashable {
  /// The linking radius; `nil` for contact.
  var radius: Double?

  /// The distance below which particles of radii `a` and `b` are linked: the radius, or a + b times
  /// the range of their interaction.
  func distance(_ a: Double, _ b: Double, range: Double) -> Double { radius ?? (a + b) * range }

  /// How far an interaction reaches in sums of two radii: 2^(1/6) for the repulsive part of
  /// Lennard-Jones (Weeks, Chandler and Andersen 1971), or else 1.
  static func range(_ context: FrameContext) -> Double {
    context.words["interaction"] == "wca" ? Double.root(2, 6) : 1
  }

  /// Refuses particles without a size where no radius is given.
  func check(_ context: FrameContext) throws(DiagnosticError) {
    if radius == nil { _ = try ParticleSizes(context: context) }
  }
}
