import ClausiusEntropyMeasures
import ClausiusRandomNumbers
import Testing

@testable import ClausiusComparisons

/// How often tests of equal processes are false alarms, in series that are correlated.
@Suite struct CorrelatedSeriesTests {
  /// A second-order series: x' = a x + noise, y' = b y + x'.
  private func series(_ a: Double, _ b: Double, _ count: Int, seed: UInt64) -> [Double] {
    let random = CounterRandom(seed: seed, stream: .resampling)
    var (x, y) = (0.0, 0.0)
    return (0..<count + 200).map { step in
      x = a * x + random.normals(step: step, individual: 0).0
      y = b * y + x
      return y
    }.suffix(count)
  }

  /// Blocks keep a correlation of about 0.1, so that some more than five are allowed for.
  @Test(
    "Every test of equal correlated series is a false alarm in about five of 100 cases",
    arguments: [(0.0, 0.0, 400), (0.9, 0.0, 4000), (0.8, 0.8, 8000)])
  func everyTestKeepsItsLevel(a: Double, b: Double, count: Int) {
    var alarms: [ComparisonTest: Int] = [:]
    var permutation = PermutationTest()
    permutation.resamples = 199
    for trial in 0..<200 {
      let samples = (0..<2).map { side in
        Sample("s", series(a, b, count, seed: UInt64(9000 + 2 * trial + side)))
      }
      let comparison = Comparison(
        "x", unit: "1", samples, dependence: .measured, permutation: permutation)
      for test in comparison.tests where (test.probability ?? 1) < 0.05 {
        alarms[test.test, default: 0] += 1
      }
    }
    // 10 expected, 4 standard deviations 12.
    #expect(alarms.values.allSatisfy { $0 <= 24 }, "\(alarms)")
    #expect(!alarms.isEmpty)
  }

  @Test("Series that are too short for their correlation tell no difference")
  func walks() {
    var alarms = 0
    for trial in 0..<100 {
      let samples = (0..<2).map { side in
        Sample("s", series(1, 0, 400, seed: UInt64(700 + 2 * trial + side)))
      }
      let comparison = Comparison("x", unit: "1", samples, dependence: .measured)
      #expect(!comparison.isTold)
      #expect(comparison.groups.contains { !$0.warnings.isEmpty })
      let welch = comparison.pairs.first?.tests.first
      alarms += (welch?.probability ?? 1) < 0.05 ? 1 : 0
    }
    #expect(alarms <= 22, "\(alarms) of 100")
    let far = [0.0, 1000].map { shift in
      Sample("s", series(0.99, 0, 400, seed: UInt64(shift)).map { $0 + shift })
    }
    let told = Comparison("x", unit: "1", far, dependence: .measured)
    #expect(!told.isTold && (told.pairs.first?.tests.first?.probability ?? 1) < 0.01)
    let free = (0..<2).map { Sample("s", series(0, 0, 100, seed: UInt64($0))) }
    #expect(Comparison("x", unit: "1", free, dependence: .measured).isTold)
  }

  @Test("A series that does not move is one value")
  func constant() {
    let samples = [2.0, 3].map { Sample("s", [Double](repeating: $0, count: 50)) }
    let comparison = Comparison("x", unit: "1", samples, dependence: .measured)
    for test in comparison.tests { #expect((test.probability ?? 1) > 0.05, "\(test)") }
  }

  @Test("Means of a slow series are those of blocks of its own, beside a fast one that is short")
  func ownBlocks() {
    let slow = Sample("slow", series(0.95, 0, 2000, seed: 3))
    let fast = Sample("fast", series(0, 0, 30, seed: 4))
    let comparison = Comparison("x", unit: "1", [slow, fast], dependence: .measured)
    #expect(comparison.isTold)
    let welch = comparison.pairs.first?.tests.first { $0.test == .welch }
    #expect(welch?.method.contains("degrees of freedom") == true)
    #expect(comparison.groups[0].warnings.contains { $0.contains("tests of ranks") })
  }
}
