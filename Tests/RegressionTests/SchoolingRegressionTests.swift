import ClausiusSchooling
import ClausiusSimulationCore
import Testing

@Suite("Fixed trajectories of the fish school")
struct SchoolingRegressionTests {
  /// What a test answers to `start: file`.
  private struct NoTrajectory: Error {}

  /// The positions after 20 steps of 0.1.
  private func positions(_ change: (inout CouzinModel) -> Void) throws -> [Double] {
    var model = CouzinModel()
    model.individuals = 4
    change(&model)
    let run = RunSettings(
      grid: try TimeGrid(timeStep: 0.1, duration: 2, every: 2), seed: 2025,
      pool: ThreadPool(threads: 1)
    ) { _, _ in throw NoTrajectory() }
    let system = try model.makeSystem(run: run)
    for tick in 1...20 { try system.advance(to: Instant(tick: tick, time: 0.1 * Double(tick))) }
    var values = [Double](repeating: 0, count: 12)
    system.copy(.position, into: &values)
    return values
  }

  /// Kernel variants may differ by rounding, which 20 steps do not amplify beyond this.
  private func expect(_ values: [Double], are expected: [Double]) {
    #expect(zip(values, expected).allSatisfy { abs($0 - $1) < 1e-10 }, "\(values)")
  }

  @Test("Published rules in open space")
  func open() throws {
    try expect(
      positions { _ in },
      are: [
        -5.343177914609114, 2.2193334355938625, 0.5369499004637828,
        6.439502950450503, 3.1291538827825924, -2.6658310263167095,
        4.064554227242505, 4.596358145011754, -3.3224400173913593,
        -1.1482702752166885, -2.723805571573175, -0.7713428778832089,
      ])
  }

  @Test("Rules of the peer in a periodic box")
  func peer() throws {
    let found = try positions {
      $0.boundary = .periodic
      $0.box = [7, 8, 9]
      $0.start = .uniform
      $0.blindZones = .all
      $0.turning = .nlerp
      $0.noise = .additive
    }
    expect(
      found,
      are: [
        1.8473058889330494, 3.269441037797273, 7.424161538532682,
        1.7854835953600887, 2.2377962872310464, 0.946442864562199,
        0.829963943919684, 4.139268000709745, 6.496771987412674,
        4.603911723656774, 6.499168324196802, 7.025200702183074,
      ])
  }

  @Test("In a round tank in the plane")
  func tank() throws {
    let found = try positions {
      $0.dimension = 2
      $0.boundary = .tank
      $0.tankRadius = 3
      $0.start = .mill
    }
    expect(
      found,
      are: [
        -1.2333011750562335, 0.8556943610402443, 0.0,
        -0.604034125051528, -1.2568531458609709, 0.0,
        1.3159314879636224, -0.9029278377698005, 0.0,
        1.1946627024458922, 1.084517021780675, 0.0,
      ])
  }
}
