import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusEntropyMeasures

/// Linear systems with noise whose entropy production is known exactly, and a driven particle in a
/// periodic potential.
@Suite struct ExactProductionTests {
  /// Two overdamped coordinates of stiffness k and coupling u at temperatures 1 and 4: the Brownian
  /// gyrator.
  private static let gyrator = LinearProcess(
    drift: [[-1, -0.5], [-0.5, -1]], diffusion: [1, 4], parity: [1, 1])

  /// Two masses on springs k = 1, coupled by c = 0.7, each with friction 0.5 in a bath of its own,
  /// T = 1 and 4; positions, then velocities.
  private static let heatConductor = LinearProcess(
    drift: [[0, 0, 1, 0], [0, 0, 0, 1], [-1.7, 0.7, -0.5, 0], [0.7, -1.7, 0, -0.5]],
    diffusion: [0, 0, 0.5, 2], parity: [1, 1, -1, -1])

  @Test func theGyratorProducesWhatItsTorqueDissipates() throws {
    let process = Self.gyrator
    // u^2 (T1 - T2)^2/(2 k T1 T2), and what samples a tenth apart show of it.
    #expect(abs(process.sampledRate(every: 1e-3) - 0.28125) < 4e-4)
    let exact = process.sampledRate(every: 0.1)
    #expect(abs(exact - 0.253944) < 1e-6)
    let path = process.path(steps: 100_000, every: 0.1, seed: 31)
    let found = try #require(
      try measure("gaussian_entropy_production(time_step: 0.1)", [path]).value)
    // Over seeds the estimate scatters by 0.037 for 20,000 steps.
    #expect(abs(found - exact) < 4 * 0.037 / 5.0.squareRoot(), "\(found), exactly \(exact)")
    let bound = try measure(
      "uncertainty_bound(time_step: 0.1, block: 100, current: area)", [path])
    let (value, error) = (
      try #require(bound.value), try #require(bound.standardError?.value)
    )
    #expect(value < 0.28125 + 4 * error && value > 0.1, "\(value) +- \(error)")
  }

  @Test func heatFlowsBetweenTwoMassesAsTheFormulaSays() throws {
    let process = Self.heatConductor
    // J (1/T1 - 1/T2) with J = c^2 gamma dT/(2(c^2 + (k + c) gamma^2)).
    let flux = 0.49 * 0.5 * 3 / (2 * (0.49 + 1.7 * 0.25))
    let rate = flux * 0.75
    #expect(abs(rate - 0.301230) < 1e-6)
    // The reversed film of a step shows nearly all of it: 0.301229310 (computed with 40 digits).
    let exact = process.sampledRate(every: 0.1)
    #expect(abs(exact - 0.301229310) < 1e-7)
    let path = process.path(steps: 100_000, every: 0.1, seed: 32)
    let estimate = try measure(
      "gaussian_entropy_production(time_step: 0.1, parity: [1, 1, -1, -1], blocks: 20)", [path])
    let (value, error) = (
      try #require(estimate.value), try #require(estimate.standardError?.value)
    )
    #expect(estimate.standardError?.method == .subseries)
    #expect(abs(value - exact) < 4 * error, "\(value) +- \(error), exactly \(exact)")
  }

  /// At short steps the pairs of states nearly lie on a surface, and the ends of the series must
  /// not weigh as much as their distance from it.
  @Test(arguments: [0.05, 0.1])
  func positionsWithVelocitiesHaveAProductionAtShortSteps(step: Double) throws {
    let process = Self.heatConductor
    let exact = process.sampledRate(every: step)
    let call = "gaussian_entropy_production(time_step: \(step), parity: [1, 1, -1, -1])"
    var moments = Moments()
    for seed in 40..<48 as Range<UInt64> {
      let estimate = try measure(call, [process.path(steps: 20_000, every: step, seed: seed)])
      let (value, error) = (
        try #require(estimate.value), try #require(estimate.standardError?.value)
      )
      #expect(abs(value - exact) < 4 * error, "\(value) +- \(error), exactly \(exact)")
      // Over seeds the estimate scatters by 0.047 and 0.037.
      #expect(error > 0.02 && error < 0.1)
      moments.add(value)
    }
    #expect(abs(moments.mean - exact) < 4 * 0.047 / 8.0.squareRoot() + 12 / (20_000 * step))
  }

  /// An oscillator in one bath, at any time step.
  @Test(arguments: [0.01, 0.05, 0.1])
  func anOscillatorInEquilibriumProducesNothing(step: Double) throws {
    let process = LinearProcess(
      drift: [[0, 1], [-1, -0.5]], diffusion: [0, 0.5], parity: [1, -1])
    for seed in 50..<54 as Range<UInt64> {
      let estimate = try measure(
        "gaussian_entropy_production(time_step: \(step), parity: [1, -1])",
        [process.path(steps: 20_000, every: step, seed: seed)])
      let value = try #require(estimate.value)
      // The bias is 2 to 4 over the time of the series, with as large a scatter.
      #expect(value > -1e-9 && value < 20 / (20_000 * step), "\(value)")
    }
  }

  @Test func aParticleInATiltedCosineDissipatesItsDrift() throws {
    // x' = 1 + sin x + noise of D = 1: the mean velocity, and with force and temperature 1 the
    // production, is 0.774718.
    let (exact, step, bins, steps) = (0.774718, 0.02, 12, 400_000)
    var random = TestNumbers(seed: 33)
    var x = 0.0
    var increments: [Double] = []
    let states = (0..<steps).map { _ -> Double in
      let before = x
      for _ in 0..<4 {
        let kick = (2 * step / 4).squareRoot() * random.normal()
        // Heun's rule, of second order in the drift.
        let middle = x + (1 + Double.sin(x)) * step / 4 + kick
        x += (2 + Double.sin(x) + Double.sin(middle)) / 2 * step / 4 + kick
      }
      increments.append(x - before)
      let turn = x / (2 * .pi)
      return ((turn - turn.rounded(.down)) * Double(bins)).rounded(.down)
    }
    let time = Double(steps) * step
    // The variance of the displacement grows like 2 D_eff t with D_eff of order 1.
    #expect(abs(x / time - exact) < 4 * (2 * 1.5 / time).squareRoot())
    // Cells hide a part of the rate, wider ones more.
    let found = try measure("markov_entropy_production(time_step: 0.02)", states)
    let wide = try measure(
      "markov_entropy_production(time_step: 0.02)", states.map { ($0 / 3).rounded(.down) })
    let (value, error) = (
      try #require(found.value), try #require(found.standardError?.value)
    )
    #expect(value < exact && value > 0.3 * exact, "\(value) +- \(error)")
    #expect(try #require(wide.value) < value - error)
    let bound = try measure("uncertainty_bound(time_step: 0.02, block: 500)", increments)
    let (least, spread) = (
      try #require(bound.value), try #require(bound.standardError?.value)
    )
    #expect(least < exact + 4 * spread && least > 0.3 * exact, "\(least) +- \(spread)")
  }

  @Test func fineCellsShowAllOfTheDissipationInATiltedCosine() throws {
    // Steps of 0.3 are wide against 24 cells, so that cells hide little, and short against the time
    // of a turn: together a percent.
    let (exact, step, bins, steps) = (0.774718, 0.3, 24, 2_000_000)
    var random = TestNumbers(seed: 34)
    var x = 0.0
    let states = (0..<steps).map { _ -> Double in
      for _ in 0..<6 {
        let kick = (2 * step / 6).squareRoot() * random.normal()
        let middle = x + (1 + Double.sin(x)) * step / 6 + kick
        x += (2 + Double.sin(x) + Double.sin(middle)) / 2 * step / 6 + kick
      }
      let turn = x / (2 * .pi)
      return ((turn - turn.rounded(.down)) * Double(bins)).rounded(.down)
    }
    let found = try measure("markov_entropy_production(time_step: 0.3)", states)
    let (value, error) = (
      try #require(found.value), try #require(found.standardError?.value)
    )
    // The plug-in is high by about half the kinds of transitions, 576, over the time: 0.0005.
    #expect(abs(value - exact) < 4 * error + 0.01 * exact, "\(value) +- \(error), exactly \(exact)")
    #expect(error < 0.01)
  }
}
