import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusEntropyMeasures

/// The estimator of Chao, Wang and Jost with a known number of outcomes.
@Suite struct ChaoWangJostTests {
  private func entropy(_ counts: [Int], outcomes: Int? = nil) throws -> Double {
    let occupancy = Occupancy(counts: counts, outcomes: outcomes)
    return try #require(try ChaoWangJost().estimate(Shannon(), from: occupancy).value)
  }

  /// Without singletons it is sum (n/N)(psi(N) - psi(n)), here with harmonic numbers by hand:
  /// H_9 - (6 H_5 + 4 H_3)/10.
  @Test func withoutSingletonsItIsAHarmonicSum() throws {
    let h3 = 1 + 1.0 / 2 + 1.0 / 3
    let h5 = h3 + 1.0 / 4 + 1.0 / 5
    let h9 = h5 + 1.0 / 6 + 1.0 / 7 + 1.0 / 8 + 1.0 / 9
    #expect(agree(try entropy([6, 4, 0, 0]), h9 - (6 * h5 + 4 * h3) / 10, to: 1e-14))
  }

  /// The first sum on the counts file: 2.926212035815542; the file has 13 singletons among 200
  /// samples, M = 50.
  @Test func onKnownCountsWithSingletons() throws {
    let q = 0.98
    let later =
      -Double.log(1 - q) - (1..<200).reduce(0.0) { $0 + Double.pow(q, Double($1)) / Double($1) }
    let singletons = Double(zipfCounts.count { $0 == 1 })
    let expected = 2.926212035815542 + singletons / 200 * Double.pow(q, -199) * later
    #expect(agree(try entropy(zipfCounts), expected, to: 1e-12))
  }

  /// Exact expectation over all ways to throw N samples into M equal cells: ln M, also for N far
  /// below M.
  @Test(arguments: [(2, 3), (3, 3), (4, 5), (5, 2), (3, 40)])
  func theExpectationForUniformCellsIsExact(samples: Int, outcomes: Int) throws {
    var sum = 0.0
    var ways = 0.0
    for throwNumber in 0..<Int(Double.pow(Double(min(outcomes, 6)), Double(samples)).rounded())
    where outcomes <= 6 {
      var counts = [Int](repeating: 0, count: outcomes)
      var rest = throwNumber
      for _ in 0..<samples {
        counts[rest % outcomes] += 1
        rest /= outcomes
      }
      sum += try entropy(counts)
      ways += 1
    }
    if outcomes > 6 {
      // Three samples: all apart, two together, all together.
      let m = Double(outcomes)
      sum = try (m - 1) * (m - 2) * entropy([1, 1, 1], outcomes: outcomes)
      sum += try 3 * (m - 1) * entropy([2, 1], outcomes: outcomes)
      sum += try entropy([3], outcomes: outcomes)
      ways = m * m
    }
    #expect(agree(sum / ways, Double.log(Double(outcomes)), to: 1e-13))
  }

  @Test func oneOccupiedCellIsExactlyZero() throws {
    let estimate = try ChaoWangJost().estimate(
      Shannon(), from: Occupancy(counts: [500], outcomes: 288))
    #expect(estimate.value == 0)
    #expect(estimate.standardError?.value == 0)
  }

  /// The closed form of the jackknife against leaving out every sample in turn, less what pairs of
  /// samples of one cell contribute.
  @Test func theJackknifeIsThatOfItsDefinition() throws {
    let counts = [4, 3, 1, 1, 0, 2, 0, 1]
    var values: [Double] = []
    for (cell, count) in counts.enumerated() where count > 0 {
      var fewer = counts
      fewer[cell] -= 1
      values += [Double](repeating: try entropy(fewer), count: count)
    }
    let mean = values.reduce(0, +) / 12
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } * 11 / 12
    let terms = ChaoWangJostTerms(samples: 12, outcomes: counts.count)
    let pairs = counts.reduce(0.0) { sum, n in
      let bend = terms.term(n) - 2 * terms.term(n - 1) + terms.term(n - 2)
      return sum + Double(n * (n - 1)) / 2 * bend * bend
    }
    let estimate = try ChaoWangJost().estimate(Shannon(), from: Occupancy(counts: counts))
    let error = try #require(estimate.standardError)
    #expect(agree(error.value, max(variance - pairs, variance / 2).squareRoot(), to: 1e-12))
    #expect(error.method == .jackknife)
  }

  /// Uniform over an eighth of the cells, and far from uniform: the mean error stays below a
  /// hundredth of ln M.
  @Test(arguments: [(100, 128), (250, 288), (1000, 288)])
  func otherDistributionsHaveLittleBias(samples: Int, outcomes: Int) throws {
    var numbers = TestNumbers(seed: 3)
    let scale = Double.log(Double(outcomes))
    let few = outcomes / 8
    var flat = RunningSeries()
    for _ in 0..<400 {
      flat.add(try entropy(numbers.counts(samples: samples, outcomes: few), outcomes: outcomes))
    }
    #expect(abs(try #require(flat.mean) - Double.log(Double(few))) < 0.01 * scale)
  }

  @Test func fewSamplesForTheOutcomesAreReported() throws {
    let few = try ChaoWangJost().estimate(Shannon(), from: Occupancy(counts: [1, 2], outcomes: 13))
    #expect(few.warnings == [.undersampled(samples: 3, outcomes: 13)])
    let enough = try ChaoWangJost().estimate(
      Shannon(), from: Occupancy(counts: [1, 2], outcomes: 12))
    #expect(enough.warnings.isEmpty)
  }

  @Test func onlyShannonWithKnownOutcomes() throws {
    #expect(throws: EntropyError.self) {
      try ChaoWangJost().estimate(Renyi(order: 2), from: Occupancy(counts: [1, 2]))
    }
    let unknown = Occupancy(levels: [.init(count: 2, cells: 2)], samples: 4, outcomes: nil)
    #expect(throws: EntropyError.self) { try ChaoWangJost().estimate(Shannon(), from: unknown) }
  }
}
