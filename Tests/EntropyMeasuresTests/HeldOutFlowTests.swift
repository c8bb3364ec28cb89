import ClausiusTestSupport
import Testing

@testable import ClausiusEntropyMeasures

/// The learned score of linear processes, whose rate is known.
@Suite("A learned probability flow")
struct HeldOutFlowTests {
  /// Two self-propelled particles on a spring in a trap, of persistence 2 and 1/3: 10.709302.
  private static let driven = try? LinearDiffusion(
    drift: [[-1.8, 1.5, 1, 0], [1.5, -1.8, 0, 1], [0, 0, -0.5, 0], [0, 0, 0, -3]],
    diffusivities: [0.1, 0.1, 0.5, 3])
  /// Two variables in equilibrium.
  private static let still = try? LinearDiffusion(
    drift: [[-1, -0.6], [-0.6, -2]], diffusivities: [2, 2])

  /// Independent samples in the stationary state, with the gradients of x_i x_j as features, in
  /// blocks.
  private func blocks(
    of process: LinearDiffusion, samples: Int, _ random: inout TestNumbers
  ) throws -> ScoreBlocks {
    let size = process.drift.count
    let pairs = (0..<size).flatMap { i in (0...i).map { (i, $0) } }
    let factor = try #require(Cholesky(process.covariance))
    let trace = (0..<size).reduce(0) { $0 + process.drift[$1][$1] }
    var blocks = ScoreBlocks(features: pairs.count, classes: 1)
    for _ in 0..<samples {
      let z = (0..<size).map { _ in random.normal() }
      let x = factor.lower.map { row in zip(row, z).reduce(0) { $0 + $1.0 * $1.1 } }
      var one = ScoreSamples(count: 1, coordinates: size, features: pairs.count)
      one.diffusivities = process.diffusivities
      one.drift = FullMatrices.product([x], FullMatrices.transposed(process.drift))[0]
      one.driftDivergences = [trace]
      let square = zip(one.drift, process.diffusivities).reduce(0) { $0 + $1.0 * $1.0 / $1.1 }
      one.rates = [square + trace]
      for (k, (i, j)) in pairs.enumerated() {
        one.values[i * pairs.count + k] += x[j]
        one.values[j * pairs.count + k] += x[i]
        if i == j { one.divergences[k] = 2 * process.diffusivities[i] }
      }
      blocks.add(one, classOfSample: [0])
      blocks.endStep()
    }
    return blocks
  }

  /// The means over repetitions, and how they scatter beside the errors that are stated.
  private func repeated(
    _ process: LinearDiffusion, samples: Int, times: Int, seed: UInt64
  ) throws -> (bound: Moments, plug: Moments, squaredErrors: Moments) {
    var random = TestNumbers(seed: seed)
    var (bound, plug, errors) = (Moments(), Moments(), Moments())
    for _ in 0..<times {
      let flow = try HeldOutFlow(
        blocks(of: process, samples: samples, &random).blocks, ridge: 1e-6)
      bound.add(flow.rates.bound.value)
      plug.add(flow.rates.plug.value)
      let error = try #require(flow.rates.bound.standardError)
      errors.add(error * error)
    }
    return (bound, plug, errors)
  }

  /// Independent numbers: 10.66 and 10.54 from 1000 samples, 10.65 and 10.64 from 10,000.
  @Test("Two particles in a trap: bound and plug on either side of the rate, by the error")
  func twoParticles() throws {
    let process = try #require(Self.driven)
    let exact = 10.709302
    let (bound, plug, errors) = try repeated(process, samples: 1000, times: 60, seed: 1)
    let scatter = try #require(bound.spread)
    let error = scatter / 60.0.squareRoot()
    // The bound lies below the rate by what 10 coefficients from 800 samples cost, about 0.1.
    #expect(abs(bound.mean - exact + 0.1) < 3 * error, "\(bound.mean) +- \(error)")
    #expect(plug.mean > bound.mean + 0.05, "\(plug.mean), \(bound.mean)")
    #expect(abs(plug.mean - exact) < 3 * error + 0.1, "\(plug.mean)")
    #expect(abs(errors.mean.squareRoot() / scatter - 1) < 0.35)
    let (more, all, _) = try repeated(process, samples: 10_000, times: 10, seed: 2)
    let spread = try #require(more.spread) / 10.0.squareRoot()
    #expect(abs(more.mean - exact) < 3 * spread + 0.02, "\(more.mean)")
    #expect(abs(all.mean - exact) < 3 * spread + 0.02, "\(all.mean)")
  }

  @Test("In equilibrium plug and bound are 0 within the error of the coefficients")
  func equilibrium() throws {
    let process = try #require(Self.still)
    let (bound, plug, errors) = try repeated(process, samples: 2000, times: 40, seed: 3)
    let error = try #require(bound.spread) / 40.0.squareRoot()
    // Each of 3 coefficients costs about the rate of its relaxation over the number of samples.
    #expect(abs(bound.mean) < 3 * error + 0.01, "\(bound.mean) +- \(error)")
    #expect(plug.mean >= 0 && plug.mean < 0.02, "\(plug.mean)")
    #expect(abs(errors.mean.squareRoot() / (error * 40.0.squareRoot()) - 1) < 0.35)
  }

