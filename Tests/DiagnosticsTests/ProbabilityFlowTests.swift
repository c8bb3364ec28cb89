import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore
import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusDiagnostics

/// The probability flow of self-propelled particles whose entropy production is known.
@Suite("The probability flow of active particles")
struct ProbabilityFlowTests {
  private func result(_ call: String, _ frames: [Frame]) throws -> SeriesResult {
    let request = try DiagnosticCatalog.standard.request(
      call, at: SourcePosition(source: "test", line: 1, column: 1))
    let analysis = Analysis([request])
    for frame in frames { try analysis.add(frame) }
    try analysis.finish()
    return analysis.results[0]
  }

  private func numbers(_ result: SeriesResult) -> [String: Double] {
    var numbers: [String: Double] = [:]
    for member in result.details {
      if case .number(let value) = member.value { numbers[member.key] = value }
      if case .integer(let value) = member.value { numbers[member.key] = Double(value) }
    }
    return numbers
  }

  /// Fifty particles in a trap of 0.5, whose rate is v0^2 g/(D (g + k)) = 5 for every model.
  private func trapped(_ model: String, frames: Int = 100, seed: UInt64 = 1) -> [Frame] {
    var random = TestNumbers(seed: seed)
    var particles = ActiveParticles(model: model, parameters: ["trap_stiffness": 0.5])
    particles.place(50, within: 1, &random)
    return particles.frames(
      frames, every: 100, after: 400, step: 0.02, ActiveParticles.trap(0.5), &random)
  }

  @Test("A trap, Ornstein-Uhlenbeck: the features are exact, the bound is the rate 5")
  func trap() throws {
    let result = try result("probability_flow", trapped("aoup"))
    let found = numbers(result)
    let error = try #require(found["bound_standard_error"])
    #expect(error < 0.2)
    #expect(abs(try #require(found["bound"]) - 5) < 3 * error)
    #expect(abs(try #require(found["plug"]) - 5) < 3 * error)
    #expect(abs(try #require(found["known_rate"]) - 5) < 3 * error)
    let gap = try #require(found["gap"])
    #expect(abs(gap) < 3 * (try #require(found["gap_standard_error"])))
    #expect(result.whole?.samples == 5000)
    #expect(result.whole?.unit == .natPerTime)
    #expect(result.whole?.value == found["bound"])
    // s = -S^-1 (x, u): <x^2> = .5, <x u> = .5, <u^2> = .5 and .1/.5 more in x, per component.
    #expect(result.table?.rows.count == 1)
  }

  /// The density of an active Brownian particle in a trap is no Gaussian: the bound is below.
  @Test("A trap, active Brownian: linear features leave a gap, the bound stays below the rate")
  func brownian() throws {
    let found = numbers(try result("probability_flow", trapped("abp")))
    let error = try #require(found["bound_standard_error"])
    #expect(abs(try #require(found["known_rate"]) - 5) < 0.4)
    #expect(try #require(found["bound"]) < 5 + 2 * error)
    #expect(abs(try #require(found["gap"]) - 0.027) < 0.012, "\(found)")
    #expect(found["features_left_out"] == 1)
  }

