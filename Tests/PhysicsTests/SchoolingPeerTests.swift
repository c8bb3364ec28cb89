import ClausiusSchooling
import Testing

/// One of the examples of the Python library dewi-kadita 0.0.4, and what the library gives as means
/// of the second half.
struct PeerCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let steps: Int
  let model: CouzinModel

  init(_ name: String, steps: Int, _ change: (inout CouzinModel) -> Void) {
    testDescription = name
    self.steps = steps
    var model = CouzinModel()
    model.boundary = .periodic
    model.start = .uniform
    model.blindZones = .all
    model.turning = .nlerp
    model.noise = .additive
    change(&model)
    self.model = model
  }

  static func degreesPerTime(radiansPerStep turn: Double) -> ParameterValue {
    .constant(turn * 180 / .pi / 0.1)
  }
}

@Suite("The examples of dewi-kadita")
struct SchoolingPeerTests {
  static let swarm = PeerCase("1: swarm", steps: 1000) {
    $0.individuals = 150
    $0.box = [25, 25, 25]
    $0.speed = 1
    $0.repulsionRadius = 2
    $0.orientationRadius = 3
    $0.attractionRadius = 15
    $0.turningRate = PeerCase.degreesPerTime(radiansPerStep: 0.4)
    $0.angularNoise = 0.2
    $0.fieldOfPerception = 300
  }
  static let torus = PeerCase("2: torus", steps: 2000) {
    $0.individuals = 200
    $0.box = [25, 25, 25]
    $0.speed = 1
    $0.orientationRadius = 3
    $0.attractionRadius = 10
    $0.turningRate = PeerCase.degreesPerTime(radiansPerStep: 0.2)
    $0.fieldOfPerception = 60
    $0.orientationWeight = 0.1
    $0.start = .mill
    $0.startRadius = 6.25
  }
  static let dynamicParallel = PeerCase("3: dynamic parallel", steps: 1500) {
    $0.individuals = 180
    $0.box = [28, 28, 28]
    $0.speed = 1.2
    $0.orientationRadius = 10
    $0.attractionRadius = 18
    $0.turningRate = PeerCase.degreesPerTime(radiansPerStep: 0.35)
    $0.angularNoise = 0.12
    $0.fieldOfPerception = 310
  }
  static let highlyParallel = PeerCase("4: highly parallel", steps: 1000) {
    $0.individuals = 250
    $0.box = [35, 35, 35]
    $0.speed = 1.5
    $0.orientationRadius = 12
    $0.attractionRadius = 20
    $0.turningRate = PeerCase.degreesPerTime(radiansPerStep: 0.2)
    $0.fieldOfPerception = 320
  }

  /// Means over the second half of the run, seed by seed.
  private func measure(_ peer: PeerCase, seeds: Int) throws
    -> (polarization: [Double], rotation: [Double])
  {
    let runs = try (1...seeds).map { seed in
      var run = try SchoolingRun(peer.model, seed: seed)
      try run.advance(steps: peer.steps / 2)
      return try run.means(steps: peer.steps / 2)
    }
    return (runs.map(\.polarization), runs.map(\.rotation))
  }

  @Test("1: a swarm, P 0.085 and M 0.061")
  func swarm() throws {
    let (p, m) = try measure(Self.swarm, seeds: 10)
    #expect(abs(moments(p).mean - 0.085) < 0.01)
    #expect(abs(moments(m).mean - 0.061) < 0.01)
  }

  @Test(
    "2: no mill; the prepared one is lost, as in sixteen runs of the peer: P 0.62 (sd 0.22), M 0.146 (sd 0.06)"
  )
  func torus() throws {
    let (p, m) = try measure(Self.torus, seeds: 20)
    // Three standard errors of the difference of the two means.
    let errors: Double = 3 * (1.0 / 16 + 1.0 / 20).squareRoot()
    #expect(abs(moments(p).mean - 0.62) < errors * 0.22)
    #expect(abs(moments(m).mean - 0.146) < errors * 0.06)
  }

  @Test(
    "3: aligned, P 0.984 as a compact school or 0.975 as one that fills the box, as in eight runs of the peer"
  )
  func dynamicParallel() throws {
    let (p, _) = try measure(Self.dynamicParallel, seeds: 10)
    #expect(p.allSatisfy { abs($0 - 0.9842) < 0.001 || abs($0 - 0.9753) < 0.0025 })
    #expect(p.contains { $0 > 0.98 })
  }

  @Test(
    "4: aligned, P 0.9972 as a compact school or 0.994 as one that fills the box, as in ten runs of the peer"
  )
  func highlyParallel() throws {
    let (p, _) = try measure(Self.highlyParallel, seeds: 10)
    #expect(p.allSatisfy { abs($0 - 0.9972) < 0.0004 || abs($0 - 0.9940) < 0.0012 })
    #expect(p.contains { $0 > 0.9965 })
    #expect(p.contains { $0 < 0.9955 })
  }
}
