import ClausiusDeclarations
import ClausiusKernelInterface
import ClausiusRandomNumbers
import ClausiusSimulationCore
import Foundation

extension ActiveParticlesModel {
  /// Puts the particles at their start, with a stationary self-propulsion.
  ///
  /// - Returns: what a start from a file has that the scenario does not say.
  /// - Throws: `ContradictionError` when no such start exists.
  func place(_ stepper: ActiveStepper, run: RunSettings) throws -> [Contradiction] {
    let state = stepper.state
    let file = try start == .file ? FileStart(model: self, run: run) : nil
    let places = try file?.positions() ?? placement(seed: run.seed)
    var (angles, propulsion) = PropulsionDraw(model: self, seed: run.seed).values()
    if let own = file?.selfPropulsions {
      propulsion = own
      angles = propulsion.map { atan2($0.y, $0.x) / (2 * .pi) }
    }
    for axis in 0..<3 {
      state.set(state.position[axis], to: places.map { $0[axis] })
      state.set(state.propulsion[axis], to: propulsion.map { $0[axis] })
    }
    state.set(state.angle, to: angles)
    stepper.takeUpPositions()
    if interaction == .wca, start != .file { try pushApart(stepper) }
    return file?.warnings ?? []
  }

  private func placement(seed: UInt64) -> [SIMD3<Double>] {
    switch start {
    case .lattice: LatticeStart(model: self, seed: seed).places()
    case .slab: SlabStart(model: self, seed: seed).places()
    default: RandomStart(model: self, seed: seed).places()
    }
  }

  /// Moves overlapping particles apart by a harmonic repulsion as far as they fit.
  private func pushApart(_ stepper: ActiveStepper) throws {
    let gap = OverlapRemoval(model: self, stepper: stepper)
    guard gap.run() else {
      throw ContradictionError(
        Contradiction(
          at: "active_particles.start",
          "the particles of 'start: \(start.word)' still overlap after \(OverlapRemoval.rounds) rounds of pushing apart",
          advice: start == .lattice
            ? "take a smaller packing fraction"
            : "write 'start: lattice', or take a smaller packing fraction"))
    }
  }
}

/// Draws the self-propulsion of every particle from its stationary distribution.
struct PropulsionDraw {
  let model: ActiveParticlesModel
  private let random: CounterRandom

  init(model: ActiveParticlesModel, seed: UInt64) {
    self.model = model
    random = CounterRandom(seed: seed, stream: .startVelocity)
  }

  /// Angles in revolutions, and the vectors.
  func values() -> (angles: [Double], propulsion: [SIMD3<Double>]) {
    var angles: [Double] = []
    var vectors: [SIMD3<Double>] = []
    var i = 0
    for species in model.resolvedSpecies {
      for _ in 0..<species.count {
        let angle = random.uniforms(step: 0, individual: i).1 - 0.5
        angles.append(angle)
        vectors.append(vector(i, speed: species.speed, angle: angle))
        i += 1
      }
    }
    return (angles, vectors)
  }

  private func vector(_ i: Int, speed: Double, angle: Double) -> SIMD3<Double> {
    let (sine, cosine) = (sin(2 * .pi * angle), cos(2 * .pi * angle))
    switch (model.model, model.dimension) {
    case (.aoup, let dimension):
      let first = random.normals(step: 0, individual: i, draw: 1)
      let second = random.normals(step: 0, individual: i, draw: 2)
      let normals = SIMD3(first.0, dimension > 1 ? first.1 : 0, dimension > 2 ? second.0 : 0)
      return speed / Double(dimension).squareRoot() * normals
    case (.rtp, 1): return SIMD3(angle < 0 ? -speed : speed, 0, 0)
    case (_, 1): return SIMD3(speed * cosine, 0, 0)
    case (_, 2): return SIMD3(speed * cosine, speed * sine, 0)
    default:
      let height = 2 * random.uniforms(step: 0, individual: i).0 - 1
      let across = (1 - height * height).squareRoot()
      return speed * SIMD3(across * cosine, across * sine, height)
    }
  }
}
