import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusEntropyMeasures

/// Samples that a scatter is measured with.
private struct Source: Sendable, CustomTestStringConvertible {
  var call: String
  var repeats = 200
  var draw: @Sendable (inout TestNumbers) -> [InputArray]

  var testDescription: String { call }
}

/// Printed standard errors beside the scatter over independent samples.
@Suite struct ScatterTests {
  private static func normal(
    _ count: Int, _ dimension: Int, from numbers: inout TestNumbers, spread: Double = 1
  ) -> InputArray {
    let values = (0..<count * dimension).map { _ in spread * numbers.normal() }
    return InputArray(values, shape: [count, dimension])
  }

  private static func uniform(
    _ count: Int, _ dimension: Int, from numbers: inout TestNumbers
  ) -> InputArray {
    InputArray(numbers.uniforms(count * dimension), shape: [count, dimension])
  }

  /// Rows of variables that share a normal part.
  private static func dependent(
    _ count: Int, _ columns: Int, from numbers: inout TestNumbers
  ) -> InputArray {
    var values: [Double] = []
    for _ in 0..<count {
      let shared = numbers.normal()
      for _ in 0..<columns { values.append(shared + numbers.normal()) }
    }
    return InputArray(values, shape: [count, columns])
  }

  private static let neighbors = [
    Source(call: "kozachenko_leonenko(k: 1)") { [normal(500, 1, from: &$0)] },
    Source(call: "kozachenko_leonenko") { [normal(1000, 3, from: &$0)] },
    Source(call: "kozachenko_leonenko(periods: [1, 1], k: 4)") { [uniform(500, 2, from: &$0)] },
    Source(call: "kozachenko_leonenko(metric: maximum, k: 10)") { [normal(500, 6, from: &$0)] },
    Source(call: "maxwellian_relative_entropy(part: shape)") { [normal(500, 3, from: &$0)] },
    Source(call: "maxwellian_relative_entropy") { [normal(500, 3, from: &$0)] },
    Source(call: "nearest_neighbor_divergence") {
      [normal(1000, 3, from: &$0), normal(1000, 3, from: &$0, spread: 1.2)]
    },
    Source(call: "nearest_neighbor_divergence(k: 1)") {
      [normal(500, 1, from: &$0), normal(1000, 1, from: &$0)]
    },
    Source(call: "mutual_information") { [dependent(600, 2, from: &$0)] },
    Source(call: "mutual_information(form: rectangle)") { [dependent(600, 2, from: &$0)] },
    Source(call: "mutual_information(k: 3)") { [dependent(500, 4, from: &$0)] },
    Source(call: "conditional_mutual_information") { [dependent(500, 3, from: &$0)] },
  ]

  private static let others = [
    Source(call: "spectral_entropy") { numbers in
      [InputArray((0..<2000).map { _ in numbers.normal() })]
    },
    Source(call: "spectral_entropy(normalized: true)") { numbers in
      var x = 0.0
      return [
        InputArray(
          (0..<4000).map { _ in
            x = 0.8 * x + numbers.normal()
            return x
          })
      ]
    },
    Source(call: "bonachela", repeats: 400) {
      [InputArray($0.counts(samples: 100, outcomes: 4).map(Double.init))]
    },
    Source(call: "bonachela", repeats: 400) {
      [InputArray($0.counts(samples: 50, outcomes: 8).map(Double.init))]
    },
    Source(call: "zhang", repeats: 400) {
      [InputArray($0.counts(samples: 500, outcomes: 4).map(Double.init))]
    },
  ]

