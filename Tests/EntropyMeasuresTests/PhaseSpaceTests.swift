import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusEntropyMeasures

/// What entropies of phase space must do, and rates of production that are known exactly.
@Suite struct PhaseSpaceTests {
  /// The standard map on the torus: (x, p) goes to (x + p', p' = p + K sin(2 pi x)/(2 pi)), which
  /// keeps areas and mixes.
  private static func standardMap(_ points: [Double], strength: Double) -> [Double] {
    stride(from: 0, to: points.count, by: 2).flatMap { index -> [Double] in
      let (x, p) = (points[index], points[index + 1])
      let kicked = p + strength / (2 * .pi) * Double.sin(2 * .pi * x)
      let moved = x + kicked
      return [moved - moved.rounded(.down), kicked - kicked.rounded(.down)]
    }
  }

  private static func coarseGrained(_ points: [Double]) throws -> Double {
    let cells = stride(from: 0, to: points.count, by: 2).map { index -> Double in
      let (column, row) = (Int(points[index] * 16), Int(points[index + 1] * 16))
      return Double(16 * column + row)
    }
    return try #require(try measure("miller_madow(values: symbols)", cells).value)
  }

  @Test func aMapThatKeepsAreasKeepsTheFineEntropyAndMixesTheCoarseOne() throws {
    var random = TestNumbers(seed: 21)
    var points = (0..<8000).flatMap { _ in
      [0.5 + 0.04 * random.normal(), 0.5 + 0.04 * random.normal()]
    }
    let call = "kozachenko_leonenko(k: 4, periods: [1, 1])"
    func fine() throws -> Estimate {
      try measure(call, [InputArray(points, shape: [8000, 2])])
    }
    let start = try fine()
    let first = try #require(start.value)
    let error = try #require(start.standardError?.value)
    #expect(abs(first - (1 + Double.log(2 * .pi * 0.0016))) < 4 * error)
    var coarse = try Self.coarseGrained(points)
    for step in 1...4 {
      points = Self.standardMap(points, strength: 3)
      // Later the filaments are thinner than the distance of neighbors, and 8000 points tell them
      // apart no more.
      if step <= 2 {
        let value = try #require(try fine().value)
        #expect(abs(value - first) < 4 * error + 0.02, "step \(step): \(first) became \(value)")
      }
      let mixed = try Self.coarseGrained(points)
      if step <= 3 { #expect(mixed > coarse, "step \(step)") }
      coarse = mixed
    }
    #expect(coarse > 4.8 && coarse <= Double.log(256) + 0.01)
  }

  @Test func aDrivenRingProducesDriftSquaredOverDiffusion() throws {
    var random = TestNumbers(seed: 22)
    let (drift, diffusion, step) = (1.0, 0.5, 0.05)
    let increments = (0..<40_000).map { _ in
      drift * step + (2 * diffusion * step).squareRoot() * random.normal()
    }
    for call in [
      "drift_entropy_production(time_step: 0.05)",
      "uncertainty_bound(time_step: 0.05, block: 50)",
    ] {
      let estimate = try measure(call, increments)
      let (value, error) = (
        try #require(estimate.value), try #require(estimate.standardError?.value)
      )
      #expect(abs(value - 2) < 4 * error, "\(call): \(value) +- \(error)")
    }
  }

  @Test func aCycleSampledInTimeShowsTheRateOfItsPropagator() throws {
    // Rates 2 and 1/2 around three states, sampled every 0.05: the exact rate of the sampled chain.
    let (up, down, step) = (2.0, 0.5, 0.05)
    let decay = Double.exp(-1.5 * (up + down) * step)
    let angle = 3.0.squareRoot() / 2 * (up - down) * step
    func probability(_ shift: Double) -> Double {
      (1 + 2 * decay * Double.cos(angle - 2 * .pi * shift / 3)) / 3
    }
    let (forth, back) = (probability(1), probability(2))
    let exact = (forth - back) * Double.log(forth / back) / step
    #expect(agree(exact, 1.50014965263, to: 1e-9))
    var random = TestNumbers(seed: 23)
    var state = 0
    let states = (0..<40_000).map { _ -> Double in
      let u = random.uniform()
      state = (state + (u < forth ? 1 : u < forth + back ? 2 : 0)) % 3
      return Double(state)
    }
    let estimate = try measure("markov_entropy_production(time_step: 0.05)", states)
    let (value, error) = (
      try #require(estimate.value), try #require(estimate.standardError?.value)
    )
    #expect(abs(value - exact) < 4 * error, "\(value) +- \(error), exactly \(exact)")
  }

  @Test func modesOfEqualTemperatureHaveTheirThermalEntropy() throws {
    var random = TestNumbers(seed: 24)
    let (temperature, frequency) = (1.0, 0.5)
    let rows = (0..<20_000).flatMap { _ in
      [
        temperature.squareRoot() / frequency * random.normal(),
        temperature.squareRoot() * random.normal(),
      ]
    }
    let modes = [InputArray(rows, shape: [20_000, 2])]
    let classical = try #require(try measure("gaussian_mode_entropy", modes).value)
    #expect(abs(classical - 1.6931471805599454) < 4 / (20_000.0).squareRoot())
    let quantum = try #require(
      try measure("gaussian_mode_entropy(statistics: quantum)", modes).value)
    // The classical ensemble has the area T/w = 2: (5/2) ln(5/2) - (3/2) ln(3/2).
    #expect(abs(quantum - (2.5 * Double.log(2.5) - 1.5 * Double.log(1.5))) < 0.04)
  }
}
