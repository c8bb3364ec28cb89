import ClausiusSimulationCore
import ClausiusTestSupport
import RealModule

/// Self-propelled particles of tests: their state, and the frames that a run would show.
struct ActiveParticles {
  /// Force and its divergence, of every particle.
  typealias Law =
    @Sendable (_ positions: [SIMD3<Double>]) -> (
      forces: [SIMD3<Double>], divergences: [Double]
    )

  var dimension = 2
  var model = "aoup"
  var interaction = "none"
  var speed = 1.0
  var persistenceTime = 2.0
  var diffusivity = 0.1
  /// Numbers of the particles where they are not alike.
  var speeds: [Double] = []
  var persistenceTimes: [Double] = []
  var box = Box.open(spatialDimension: 2)
  var parameters: [String: Double] = [:]
  var positions: [SIMD3<Double>] = []
  var selfPropulsions: [SIMD3<Double>] = []

  /// The context of a run.
  var context: FrameContext {
    FrameContext(
      system: "active_particles", family: .active, individuals: positions.count,
      properties: [
        "radius": [Double](repeating: 0.5, count: positions.count),
        "speed": speeds, "persistence_time": persistenceTimes, "species": speeds,
      ].filter { $0.value.count == positions.count },
      parameters: parameters.merging([
        "self_propulsion_speed": speed, "persistence_time": persistenceTime,
        "translational_diffusivity": diffusivity,
      ]) { own, _ in own },
      words: ["propulsion": model, "interaction": interaction])
  }

  /// The frame of the present state.
  func frame(_ index: Int, time: Double, _ law: Law) -> Frame {
    let vectors: [FrameAxis.ID] = [.individuals, .space]
    var frame = Frame(
      context: context, box: box,
      quantities: [
        .position, QuantityDescription("self_propulsion", about: "u", along: vectors),
        QuantityDescription("force", about: "F", along: vectors),
        QuantityDescription("force_divergence", about: "div F", along: [.individuals]),
      ])
    let (forces, divergences) = law(positions)
    for (place, rows) in [positions, selfPropulsions, forces].enumerated() {
      frame.quantities[place].values = rows.flatMap { [$0.x, $0.y, $0.z] }
    }
    frame.quantities[3].values = divergences
    (frame.index, frame.time) = (index, time)
    return frame
  }

  /// Moves all particles by a step of the stochastic rule of Heun.
  mutating func move(_ step: Double, _ law: Law, _ random: inout TestNumbers) {
    let before = law(positions).forces
    let propelled = selfPropulsions
    turn(step, &random)
    let kicks = positions.map { _ in (2 * diffusivity * step).squareRoot() * normals(&random) }
    let start = positions
    for i in positions.indices { positions[i] += step * (propelled[i] + before[i]) + kicks[i] }
    let after = law(positions).forces
    for i in positions.indices {
      let drift = propelled[i] + before[i] + selfPropulsions[i] + after[i]
      positions[i] = start[i] + step / 2 * drift + kicks[i]
    }
  }

  private mutating func turn(_ step: Double, _ random: inout TestNumbers) {
    if model == "abp" {
      for i in selfPropulsions.indices {
        let angle = (2 * step / persistenceTime).squareRoot() * random.normal()
        let (c, s, u) = (Double.cos(angle), Double.sin(angle), selfPropulsions[i])
        selfPropulsions[i] = SIMD3(c * u.x - s * u.y, s * u.x + c * u.y, 0)
      }
      return
    }
    for i in selfPropulsions.indices {
      let own = speeds.isEmpty ? speed : speeds[i]
      let time = persistenceTimes.isEmpty ? persistenceTime : persistenceTimes[i]
      let memory = Double.exp(-step / time)
      let kick = (own * own / Double(dimension) * (1 - memory * memory)).squareRoot()
      selfPropulsions[i] = memory * selfPropulsions[i] + kick * normals(&random)
    }
  }

  /// Normal numbers along the axes of space.
  func normals(_ random: inout TestNumbers) -> SIMD3<Double> {
    var vector = SIMD3<Double>.zero
    for axis in 0..<dimension { vector[axis] = random.normal() }
    return vector
  }

  /// Particles with random self-propulsions at random places within `length`.
  mutating func place(_ count: Int, within length: Double, _ random: inout TestNumbers) {
    positions = (0..<count).map { _ in
      var place = SIMD3<Double>.zero
      for axis in 0..<dimension { place[axis] = length * random.uniform() }
      return place
    }
    selfPropulsions = (0..<count).map { _ in
      let u = normals(&random)
      let size = (u * u).sum().squareRoot()
      return model == "abp" ? speed * u / size : speed / Double(dimension).squareRoot() * u
    }
  }

  /// The frames of a run, `steps` of them apart, after `before` steps.
  mutating func frames(
    _ count: Int, every steps: Int, after before: Int, step: Double, _ law: Law,
    _ random: inout TestNumbers
  ) -> [Frame] {
    for _ in 0..<before { move(step, law, &random) }
    return (0..<count).map { index in
      for _ in 0..<steps { move(step, law, &random) }
      return frame(index, time: Double(index * steps) * step, law)
    }
  }
}

extension ActiveParticles {
  /// A harmonic trap in the plane.
  static func trap(_ stiffness: Double, dimension: Int = 2) -> Law {
    { positions in
      (
        positions.map { -stiffness * $0 },
        positions.map { _ in -stiffness * Double(dimension) }
      )
    }
  }

  /// Harmonic discs of diameter 1 in a periodic square.
  static func discs(_ stiffness: Double, length: Double) -> Law {
    { positions in
      var forces = [SIMD3<Double>](repeating: .zero, count: positions.count)
      var divergences = [Double](repeating: 0, count: positions.count)
      for i in positions.indices {
        for j in 0..<i {
          var d = positions[i] - positions[j]
          d -= length * (d / length).rounded(.toNearestOrAwayFromZero)
          let square = (d * d).sum()
          guard square < 1 else { continue }
          let r = square.squareRoot()
          let pull = stiffness * (1 - r) / r
          forces[i] += pull * d
          forces[j] -= pull * d
          divergences[i] += pull - stiffness
          divergences[j] += pull - stiffness
        }
      }
      return (forces, divergences)
    }
  }
}
