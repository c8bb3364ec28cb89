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

  /// The distance within which a particle has 30 neighbors on average, at most what the region
  /// allows; with particles of one radius the nearest for which the distance in contact is a whole
  /// number of shells.
  static func standard(for context: FrameContext, in region: GasRegion, bins: Int) -> Double {
    let dimension = region.dimension
    let volume = (0..<dimension).reduce(1) { $0 * region.length($1) }
    let sphere = dimension == 2 ? Double.pi : 4 * Double.pi / 3
    let reach = ShellShares.reach(of: region)
    let share = 30 / (sphere * Double(max(1, context.individuals)))
    let range = min(reach, Double.root(volume * share, dimension))
    guard let contact = contact(context), contact < reach else { return range }
    let width = range / Double(bins)
    let shells = max(1, (contact / width).rounded(), (contact * Double(bins) / reach).rounded(.up))
    return min(reach, contact / shells * Double(bins))
  }

  /// The distance in contact of particles that all have the same radius.
  private static func contact(_ context: FrameContext) -> Double? {
    guard let radii = context.properties["radius"], let first = radii.first, first > 0,
      first.isFinite, radii.allSatisfy({ $0 == first })
    else { return nil }
    return 2 * first
  }
}
