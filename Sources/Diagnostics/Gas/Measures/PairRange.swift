import ClausiusSimulationCore
import RealModule

/// Up to which distance pairs are counted.
enum PairRange {
  /// Refuses distances for which the shares of the shells are not known.
  static func check(
    _ range: Double, called name: String, in region: GasRegion
  ) throws(DiagnosticError) {
    let reach = ShellShares.reach(of: region)
    guard range <= reach else {
      throw DiagnosticError(
        "\(name) \(range) is too large for the box",
        advice: "at most \(reach): half of each period, and the whole distance between walls")
    }
  }

  /// The distance within which a particle has 60 neighbors on average, at most what the region
  /// allows.
  static func standard(for context: FrameContext, in region: GasRegion) -> Double {
    let dimension = region.dimension
    let volume = (0..<dimension).reduce(1) { $0 * region.length($1) }
    let sphere = ParticleSizes.volume(radius: 1, dimension: dimension)
    let reach = ShellShares.reach(of: region)
    let share = 60 / (sphere * Double(max(1, context.individuals)))
    return min(reach, Double.root(volume * share, dimension))
  }

  /// The distance in contact of particles that all have the same radius.
  static func contact(_ context: FrameContext) -> Double? {
    guard let radii = context.properties["radius"], let first = radii.first, first > 0,
      first.isFinite, radii.allSatisfy({ $0 == first })
    else { return nil }
    return 2 * first
  }
}
