import ClausiusRandomNumbers
import ClausiusSimulationCore
import Foundation

/// The lattice in its heat bath: a sweep gives every spin of one sublattice, then of the other, a
/// new value with P(1) = 1/(1 + exp(-2 h/T)), h the sum of its neighbors.
final class IsingSystem: System {
  let context: FrameContext
  let quantities = IsingModel.quantities
  private var lattice: SpinLattice
  /// P(1) for h = -4, -2, 0, 2, 4.
  private let probabilities: [Double]
  private let random: CounterRandom

  init(_ model: IsingModel, run: RunSettings) {
    let length = model.length
    context = FrameContext(
      system: IsingModel.name, family: IsingModel.family,
      axes: [
        .lattice(.y, count: length, isPeriodic: true),
        .lattice(.x, count: length, isPeriodic: true),
      ], parameters: ["temperature": model.temperature])
    probabilities = [-4, -2, 0, 2, 4].map { 1 / (1 + exp(-2 * $0 / model.temperature)) }
    random = CounterRandom(seed: run.seed, stream: .user(0))
    lattice = SpinLattice(length: length, spins: [Int8](repeating: 1, count: length * length))
    if model.start == .random { scatter() }
  }

  private func scatter() {
    for site in lattice.spins.indices {
      lattice.spins[site] = random.uniforms(step: 0, individual: site).0 < 0.5 ? 1 : -1
    }
  }

  func advance(to instant: Instant) {
    for sublattice in 0...1 {
      for y in 0..<lattice.length {
        for x in stride(from: (y + sublattice) % 2, to: lattice.length, by: 2) {
          let site = y * lattice.length + x
          let chance = random.uniforms(step: instant.tick, individual: site).0
          let isUp = chance < probabilities[lattice.field(x, y) / 2 + 2]
          lattice.spins[site] = isUp ? 1 : -1
        }
      }
    }
  }

  func copy(_ quantity: QuantityDescription, into values: inout [Double]) {
    for site in values.indices { values[site] = Double(lattice.spins[site]) }
  }

  func observables() -> [Observable] { SpinLattice.observables.map { $0.observed(in: lattice) } }

  func checkInvariants() throws(BrokenInvariant) {
    guard let site = lattice.spins.firstIndex(where: { $0 != 1 && $0 != -1 }) else { return }
    throw BrokenInvariant("spin \(site) is \(lattice.spins[site])")
  }

  func save(into archive: inout StateArchive) {
    archive.save(integers: lattice.spins.map(Int.init), as: "system/spin")
  }

  func restore(from archive: StateArchive) throws {
    lattice.spins = try archive.integers("system/spin", count: lattice.spins.count)
      .map(Int8.init(clamping:))
  }
}
