import Testing

@testable import ClausiusEntropyMeasures

/// The entropy production of linear processes against closed forms, to 1e-10.
@Suite("Exact entropy production of linear processes")
struct LinearDiffusionTests {
  /// Ornstein-Uhlenbeck particles with the stiffness matrix `springs` and the persistence rates
  /// `g`: positions, then self-propulsions.
  private func propelled(
    _ springs: [[Double]], rates g: [Double], speed: Double = 1, diffusivity: Double = 0.1
  ) throws -> LinearDiffusion {
    let n = g.count
    let rows = (0..<2 * n).map { i in
      (0..<2 * n).map { j in
        if i < n { return j < n ? -springs[i][j] : (j == i + n ? 1.0 : 0) }
        return i == j ? -g[i - n] : 0
      }
    }
    return try LinearDiffusion(
      drift: rows,
      diffusivities: [Double](repeating: diffusivity, count: n) + g.map { $0 * speed * speed })
  }

  private let pair: [[Double]] = [[1.8, -1.5], [-1.5, 1.8]]
  private let even = [1.0, 1, 1, 1]
  private let odd = [1.0, 1, -1, -1]

  @Test("A trap: v0^2 g/(D (g + k)) even, v0^2 k/(D (g + k)) odd", arguments: [0.5, 0.1, 7])
  func trap(stiffness: Double) throws {
    let (g, v, d) = (0.5, 1.3, 0.1)
    let process = try propelled([[stiffness]], rates: [g], speed: v, diffusivity: d)
    let scale = v * v / (d * (g + stiffness))
    #expect(abs(try process.entropyProduction(parity: [1, 1]) - scale * g) < 1e-10)
    #expect(abs(try process.entropyProduction(parity: [1, -1]) - scale * stiffness) < 1e-10)
    // <x^2> = (D + v0^2/(g + k))/k.
    #expect(
      abs(process.covariance[0][0] - (d + v * v / (g + stiffness)) / stiffness) < 1e-10)
  }

  @Test("A ring of springs, one site pinned: (v0^2/D) g [(g + K)^-1]_ii at site i")
  func ring() throws {
    let n = 16
    let springs = (0..<n).map { i in
      (0..<n).map { j -> Double in
        if i == j { return i == 0 ? 7 : 4 }
        return (i + 1) % n == j || (j + 1) % n == i ? -2 : 0
      }
    }
    let process = try propelled(springs, rates: [Double](repeating: 0.5, count: n))
    let parts = try process.entropyProductions(parity: [Double](repeating: 1, count: 2 * n))
    let shifted = springs.indices.map { i in
      springs.indices.map { springs[i][$0] + (i == $0 ? 0.5 : 0) }
    }
    let factor = try #require(Cholesky(shifted))
    for i in 0..<n {
      let column = factor.solveLower((0..<n).map { $0 == i ? 1 : 0 })
      let squares: [Double] = column.map { $0 * $0 }
      let exact = 5 * squares.reduce(0, +)
      #expect(abs(parts[i] - exact) < 1e-10)
      #expect(abs(parts[n + i]) < 1e-10)
    }
    #expect(abs(parts.reduce(0, +) / 16 - 2.22990) < 5e-6)
    #expect(abs(parts[0] - 0.98813) < 5e-6)
  }

  /// Even and odd add up to 2 v0^2/D; for equal rates the modes k = 0.3 and 3.3 are traps by
  /// themselves.
  @Test("Two particles on a spring in a trap, equal and unequal persistence")
  func twoParticles() throws {
    let unequal = try propelled(pair, rates: [0.5, 3])
    let (a, b) = (
      try unequal.entropyProduction(parity: even), try unequal.entropyProduction(parity: odd)
    )
    #expect(abs(a - 10.709302) < 5e-7)
    #expect(abs(a + b - 20) < 1e-10)
    let equal = try propelled(pair, rates: [0.5, 0.5])
    let modes = 5 / 0.8 + 5 / 3.8
    #expect(abs(try equal.entropyProduction(parity: even) - modes) < 1e-10)
    #expect(abs(try equal.entropyProduction(parity: odd) - (20 - modes)) < 1e-10)
  }

  @Test("Positions alone show less, and nothing where both persist alike")
  func positions() throws {
    let unequal = try propelled(pair, rates: [0.5, 3])
    let seen = try unequal.observedEntropyProduction(of: [0, 1], parity: [1, 1])
    #expect(abs(seen - 0.13391327427034) < 1e-10)
    let equal = try propelled(pair, rates: [0.5, 0.5])
    #expect(abs(try equal.observedEntropyProduction(of: [0, 1], parity: [1, 1])) < 1e-10)
    // All variables show all of it.
    for parity in [even, odd] {
      let all = try unequal.observedEntropyProduction(of: [0, 1, 2, 3], parity: parity)
      #expect(abs(all - (try unequal.entropyProduction(parity: parity))) < 1e-10)
    }
  }

  /// a = 1, b = 2, c = 0.6, T1 = 1, T2 = 3.
  @Test("The Brownian gyrator: c^2 (T1 - T2)^2/((a + b) T1 T2)")
  func gyrator() throws {
    let drift: [[Double]] = [[-1, -0.6], [-0.6, -2]]
    let process = try LinearDiffusion(drift: drift, diffusivities: [1, 3])
    #expect(abs(try process.entropyProduction(parity: [1, 1]) - 0.16) < 1e-10)
    let equilibrium = try LinearDiffusion(drift: drift, diffusivities: [2, 2])
    #expect(abs(try equilibrium.entropyProduction(parity: [1, 1])) < 1e-10)
  }

  /// p = u + F is odd and x even: dp = -(g + H) p dt - g H x dt + noise of c g.
  @Test("Without noise in positions (Fodor): two persistences produce, one does not")
  func fodor() throws {
    func rate(_ g: [Double]) throws -> Double {
      let rows = (0..<4).map { i in
        (0..<4).map { j -> Double in
          if i < 2 { return j == i + 2 ? 1 : 0 }
          let (row, column) = (i - 2, j % 2)
          if j < 2 { return -g[row] * pair[row][column] }
          return -pair[row][column] - (row == column ? g[row] : 0)
        }
      }
      return try LinearDiffusion(drift: rows, diffusivities: [0, 0, g[0], g[1]])
        .entropyProduction(parity: odd)
    }
    #expect(abs(try rate([0.5, 3]) - 1.3257056585592) < 1e-10)
    #expect(abs(try rate([0.5, 0.5])) < 1e-10)
  }

  /// J (1/T1 - 1/T2) with J = c^2 gamma dT/(2(c^2 + (k + c) gamma^2)).
  @Test("Heat through two masses: positions even, velocities odd")
  func conductor() throws {
    let process = try LinearDiffusion(
      drift: [[0, 0, 1, 0], [0, 0, 0, 1], [-1.7, 0.7, -0.5, 0], [0.7, -1.7, 0, -0.5]],
      diffusivities: [0, 0, 0.5, 2])
    let flux = 0.49 * 0.5 * 3 / (2 * (0.49 + 1.7 * 0.25))
    #expect(abs(try process.entropyProduction(parity: odd) - flux * 0.75) < 1e-10)
  }

  @Test("Infinite rates, unstable drifts and other parities are refused with the reason")
  func refusals() throws {
    let still = try propelled(pair, rates: [0.5, 3], diffusivity: 0)
    let infinite = #expect(throws: EntropyError.self) {
      try still.entropyProduction(parity: even)
    }
    #expect(
      infinite?.description
        == "the rate is infinite: variable 1 has no noise, and its drift is irreversible under "
        + "this parity")
    let unstable = #expect(throws: EntropyError.self) {
      try LinearDiffusion(drift: [[0.5]], diffusivities: [1])
    }
    #expect(
      unstable?.description
        == "there is no stationary state: an eigenvalue of the drift has the real part 0.5")
    let parity = #expect(throws: EntropyError.self) {
      try still.entropyProduction(parity: [1, 1])
    }
    #expect(parity?.description == "parity takes 4 numbers, each 1 or -1")
    #expect(throws: EntropyError.self) {
      try LinearDiffusion(drift: [[-1]], diffusivities: [-1])
    }
    #expect(throws: EntropyError.self) {
      try LinearDiffusion(drift: [[-1, 0]], diffusivities: [1])
    }
  }
}
