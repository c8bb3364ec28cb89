import ClausiusTestSupport
import Testing

@testable import ClausiusEntropyMeasures

/// What estimators of entropy production say of series without any, and how they know what time
/// reversal does.
@Suite struct ReversibilityTests {
  /// Diffusion on a ring with the velocity v: D = 0.5, steps of 0.05; the production is 2 v^2.
  private static func ring(velocity: Double, steps: Int = 4000, seed: UInt64) -> [Double] {
    var random = TestNumbers(seed: seed)
    var x = 0.0
    return (0..<steps).map { _ in
      x += velocity * 0.05 + 0.05.squareRoot() * random.normal()
      return x
    }
  }

  private static func wrapped(_ path: [Double]) -> [Double] {
    path.map { $0 - 2 * .pi * ($0 / (2 * .pi)).rounded(.down) }
  }

  private static let call = "neighbor_entropy_production(time_step: 0.05, parity: even"
  private static let periods = "periods: [\(2 * Double.pi)]"

  @Test(arguments: 0..<6 as Range<UInt64>)
  func freeDiffusionProducesNothing(seed: UInt64) throws {
    let path = Self.ring(velocity: 0, seed: seed)
    let round = Self.wrapped(path)
    let estimates = [
      try measure(Self.call + ")", path), try measure(Self.call + ")", round),
      try measure(Self.call + ", \(Self.periods))", round),
    ]
    for estimate in estimates {
      let (value, error) = (
        try #require(estimate.value), try #require(estimate.standardError?.value)
      )
      #expect(abs(value) < 3 * error, "\(value) +- \(error)")
      #expect(error < 0.6)
    }
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func driftOnARingIsSeenThroughItsPeriod(seed: UInt64) throws {
    let path = Self.ring(velocity: 1, steps: 8000, seed: seed)
    let estimate = try measure(Self.call + ", \(Self.periods))", Self.wrapped(path))
    let (value, error) = (
      try #require(estimate.value), try #require(estimate.standardError?.value)
    )
    #expect(abs(value - 2) < 3 * error, "\(value) +- \(error)")
    #expect(value > 4 * error)
    // Where the ring begins, and whether turns are counted, is of no importance.
    let unrolled = try measure(Self.call + ", \(Self.periods), window: 64)", path)
    let round = try measure(
      Self.call + ", \(Self.periods), window: 64)", Self.wrapped(path.map { $0 + 1 }))
    #expect(abs(try #require(unrolled.value) - #require(round.value)) < 1e-6)
  }

  @Test func stepsToTheNearestImageAreSteps() throws {
    let path = Self.ring(velocity: 1, seed: 9)
    let steps = zip(path.dropFirst(), path).map { $0 - $1 }
    let round = Self.wrapped(path)
    let jumps = zip(round.dropFirst(), round).map { $0 - $1 }
    let call = "neighbor_entropy_production(time_step: 0.05, values: increments, window: 3"
    let open = try #require(try measure(call + ")", steps).value)
    let onRing = try #require(try measure(call + ", \(Self.periods))", jumps).value)
    #expect(abs(open - onRing) < 1e-6)
  }

  @Test func whatIsNoSignOfIrreversibilityIsTold() throws {
    let path = Self.ring(velocity: 0, seed: 3)
    let halves = try measure(Self.call + ", split: halves)", path)
    #expect(try #require(halves.value) > 10)
    #expect(halves.warnings.contains { $0.description.contains("two parts of the series differ") })
    // A path that never comes back has no neighbors: nothing can be said of its direction.
    let lost = try measure(Self.call + ")", Self.ring(velocity: 1, seed: 3))
    #expect(lost.warnings.contains { $0.description.contains("as far away as a step is long") })
    #expect(throws: EntropyError.self) {
      try measure(Self.call + ", split: halves, window: 3)", path)
    }
  }

  // MARK: Parity

  @Test(arguments: ["gaussian", "neighbor"])
  func anUnstatedParityIsTold(kind: String) throws {
    let process = LinearProcess(
      drift: [[0, 1], [-1, -0.5]], diffusion: [0, 0.5], parity: [1, -1])
    let path = process.path(steps: 400, every: 0.5, seed: 4)
    func found(_ parity: String) throws -> Estimate {
      try measure("\(kind)_entropy_production(time_step: 0.5\(parity))", [path])
    }
    let (none, even) = (try found(""), try found(", parity: even"))
    #expect(none.warnings.contains(.unstatedParity))
    #expect(!even.warnings.contains(.unstatedParity))
    #expect(none.value == even.value)
    #expect(try found(", parity: [1, 1]").value == even.value)
    #expect(try found(", parity: []").value == even.value)
    #expect(try found(", parity: odd").value == found(", parity: [-1, -1]").value)
    // Positions and velocities taken as alike pretend that most of the motion is irreversible.
    #expect(try #require(even.value) > 4 * #require(found(", parity: [1, -1]").value))
    #expect(throws: EntropyError.self) { try found(", parity: [1, 0.5]") }
    #expect(throws: EntropyError.self) { try found(", parity: [1]") }
  }

  // MARK: Bias

  @Test func independentStatesHaveABiasOfTwoForEachCycle() throws {
    // Of 8 states with all 28 transitions: 21 independent cycles.
    var moments = Moments()
    for seed in 0..<60 as Range<UInt64> {
      var random = TestNumbers(seed: 100 + seed)
      let states = (0...12_800).map { _ in Double(random.integer(below: 8)) }
      let estimate = try measure("markov_entropy_production(time_step: 0.5)", states)
      moments.add(try #require(estimate.value) * 12_800 * 0.5)
    }
    // The sum has twice the distribution of chi squared with 21 degrees of freedom.
    #expect(
      abs(moments.mean - 42) < 4 * (2 * 42.0.squareRoot() / 60.0.squareRoot()), "\(moments.mean)")
  }

  @Test func independentColumnsHaveTheBiasOfTheirPairs() throws {
    var moments = Moments()
    for seed in 0..<60 as Range<UInt64> {
      var random = TestNumbers(seed: 200 + seed)
      let rows = (0..<4 * 1001).map { _ in random.normal() }
      let estimate = try measure(
        "gaussian_entropy_production(time_step: 0.5, parity: even)",
        [InputArray(rows, shape: [1001, 4])])
      moments.add(try #require(estimate.value) * 1000 * 0.5)
    }
    // d(d - 1) = 12, as twice chi squared with 6 degrees of freedom.
    #expect(
      abs(moments.mean - 12) < 4 * (2 * 12.0.squareRoot() / 60.0.squareRoot()), "\(moments.mean)")
  }
}
