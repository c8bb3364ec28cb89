import ClausiusKernelDispatch
import ClausiusSimulationCore

extension HardDiscsModel {
  /// A part of the box that is filled at the start, with what fills it.
  struct FilledPart {
    /// The stretch of x, as a share of the side.
    var part: ClosedRange<Double>
    var species: [Species]
    /// The discs in it.
    var discs: Range<Int>
  }

  /// The parts of the box that hold discs at the start.
  var filledParts: [FilledPart] {
    let all = resolvedSpecies
    switch start {
    case .halfBox: return [FilledPart(part: 0...0.5, species: all, discs: 0..<total)]
    case .twoSpecies where all.count == 2:
      return [
        FilledPart(part: 0...0.5, species: [all[0]], discs: 0..<all[0].count),
        FilledPart(part: 0.5...1, species: [all[1]], discs: all[0].count..<total),
      ]
    default: return [FilledPart(part: 0...1, species: all, discs: 0..<total)]
    }
  }

  /// Lets random places reach equilibrium: each filled part moves by itself, with Maxwellian
  /// velocities that are then forgotten.
  func equilibrate(_ state: inout StartState, run: RunSettings) throws {
    guard start != .file, start != .lattice else { return }
    for filled in filledParts {
      let region = region(filled.part)
      let area = region.size.x * region.size.y
      let covered = Self.packingFraction(filled.species, area: area)
      let times = equilibration ?? (covered > 0.02 ? 20 : 0)
      let rate = enskog(filled.species, area: area).collisionRate
      guard times > 0, covered > 0, rate > 0, filled.discs.count > 1 else { continue }
      let masses = filled.species.flatMap { [Double](repeating: $0.mass, count: $0.count) }
      let draw = VelocityDraw(
        kind: .maxwellian, temperature: temperature, seed: run.seed,
        round: 1, firstIndividual: filled.discs.lowerBound)
      let part = StartState(
        positions: state.positions[filled.discs].map { $0 - region.lower },
        velocities: draw.velocities(masses: masses, removingMomentum: false))
      let gas = Gas(
        lengths: region.size, isPeriodic: region.isPeriodic, species: filled.species, start: part,
        enskogRate: rate, pool: run.pool, variant: try KernelVariant.selected())
      try gas.advance(to: times / rate)
      for (index, place) in gas.positions().enumerated() {
        state.positions[filled.discs.lowerBound + index] = place + region.lower
      }
    }
  }
}
