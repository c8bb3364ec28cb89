import ClausiusDeclarations
import ClausiusSimulationCore

/// The Gaussian local packing fraction around every particle.
struct LocalPacking: DerivedQuantity {
  var width = 1.5

  static let description = QuantityDescription(
    "local_packing",
    about: "the packing fraction around each particle, weighted by a Gaussian of the distance",
    along: [.individuals])
  static let quantities = ["position"]
  static let keys: [Key<LocalPacking>] = [.packingWidth(\.width)]

  func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    guard quantities.contains("position") else { throw .missing("position") }
    _ = try ParticleSizes(context: context)
  }

  func values(of frame: AnalyzedFrame) throws(DiagnosticError) -> [Double] {
    let particles: Particles = try frame.view()
    return try particles.packing(width: width).values
  }
}
