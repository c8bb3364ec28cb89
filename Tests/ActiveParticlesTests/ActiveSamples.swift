import ClausiusKernelDispatch
import ClausiusSimulationCore

@testable import ClausiusActiveParticles

/// Small systems of active particles for tests.
enum ActiveSamples {
  /// The settings of a run of `steps` steps with a frame every `every`.
  static func run(
    steps: Int, timeStep: Double, every: Int? = nil, seed: UInt64 = 1, threads: Int = 1
  ) throws -> RunSettings {
    RunSettings(
      grid: try TimeGrid(
        timeStep: timeStep, duration: Double(steps) * timeStep,
        every: Double(every ?? steps) * timeStep),
      seed: seed, pool: ThreadPool(threads: threads)
    ) { _, _ in throw BrokenInvariant("no file is read") }
  }

  /// The system of `model` at its start.
  static func system(
    _ model: ActiveParticlesModel, _ run: RunSettings,
    variant: KernelVariant = KernelVariant.supported[KernelVariant.supported.count - 1]
  ) throws -> ActiveParticlesSystem {
    try ActiveParticlesSystem(model: model, run: run, variant: variant)
  }

  /// Moves `system` by `steps` steps from step `first`.
  static func advance(
    _ system: ActiveParticlesSystem, _ run: RunSettings, steps: Int, from first: Int = 0
  ) throws {
    guard steps > 0 else { return }
    for tick in first + 1...first + steps {
      try system.advance(to: Instant(tick: tick, time: run.grid.time(ofTick: tick)))
    }
  }

  /// A quantity of the system as it is.
  static func values(_ name: String, of system: ActiveParticlesSystem) -> [Double] {
    guard let quantity = system.quantities.first(where: { $0.name == name }) else { return [] }
    var values = [Double](repeating: 0, count: quantity.count(in: system.context))
    system.copy(quantity, into: &values)
    return values
  }

  /// An observable of the system as it is.
  static func observable(_ name: String, of system: ActiveParticlesSystem) -> Double {
    system.observables().first { $0.name == name }?.value ?? .nan
  }

  /// Discs that repel each other.
  static func discs(
    _ interaction: ActiveInteraction = .harmonic, count: Int = 200, packing: Double = 0.6,
    dimension: Int = 2
  ) -> ActiveParticlesModel {
    var model = ActiveParticlesModel()
    model.count = count
    model.dimension = dimension
    model.interaction = interaction
    model.packingFraction = packing
    model.stiffness = interaction == .wca ? 1 : 50
    return model
  }
}
