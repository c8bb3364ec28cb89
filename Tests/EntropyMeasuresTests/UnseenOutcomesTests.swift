import ClausiusTestSupport
import RealModule
import Testing

@testable import ClausiusEntropyMeasures

/// What outcomes that were not seen add to an entropy, and the exponential integral behind it.
@Suite struct UnseenOutcomesTests {
  /// Lerch's transcendent q Phi(q, 1, N) with 17 digits.
  @Test(arguments: [
    (1, 0.5, 0.69314718055994531), (2, 0.3, 0.71996114903705144), (3, 0.04, 1.9510371363587248),
    (10, 0.01, 2.0409353240583195), (1000, 1e-4, 2.0149011978057529),
    (1_000_000, 1e-7, 2.0146428033174541), (50, 1e-9, 16.244061343575972),
  ])
  func entropyPerSingleton(samples: Int, probability: Double, expected: Double) {
    let value = UnseenOutcomes.entropyPerSingleton(samples: samples, probability: probability)
    #expect(agree(value, expected, to: 2e-13))
  }

  @Test func aCertainOutcomeLeavesNothing() {
    #expect(UnseenOutcomes.entropyPerSingleton(samples: 10, probability: 1) == 0)
    #expect(UnseenOutcomes.probability(samples: 10, once: 0, twice: 3) == 1)
    #expect(UnseenOutcomes.probability(samples: 10, once: 4, twice: 3) == 6.0 / 42)
    #expect(UnseenOutcomes.probability(samples: 10, once: 4, twice: 0) == 2.0 / 29)
  }

  @Test(arguments: [
    (0.01, 4.0785114434564258), (0.5, 0.92291063248373047), (1, 0.59634736232319407),
    (1.0000001, 0.59634732195793326), (2, 0.36132861688822258), (30, 0.032289738758980125),
    (1e5, 9.99990000199994e-6),
  ])
  func exponentialIntegral(x: Double, expected: Double) {
    #expect(abs(Double.scaledExponentialIntegral(x) / expected - 1) < 1e-14)
  }
}