  /// u.u is constant, so that its feature has no component along the angle but rounding: free
  /// particles have the score 0 and the bound v0^2/D = 8.1, in a trap it is below 4.05.
  @Test("A speed that is no power of two leaves u.u out all the same", arguments: [0.0, 0.5])
  func speed(stiffness: Double) throws {
    var random = TestNumbers(seed: 4)
    var particles = ActiveParticles(
      model: "abp", speed: 0.9, parameters: ["trap_stiffness": stiffness])
    particles.place(50, within: 1, &random)
    let frames = particles.frames(
      100, every: 100, after: 400, step: 0.02, ActiveParticles.trap(stiffness), &random)
    let result = try result("probability_flow", frames)
    let found = numbers(result)
    #expect(found["features_left_out"] == 1)
    #expect(result.notes.contains { $0.hasPrefix("left out") && $0.hasSuffix(": u.u") })
    let (bound, rate) = (try #require(found["bound"]), try #require(found["known_rate"]))
    if stiffness == 0 {
      #expect(abs(rate - 8.1) < 1e-9 && abs(bound - 8.1) < 1e-9)
    } else {
      let error = try #require(found["bound_standard_error"])
      #expect(abs(rate - 4.05) < 0.35)
      #expect(bound < 4.05 + 2 * error)
      #expect(abs(try #require(found["gap"]) - 0.027) < 0.02, "\(found)")
    }
  }

  /// Equal persistence: 5/0.8 + 5/3.8 for both; persistences 2 and 1/3: 10.709302.
  @Test(
    "Two particles on a spring in a trap: global features find the rate, half of it per particle",
    arguments: [([2.0, 2], 7.5657895), ([2, 1.0 / 3], 10.709302)])
  func spring(times: [Double], exact: Double) throws {
    var random = TestNumbers(seed: 5)
    var particles = ActiveParticles(
      dimension: 1, interaction: "springs", box: .open(spatialDimension: 1))
    particles.persistenceTimes = times
    particles.place(2, within: 1, &random)
    let law: ActiveParticles.Law = { x in
      ([-1.8 * x[0] + 1.5 * x[1], 1.5 * x[0] - 1.8 * x[1]], [-1.8, -1.8])
    }
    let frames = particles.frames(2000, every: 100, after: 400, step: 0.02, law, &random)
    let found = numbers(try result("probability_flow", frames))
    let error = try #require(found["bound_standard_error"])
    #expect(error < 0.3)
    #expect(abs(try #require(found["bound"]) - exact / 2) < 3 * error, "\(found)")
    #expect(abs(try #require(found["plug"]) - exact / 2) < 3 * error)
  }

  /// Two particles on a ring whose potential is that of their distance are one in 2 cos x, of twice
  /// the variance and diffusivity: 4.701.
  @Test(
    "A ring with a potential A cos x: Fourier and Hermite functions find the rate",
    arguments: [(1.0, 1.0, 0.1, 6.661778), (2, 2.0.squareRoot(), 0.2, 4.701)])
  func ring(amplitude: Double, speed: Double, diffusivity: Double, exact: Double) throws {
    var random = TestNumbers(seed: 6)
    var particles = ActiveParticles(
      dimension: 1, speed: speed, diffusivity: diffusivity,
      box: Box(
        spatialDimension: 1, boundary: [.periodic, .open, .open],
        lower: [0, -.infinity, -.infinity], upper: [2 * .pi, .infinity, .infinity]))
    particles.place(100, within: 2 * .pi, &random)
    let law: ActiveParticles.Law = { positions in
      (
        positions.map { SIMD3(amplitude * .sin($0.x), 0, 0) },
        positions.map { amplitude * .cos($0.x) }
      )
    }
    let frames = particles.frames(150, every: 50, after: 400, step: 0.02, law, &random)
    let found = numbers(try result("probability_flow", frames))
    let error = try #require(found["bound_standard_error"])
    #expect(error < 0.25)
    #expect(abs(try #require(found["known_rate"]) - exact) < 3 * error)
    #expect(abs(try #require(found["bound"]) - exact) < 3 * error, "\(found)")
    #expect(abs(try #require(found["gap"])) < 0.03)
    #expect(try result("probability_flow(field: gap)", frames).whole?.unit == .dimensionless)
  }

  /// Particles of speed 1 in a trap of 0.5 and passive ones: 5 and 0.
  @Test("Species have features of their own, passive ones produce nothing")
  func mixture() throws {
    var random = TestNumbers(seed: 9)
    var particles = ActiveParticles(parameters: ["trap_stiffness": 0.5])
    particles.place(50, within: 1, &random)
    particles.speeds = (0..<50).map { $0 < 25 ? 1 : 0 }
    for i in 25..<50 { particles.selfPropulsions[i] = .zero }
    let frames = particles.frames(
      100, every: 100, after: 400, step: 0.02, ActiveParticles.trap(0.5), &random)
    let found = numbers(try result("probability_flow", frames))
    let error = try #require(found["bound_standard_error"])
    #expect(abs(try #require(found["bound"]) - 2.5) < 3 * error, "\(found)")
    #expect(abs(try #require(found["plug"]) - 2.5) < 3 * error)
    #expect(found["features_left_out"] == 2)
  }

  @Test("Without self-propulsion nothing is produced, and no gap is stated")
  func equilibrium() throws {
    var random = TestNumbers(seed: 7)
    var particles = ActiveParticles(speed: 0, parameters: ["trap_stiffness": 0.5])
    particles.place(50, within: 1, &random)
    let frames = particles.frames(
      60, every: 100, after: 400, step: 0.02, ActiveParticles.trap(0.5), &random)
    let result = try result("probability_flow", frames)
    let found = numbers(result)
    let error = try #require(found["bound_standard_error"])
    #expect(abs(try #require(found["bound"])) < 3 * error)
    let plug = try #require(found["plug"])
    #expect(plug >= 0 && plug < 1e-3)
    #expect(found["gap"] == nil)
  }

  /// Four discs of stiffness 20 and persistence length 5 at packing 0.3.
  private func discs(_ model: String, diffusivity: Double, frames: Int) -> [Frame] {
    var random = TestNumbers(seed: 8)
    let length = 3.2
    var particles = ActiveParticles(
      model: model, interaction: "harmonic", persistenceTime: 5, diffusivity: diffusivity,
      box: Box(lengths: [length, length], boundary: .periodic))
    particles.place(4, within: length, &random)
    return particles.frames(
      frames, every: 200, after: 8000, step: 0.0025, ActiveParticles.discs(20, length: length),
      &random)
  }

  @Test(
    "Discs: pair features learn most of the rate, and classes add up to the whole",
    arguments: ["aoup", "abp"])
  func pairs(model: String) throws {
    let frames = discs(model, diffusivity: 0.05, frames: 4000)
    let result = try result("probability_flow(range: 1.5, densities: [0.2, 0.3])", frames)
    let found = numbers(result)
    let (rate, bound) = (try #require(found["known_rate"]), try #require(found["bound"]))
    let error = try #require(found["squared_error_standard_error"])
    #expect(bound < rate + 2 * error, "\(found)")
    #expect(try #require(found["gap"]) < 0.25, "\(found)")
    let rows = try #require(result.table).rows
    #expect(rows.count == 3)
    let shares = rows.compactMap { Double($0[2]) }
    #expect(abs(shares.reduce(0, +) - 1) < 1e-12)
    for (column, name) in [(3, "plug"), (5, "known_rate")] {
      let parts = rows.compactMap { Double($0[column]) }
      let total = zip(shares, parts).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(total - (try #require(found[name]))) < 1e-10)
    }
  }

  @Test("Without noise in positions the contraction is what is learned, contacts tell most of it")
  func contacts() throws {
    let frames = discs("aoup", diffusivity: 0, frames: 4000)
    let result = try result("probability_flow(range: 1.5)", frames)
    let found = numbers(result)
    #expect(result.details.first?.value == .text("contraction"))
    let rate = try #require(found["known_rate"])
    #expect(abs(try #require(found["gap"]) - 0.29) < 0.06, "\(found)")
    let alone = numbers(
      try self.result("probability_flow(range: 1.5, features: [single, pair])", frames))
    #expect(try #require(alone["bound"]) < 0.1 * rate, "\(alone)")
  }

  @Test("The flow of the last frame is a table, and its productions have the mean of the plug")
  func velocities() throws {
    let frames = trapped("aoup", frames: 20)
    let result = try result("probability_flow(velocities: true)", frames)
    let table = try #require(result.table)
    #expect(
      table.columns == [
        "particle", "flow_x", "flow_y", "self_propulsion_flow_x", "self_propulsion_flow_y",
        "total_production",
      ])
    #expect(table.rows.count == 50)
    for row in table.rows {
      let v = row.dropFirst().compactMap(Double.init)
      let production = (v[0] * v[0] + v[1] * v[1]) / 0.1 + (v[2] * v[2] + v[3] * v[3]) / 0.25
      #expect(abs(production - v[4]) < 1e-9 * (1 + v[4]))
    }
    let mean = table.rows.compactMap { Double($0[5]) }.reduce(0, +) / 50
    #expect(abs(mean - 5) < 2.5)
  }

  @Test("What cannot be learned is refused with the reason")
  func refusals() throws {
    let few = trapped("aoup", frames: 8)
    #expect(throws: DiagnosticError.self) { try result("probability_flow", few) }
    do {
      _ = try result("probability_flow", few)
    } catch let error as DiagnosticError {
      #expect(
        error.message
          == "probability_flow: 3 features need 10 frames: 10 samples each, of which a frame has 50, "
          + "and no fewer than 10 frames; there are 8")
    }
    let box = Box.open(spatialDimension: 2)
    func refusal(_ call: String, _ change: (inout ActiveParticles) -> Void) throws -> String? {
      let request = try DiagnosticCatalog.standard.request(
        call, at: SourcePosition(source: "test", line: 1, column: 1))
      var particles = ActiveParticles()
      particles.positions = [.zero, .one]
      change(&particles)
      let error = #expect(throws: DiagnosticError.self) {
        try request.diagnostic.check(context: particles.context, box: box)
      }
      return error?.message
    }
    #expect(
      try refusal("probability_flow") { $0.model = "rtp" }
        == "model rtp is not supported: it turns by jumps, which have no score")
    #expect(
      try refusal("probability_flow") { ($0.speed, $0.diffusivity) = (0, 0) }
        == "nothing is noisy: translational_diffusivity and speed are 0")
    #expect(
      try refusal("probability_flow(features: [pair])") { _ in }
        == "pair features need particles that repel each other (interaction: none)")
    #expect(
      try refusal("probability_flow(features: [global])") {
        $0.positions = [SIMD3](repeating: .zero, count: 20)
      } == "global features are for up to 16 particles, here are 20")
    #expect(throws: Problems.self) {
      try DiagnosticCatalog.standard.request(
        "probability_flow(edges: [1, 0.9])",
        at: SourcePosition(source: "test", line: 1, column: 1))
    }
  }
}