  /// The mean printed error over the scatter of the values.
  private func ratio(_ source: Source) throws -> Double {
    var numbers = TestNumbers(seed: 2026)
    var (values, errors) = (Moments(), Moments())
    for _ in 0..<source.repeats {
      let estimate = try measure(source.call, source.draw(&numbers))
      values.add(try #require(estimate.value))
      errors.add(try #require(estimate.standardError).value)
    }
    return errors.mean / (try #require(values.variance)).squareRoot()
  }

  @Test(arguments: neighbors) private func errorsFromNeighborsAreTheScatter(
    _ source: Source
  ) throws {
    let ratio = try ratio(source)
    #expect(abs(ratio - 1) < 0.12, "\(source.call): \(ratio)")
  }

  @Test(arguments: others) private func otherErrorsAreTheScatter(_ source: Source) throws {
    let ratio = try ratio(source)
    #expect(abs(ratio - 1) < 0.12, "\(source.call): \(ratio)")
  }

  /// A line stands above the noise: its ordinate does not scatter as an exponential one does.
  @Test func aSpectrumOfOneLineHasNoError() throws {
    var numbers = TestNumbers(seed: 3)
    let series = (0..<2000).map { 3 * Double.sin(0.2 * Double($0)) + numbers.normal() }
    #expect(try measure("spectral_entropy", series).standardError == nil)
  }

  /// Above 2048 samples some of them tell the error of all.
  @Test func someSamplesTellTheErrorOfAll() throws {
    var numbers = TestNumbers(seed: 7)
    let all = Self.normal(20_000, 2, from: &numbers)
    let estimate = try measure("kozachenko_leonenko", [all])
    let error = try #require(estimate.standardError)
    #expect(error.method == .neighborJackknife)
    // Var N = 1 + (5/3) psi'(4) for a normal density in two dimensions.
    let expected = ((1 + 5 / 3 * Double.trigamma(4)) / 20_000).squareRoot()
    #expect(abs(error.value / expected - 1) < 0.08, "\(error.value / expected)")
  }
}

/// Sums over balls that hold a point, against their definition.
@Suite struct BallTableTests {
  struct Case: CustomTestStringConvertible {
    var dimension: Int
    var metric: Metric
    var periods: [Double]
    var window: Int
    var isClosed: Bool

    var testDescription: String { "\(self)" }
  }

  static let cases = [
    Case(dimension: 1, metric: .euclidean, periods: [0], window: 0, isClosed: true),
    Case(dimension: 2, metric: .maximum, periods: [0, 0], window: 0, isClosed: false),
    Case(dimension: 3, metric: .euclidean, periods: [0, 0, 0], window: 2, isClosed: true),
    Case(dimension: 3, metric: .maximum, periods: [1, 0, 1], window: 0, isClosed: false),
    Case(dimension: 5, metric: .euclidean, periods: [], window: 1, isClosed: true),
  ]

  @Test(arguments: cases) func sumsAreThoseOfTheDefinition(_ tried: Case) throws {
    var numbers = TestNumbers(seed: 11)
    // Above 512 samples some are chosen.
    let (count, dimension) = (tried.window == 0 ? 500 : 700, tried.dimension)
    let rows = numbers.uniforms(count * dimension)
    let space =
      tried.periods.isEmpty ? Torus.open(dimension: dimension) : Torus(periods: tried.periods)
    let tree = try NeighborTree(rows: rows, in: space)
    let radii = tree.distances(toNeighbor: 4, metric: tried.metric, window: tried.window)
    let weights = numbers.uniforms(count)
    let chosen = ChosenSamples(among: count, window: tried.window)
    let sums = try chosen.sums(
      of: weights, radii: radii, isClosed: tried.isClosed, rows: rows, tree: tree,
      metric: tried.metric)
    for (place, point) in chosen.numbers.enumerated() {
      var expected = 0.0
      for center in 0..<count where abs(center - point) > tried.window {
        let gaps = (0..<dimension).map { axis -> Double in
          let gap = abs(rows[point * dimension + axis] - rows[center * dimension + axis])
          let period = space.periods[axis]
          return period > 0 ? min(gap, period - gap) : gap
        }
        let distance =
          tried.metric == .maximum
          ? gaps.max() ?? 0 : gaps.reduce(0) { $0 + $1 * $1 }.squareRoot()
        let isInside =
          tried.isClosed ? distance <= radii[center] * (1 + 1e-15) : distance < radii[center]
        if isInside { expected += weights[center] }
      }
      #expect(agree(sums[place], expected, to: 1e-12))
    }
    if tried.isClosed && tried.window == 0 {
      let ones = [Double](repeating: 1, count: count)
      let counts = try chosen.sums(
        of: ones, radii: radii, isClosed: true, rows: rows, tree: tree, metric: tried.metric)
      #expect(counts.reduce(0, +) == Double(4 * count))
    }
  }
}
