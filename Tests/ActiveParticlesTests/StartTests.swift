import ClausiusDeclarations
import ClausiusSimulationCore
import Testing

@testable import ClausiusActiveParticles

@Suite("Starts of active particles")
struct StartTests {
  /// The least distance of two particles in the plane.
  private static func nearest(_ system: ActiveParticlesSystem, sides: [Double]) -> Double {
    let x = ActiveSamples.values("position", of: system)
    var least = Double.infinity
    for i in 0..<x.count / 3 {
      for j in 0..<i {
        var d = SIMD2(x[3 * i] - x[3 * j], x[3 * i + 1] - x[3 * j + 1])
        for axis in 0..<2 {
          d[axis] -= sides[axis] * (d[axis] / sides[axis]).rounded(.toNearestOrEven)
        }
        least = min(least, (d * d).sum().squareRoot())
      }
    }
    return least
  }

  @Test(
    "WCA particles begin apart, on whatever places",
    arguments: [
      (ActiveStart.slab, 0.7), (.slab, 0.4), (.lattice, 0.85), (.lattice, 0.9), (.random, 0.6),
    ])
  func apart(start: ActiveStart, packing: Double) throws {
    var model = ActiveSamples.discs(.wca, count: 500, packing: packing)
    model.start = start
    model.persistenceTime = 0.02
    let run = try ActiveSamples.run(steps: 100, timeStep: 2e-5)
    let system = try ActiveSamples.system(model, run)
    #expect(Self.nearest(system, sides: model.sides) >= 0.9)
    try ActiveSamples.advance(system, run, steps: 100)
  }

  /// A frame of 20 particles in a box of 10 x 10, of the speed 1.
  private static let frame: Frame = {
    var frame = Frame(
      context: FrameContext(
        system: "active_particles", family: .active, individuals: 20, properties: [:],
        parameters: ["self_propulsion_speed": 1], words: [:]),
      box: Box(lengths: [10, 10], boundary: .periodic),
      quantities: [
        .position,
        QuantityDescription("self_propulsion", about: "u", along: [.individuals, .space]),
      ])
    for particle in 0..<20 {
      frame.quantities[0].values[3 * particle] = Double(2 * (particle % 5))
      frame.quantities[0].values[3 * particle + 1] = Double(2 * (particle / 5))
      frame.quantities[1].values[3 * particle] = 0.6
      frame.quantities[1].values[3 * particle + 1] = 0.8
    }
    return frame
  }()

  private static func system(
    _ change: (inout ActiveParticlesModel) -> Void
  ) throws -> ActiveParticlesSystem {
    var model = ActiveSamples.discs(count: 20)
    model.packingFraction = nil
    model.box = [10, 10]
    model.start = .file
    model.startFile = "other.h5md"
    model.persistenceTime = 0.01
    change(&model)
    let frame = Self.frame
    let run = RunSettings(
      grid: try TimeGrid(timeStep: 1e-4, duration: 1, every: 1), seed: 1,
      pool: ThreadPool(threads: 1)
    ) { _, number in
      guard number <= 0 else { throw BrokenInvariant("there is no frame \(number)") }
      return frame
    }
    return try ActiveSamples.system(model, run)
  }

  private static func words(_ change: (inout ActiveParticlesModel) -> Void) throws -> String {
    try system(change).warnings.map(\.message).joined(separator: "\n")
  }

  @Test("A start from a file says where the file differs from the scenario")
  func differences() throws {
    #expect(try Self.words { _ in } == "")
    #expect(
      try Self.words { $0.box = [12, 12] }.contains(
        "has a box of 10 by 10, this one is 12 by 12"))
    #expect(
      try Self.words {
        $0.dimension = 3
        $0.box = [10, 10, 10]
      }.contains("has 2 dimensions, the scenario 3: all particles start in its plane"))
    #expect(try Self.words { $0.selfPropulsionSpeed = 2 }.contains("moves with other speeds"))
    #expect(
      try Self.words {
        $0.model = .aoup
        $0.selfPropulsionSpeed = 2
      }.contains("the self_propulsion_speed 1.0, the scenario 2.0"))
  }

  @Test("Particles of constant speed take that of the scenario, and the direction of the file")
  func speeds() throws {
    let system = try Self.system { $0.selfPropulsionSpeed = 2 }
    let u = ActiveSamples.values("self_propulsion", of: system)
    #expect(abs(u[0] - 1.2) < 1e-12 && abs(u[1] - 1.6) < 1e-12)
  }

  @Test("A frame that is not there is refused at start_frame")
  func missingFrame() {
    #expect {
      try Self.system { $0.startFrame = 7 }
    } throws: { error in
      (error as? ContradictionError)?.contradiction.key == "active_particles.start_frame"
    }
  }
}
