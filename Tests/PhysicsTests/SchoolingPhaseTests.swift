import ClausiusSchooling
import Testing

/// A phase of the published model: N = 100 in open space from a ball of radius 5, attraction width
/// 14; the values of an independent implementation over 12 to 20 seeds, means of the last 5,000 of
/// 10,000 steps, with standard deviations over seeds.
struct SchoolingPhase: Sendable, CustomTestStringConvertible {
  let name: String
  let orientationWidth: Double
  let polarization: (mean: Double, deviation: Double)
  let rotation: (mean: Double, deviation: Double)
  var testDescription: String { name }

  static let all = [
    SchoolingPhase(
      name: "swarm", orientationWidth: 0, polarization: (0.172, 0.010), rotation: (0.190, 0.021)),
    SchoolingPhase(
      name: "torus", orientationWidth: 2.5, polarization: (0.229, 0.013), rotation: (0.740, 0.013)),
    SchoolingPhase(
      name: "dynamic parallel", orientationWidth: 3.5, polarization: (0.9979, 0.0001),
      rotation: (0.012, 0.001)),
    SchoolingPhase(
      name: "highly parallel", orientationWidth: 8, polarization: (0.9991, 0.0001),
      rotation: (0.022, 0.011)),
  ]

  /// The means of five seeds.
  func measure() throws -> (polarization: [Double], rotation: [Double]) {
    let runs = try (1...5).map { seed in
      var model = CouzinModel()
      model.orientationWidth = .constant(orientationWidth)
      var run = try SchoolingRun(model, seed: seed)
      try run.advance(steps: 5000)
      return try run.means(steps: 5000)
    }
    return (runs.map(\.polarization), runs.map(\.rotation))
  }
}

@Suite("Phases of the fish school")
struct SchoolingPhaseTests {
  @Test(
    "p and m over five seeds agree with an independent implementation within its spread over seeds",
    arguments: SchoolingPhase.all)
  func reference(phase: SchoolingPhase) throws {
    let (p, m) = try phase.measure()
    #expect(abs(moments(p).mean - phase.polarization.mean) < 2 * phase.polarization.deviation)
    #expect(abs(moments(m).mean - phase.rotation.mean) < 2 * phase.rotation.deviation)
    #expect(moments(p).deviation < 3 * phase.polarization.deviation)
    #expect(moments(m).deviation < 3 * phase.rotation.deviation)
  }

  @Test("A mill turns on for twenty thousand steps")
  func lastingMill() throws {
    var run = try SchoolingRun(CouzinModel(), seed: 1)
    try run.advance(steps: 2000)
    for _ in 1...10 {
      let part = try run.means(steps: 2000)
      #expect(part.rotation > 0.65)
      #expect(part.polarization < 0.4)
    }
  }
}
