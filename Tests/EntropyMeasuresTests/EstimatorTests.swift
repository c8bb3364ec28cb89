import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusEntropyMeasures

/// 200 draws from p_i ~ 1/i, i = 1...50.
let zipfCounts = [
  58, 24, 14, 8, 12, 9, 4, 9, 2, 5, 4, 3, 0, 5, 2, 2, 1, 2, 1, 2, 1, 0, 1, 3, 3, 2, 1, 4, 2, 0, 1,
  3, 1, 0, 1, 1, 2, 1, 0, 0, 0, 1, 0, 0, 0, 0, 2, 0, 1, 2,
]

/// Estimators on given counts; expected values from independent implementations.
@Suite struct EstimatorTests {
  let zipf = Occupancy(counts: zipfCounts)
  let singletons = Occupancy(counts: [Int](repeating: 1, count: 12))

  @Test func plugInOnKnownCounts() throws {
    let estimate = PlugIn().estimate(Shannon(), from: zipf)
    #expect(agree(try #require(estimate.value), 2.8257851354950403, to: 1e-14))
    #expect(estimate.samples == 200)
    #expect(estimate.outcomes == 50)
    #expect(estimate.unit == .nat)
    #expect(estimate.bounds == Bounds(0, Double.log(50)))
    #expect(estimate.warnings.isEmpty)
    let even = PlugIn().estimate(Shannon(), from: singletons)
    #expect(agree(try #require(even.value), 2.484906649788001, to: 1e-14))
  }

  @Test func millerMadowOnKnownCounts() throws {
    let estimate = try MillerMadow().estimate(Shannon(), from: zipf)
    #expect(agree(try #require(estimate.value), 2.91828513549504, to: 1e-14))
    #expect(estimate.biasCorrection == .millerMadow)
    let even = try MillerMadow().estimate(Shannon(), from: singletons)
    #expect(agree(try #require(even.value), 2.9432399831213343, to: 1e-14))
  }

  /// Near the delta method, sqrt((sum p ln^2 p - H^2)/N), for many samples an outcome.
  @Test func standardErrorOfThePlugIn() throws {
    let p = zipfCounts.filter { $0 > 0 }.map { Double($0) / 200 }
    let entropy = -p.reduce(0) { $0 + $1 * Double.log($1) }
    let square = p.reduce(0) { $0 + $1 * Double.log($1) * Double.log($1) }
    let error = try #require(PlugIn().estimate(Shannon(), from: zipf).standardError)
    #expect(agree(error.value, ((square - entropy * entropy) / 200).squareRoot(), to: 0.05))
    #expect(error.method == .jackknife)
  }

  /// For order 2 the corrected value is the unbiased (1 - sum p^2)(1 + 1/N) to the order that is
  /// corrected.
  @Test func millerMadowOfTsallisTwo() throws {
    let plain = try #require(PlugIn().estimate(Tsallis(order: 2), from: zipf).value)
    let corrected = try #require(try MillerMadow().estimate(Tsallis(order: 2), from: zipf).value)
    #expect(agree(corrected, plain * (1 + 1.0 / 200), to: 1e-14))
  }

  @Test func ordersWithoutExpansionAreRefused() throws {
    for definition in [try Renyi(order: 0), try Renyi(order: .infinity)] {
      #expect(
        throws: EntropyError.noCorrection(estimator: "miller_madow", definition: definition.name)
      ) {
        try MillerMadow().estimate(definition, from: zipf)
      }
    }
    let plain = PlugIn().estimate(try Renyi(order: 0), from: zipf)
    #expect(agree(try #require(plain.value), Double.log(38), to: 1e-14))
    #expect(plain.standardError?.method == .jackknife)
  }

  @Test func nothingIsUndefined() throws {
    let none = Occupancy(counts: [0, 0, 0])
    #expect(
      PlugIn().estimate(Shannon(), from: none).outcome
        == .undefined(.tooFewSamples(found: 0, needed: 1)))
    let outside = Occupancy(counts: [0, 0], excluded: 7)
    #expect(
      try MillerMadow().estimate(Shannon(), from: outside).outcome == .undefined(.nothingInRange))
    #expect(
      try ChaoWangJost().estimate(Shannon(), from: none).outcome
        == .undefined(.tooFewSamples(found: 0, needed: 1)))
  }

  @Test func warningsTellOfFewAndOfExcludedSamples() {
    let few = PlugIn().estimate(Shannon(), from: Occupancy(counts: [1, 2, 0, 0], excluded: 5))
    #expect(few.warnings == [.undersampled(samples: 3, outcomes: 4), .excluded(samples: 5)])
  }

  /// The three seams together: numbers, encoded as bins, Renyi of order 2, plug-in.
  @Test func definitionEncodingAndEstimatorCombineFreely() throws {
    let samples = [0.1, 0.2, 0.6, 0.9, 1.5]
    let bins = UniformBins(count: 2, from: 0, to: 1)
    let estimate = try PlugIn().estimate(Renyi(order: 2), of: samples, encodedBy: bins)
    #expect(agree(try #require(estimate.value), Double.log(2), to: 1e-15))
    #expect(estimate.warnings.contains(.excluded(samples: 1)))
  }

  /// Monte Carlo: the mean over samples reaches the truth that the correction promises, and the
  /// standard error the spread.
  @Test(arguments: [1.0, 2.0, 0.5])
  func correctionAndErrorMatchRepeatedSampling(order: Double) throws {
    let weights = [5.0, 3, 2, 1, 1]
    let truth = try Renyi(order: order).entropy(of: Distribution(weights: weights))
    var numbers = TestNumbers(seed: 31)
    var values = RunningSeries()
    var variances = 0.0
    let trials = 4000
    for _ in 0..<trials {
      var counts = [0, 0, 0, 0, 0]
      for _ in 0..<200 {
        var place = numbers.uniform() * 12
        counts[
          weights.firstIndex {
            place -= $0; return place < 0
          } ?? 4] += 1
      }
      let estimate = try MillerMadow().estimate(
        Renyi(order: order), from: Occupancy(counts: counts))
      values.add(estimate)
      variances += try #require(estimate.standardError).value * (estimate.standardError?.value ?? 0)
    }
    let spread = try #require(values.standardDeviation)
    #expect(abs(try #require(values.mean) - truth) < 4 * spread / Double(trials).squareRoot())
    #expect(agree((variances / Double(trials)).squareRoot() / spread, 1, to: 0.05))
  }
}
