import ClausiusKernelInterface
import ClausiusSimulationCore

/// Sums over samples of what rates are made of.
struct RateSums: Sendable, Hashable {
  /// Over particles and samples.
  var particles = ActiveSums()
  /// Fodor's rate of all particles by samples of the stationary state.
  var fodor = 0.0
  /// Fodor's rate of all particles along the path.
  var fodorPath = 0.0
  /// The samples.
  var samples = 0
  /// The pieces of path.
  var pieces = 0

  mutating func add(_ sample: RateSums) {
    particles = particles + sample.particles
    fodor += sample.fodor
    fodorPath += sample.fodorPath
    samples += sample.samples
    pieces += sample.pieces
  }

  /// The sums as an array, in a fixed order.
  var reals: [Double] {
    [
      particles.propulsionForce, particles.squaredForce, particles.squaredPropulsion,
      particles.divergence, particles.scaledPropulsionForce, particles.scaledSquaredForce,
      particles.scaledSquaredPropulsion, particles.diffusiveDivergence, particles.persistentWork,
      particles.virial, fodor, fodorPath,
    ]
  }

  init() {}

  /// Sums saved by ``save(into:as:)``.
  init(from archive: StateArchive, as name: String) throws {
    let reals = try archive.reals(name, count: 12)
    particles.propulsionForce = reals[0]
    particles.squaredForce = reals[1]
    particles.squaredPropulsion = reals[2]
    particles.divergence = reals[3]
    particles.scaledPropulsionForce = reals[4]
    particles.scaledSquaredForce = reals[5]
    particles.scaledSquaredPropulsion = reals[6]
    particles.diffusiveDivergence = reals[7]
    particles.persistentWork = reals[8]
    particles.virial = reals[9]
    (fodor, fodorPath) = (reals[10], reals[11])
    let counts = try archive.integers(name + "_counts", count: 2)
    (samples, pieces) = (counts[0], counts[1])
  }

  func save(into archive: inout StateArchive, as name: String) {
    archive.save(reals: reals, as: name)
    archive.save(integers: [samples, pieces], as: name + "_counts")
  }
}
