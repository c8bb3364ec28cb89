import RealModule
import Testing

@testable import ClausiusEntropyMeasures

/// Linear systems with noise whose entropy production is known exactly, and a driven particle in a periodic potential.
@Suite struct ExactProductionTests {
  /// Two overdamped coordinates of stiffness k and coupling u at temperatures 1 and 4: the Brownian gyrator.
  private static let gyrator = LinearProcess(
    drift: [[-1, -0.5], [-0.5, -1]], diffusion: [1, 4], parity: [1, 1])

  /// Two masses on springs k = 1, coupled by c = 0.7, each with friction 0.5 in a bath of its own, T = 1 and 4; positions, then velocities.
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
    #expect(estimate.standardError?.method == .blockJackknife)
    #expect(abs(value - exact) < 4 * error, "\(value) +- \(error), exactly \(exact)")
  }

  @Test func aParticleInATiltedCosineDissipatesItsDrift() throws {
    // x' = 1 + sin x + noise of D = 1: the mean velocity, and with force and temperature 1 the production, is 0.774718.
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
    // Steps of 0.3 are wide against 24 cells, so that cells hide little, and short against the time of a turn: together a percent.
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

/// x' = A x + noise of diffusion D on each axis, in its stationary state.
private struct LinearProcess {
  let drift: [[Double]]
  let diffusion: [Double]
  let parity: [Double]

  /// exp(A t) and the covariance of the noise of a step t.
  private func step(_ time: Double) -> (move: [[Double]], noise: [[Double]]) {
    let size = drift.count
    let small = time / 0x1p24
    let kicks = (0..<size).map { i in (0..<size).map { $0 == i ? 2 * diffusion[i] : 0 } }
    let one = (0..<size).map { i in (0..<size).map { $0 == i ? 1.0 : 0 } }
    let square = product(drift, drift)
    var move = combined(combined(one, drift, small), square, small * small / 2)
    let bent = combined(product(drift, kicks), transposed(product(drift, kicks)), 1)
    var noise = combined(kicks.map { $0.map { $0 * small } }, bent, small * small / 2)
    for _ in 0..<24 {
      noise = combined(noise, product(product(move, noise), transposed(move)), 1)
      move = product(move, move)
    }
    return (move, noise)
  }

  /// The covariance of the stationary state: that of the noise of a time beyond all memory.
  private var stationary: [[Double]] { step(400).noise }

  /// The relative entropy of a step to the step that the reversed film shows, divided by its time.
  func sampledRate(every time: Double) -> Double {
    let (move, _) = step(time)
    let (size, own) = (drift.count, stationary)
    let cross = product(move, own)
    var forward = [[Double]](repeating: Array(repeating: 0, count: 2 * size), count: 2 * size)
    var backward = forward
    for i in 0..<size {
      for j in 0..<size {
        let sign = parity[i] * parity[j]
        (forward[i][j], forward[size + i][size + j]) = (own[i][j], own[i][j])
        (forward[size + i][j], forward[j][size + i]) = (cross[i][j], cross[i][j])
        (backward[i][j], backward[size + i][size + j]) = (sign * own[i][j], sign * own[i][j])
        (backward[i][size + j], backward[size + j][i]) = (sign * cross[i][j], sign * cross[i][j])
      }
    }
    let mirrored = (0..<size).map { i in (0..<size).map { parity[i] * parity[$0] * own[i][$0] } }
    guard let steps = gaussianDivergence(of: forward, from: backward),
      let states = gaussianDivergence(of: own, from: mirrored)
    else { return .nan }
    return (steps - states) / time
  }

  /// A path of the stationary process, sampled exactly.
  func path(steps: Int, every time: Double, seed: UInt64) -> InputArray {
    let (move, noise) = step(time)
    let size = drift.count
    guard let kick = Cholesky(noise), let start = Cholesky(stationary) else {
      return InputArray([])
    }
    var random = TestNumbers(seed: seed)
    func normals(_ factor: Cholesky) -> [Double] {
      let z = (0..<size).map { _ in random.normal() }
      return factor.lower.map { row in zip(row, z).reduce(0) { $0 + $1.0 * $1.1 } }
    }
    var x = normals(start)
    var rows: [Double] = []
    for _ in 0..<steps {
      rows += x
      let kicked = normals(kick)
      x = (0..<size).map { i in zip(move[i], x).reduce(kicked[i]) { $0 + $1.0 * $1.1 } }
    }
    return InputArray(rows, shape: [steps, size])
  }

  private func product(_ a: [[Double]], _ b: [[Double]]) -> [[Double]] {
    a.map { row in b[0].indices.map { j in row.indices.reduce(0) { $0 + row[$1] * b[$1][j] } } }
  }

  private func combined(_ a: [[Double]], _ b: [[Double]], _ factor: Double) -> [[Double]] {
    zip(a, b).map { zip($0, $1).map { $0 + factor * $1 } }
  }

  private func transposed(_ a: [[Double]]) -> [[Double]] {
    a.indices.map { j in a.map { $0[j] } }
  }
}