  @Test("The score of a Gaussian is -S^-1 x")
  func coefficients() throws {
    let process = try #require(Self.still)
    var random = TestNumbers(seed: 4)
    let flow = try HeldOutFlow(
      blocks(of: process, samples: 20_000, &random).blocks, ridge: 1e-6)
    // S = A^-1 D: S^-1 = [[1, .6], [.6, 2]]/2; the features of x_i x_i count twice.
    let exact = [-0.25, -0.3, -0.5]
    for score in flow.scores {
      for (found, value) in zip(score.coefficients, exact) { #expect(abs(found - value) < 0.02) }
    }
    #expect(flow.scores.count == 5)
  }

  @Test("Blocks join in pairs, and nothing is lost")
  func blocks() throws {
    let process = try #require(Self.still)
    var random = TestNumbers(seed: 5)
    for (samples, count, length) in [(39, 39, 1), (40, 20, 2), (85, 21, 4), (1000, 31, 32)] {
      let found = try blocks(of: process, samples: samples, &random)
      #expect(found.blocks.count == count)
      #expect(found.length == length)
      #expect(found.blocks.reduce(0) { $0 + $1[0].samples } == samples)
    }
    #expect(throws: EntropyError.self) {
      try HeldOutFlow(blocks(of: process, samples: 9, &random).blocks, ridge: 1e-6)
    }
  }

  @Test("A feature that is 0 is left out; equal features share their coefficient")
  func degenerateFeatures() throws {
    var random = TestNumbers(seed: 6)
    var samples = ScoreSamples(count: 5000, coordinates: 1, features: 3)
    samples.diffusivities = [Double](repeating: 1, count: 5000)
    for sample in 0..<5000 {
      let x = random.normal()
      samples.values[3 * sample] = x
      samples.values[3 * sample + 1] = x
      samples.divergences[3 * sample] = 1
      samples.divergences[3 * sample + 1] = 1
    }
    var sums = ScoreSums(features: 3)
    sums.add(samples)
    let score = try LearnedScore(sums, ridge: 1e-6)
    #expect(score.leftOut == 1)
    #expect(score.coefficients[2] == 0)
    #expect(abs(score.coefficients[0] - score.coefficients[1]) < 1e-6)
    #expect(abs(score.coefficients[0] + score.coefficients[1] + 1) < 0.06)
  }

  @Test("A feature that a few samples decide is left out: what it teaches does not hold")
  func rareFeature() throws {
    var random = TestNumbers(seed: 9)
    var samples = ScoreSamples(count: 2000, coordinates: 1, features: 2)
    samples.diffusivities = [Double](repeating: 1, count: 2000)
    for sample in 0..<2000 {
      samples.values[2 * sample] = random.normal()
      samples.divergences[2 * sample] = 1
      guard sample % 200 == 0 else { continue }
      samples.values[2 * sample + 1] = random.normal()
      samples.divergences[2 * sample + 1] = 50
    }
    var sums = ScoreSums(features: 2)
    sums.add(samples)
    #expect(sums.seen[0] > 600 && sums.seen[1] <= 10)
    let score = try LearnedScore(sums, ridge: 1e-5)
    #expect(score.leftOut == 1 && score.coefficients[1] == 0)
    #expect(abs(score.coefficients[0] + 1) < 0.1)
  }

  @Test("Features that hardly differ get the ridge that suits what their score has not seen")
  func ridge() throws {
    var random = TestNumbers(seed: 5)
    var blocks = ScoreBlocks(features: 30, classes: 1)
    for _ in 0..<1200 {
      var one = ScoreSamples(count: 1, coordinates: 1, features: 30)
      one.diffusivities = [1]
      let x = random.normal()
      (one.drift, one.driftDivergences, one.rates) = ([-x], [-1], [x * x - 1])
      for k in 0..<30 {
        one.values[k] = x + 0.01 * random.normal()
        // The slopes of features that wiggle are noise.
        one.divergences[k] = 1 + random.normal()
      }
      blocks.add(one, classOfSample: [0])
      blocks.endStep()
    }
    let small = try HeldOutFlow(blocks.blocks, ridge: 1e-5)
    let found = try HeldOutFlow(blocks.blocks)
    #expect(found.rates.bound.value > small.rates.bound.value)
    #expect(found.scores.allSatisfy { $0.ridge > 1e-5 }, "\(found.scores.map(\.ridge))")
  }

  @Test("The flow of samples is b - D s, and its square over D the production")
  func velocities() {
    var samples = ScoreSamples(count: 2, coordinates: 2, features: 2)
    samples.diffusivities = [2, 0.5, 2, 0]
    samples.values = [1, 2, 3, 4, 5, 6, 7, 8]
    samples.drift = [1, -1, 0, 0]
    let velocities = samples.velocities(for: [1, -1])
    #expect(velocities == [3, -0.5, 2, 0])
    #expect(samples.productions(of: velocities) == [5, 2])
  }
}

extension Moments {
  /// The standard deviation.
  fileprivate var spread: Double? { variance.map { $0.squareRoot() } }
}
