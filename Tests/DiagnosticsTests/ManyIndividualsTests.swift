import ClausiusEntropyMeasures
import ClausiusSimulationCore
import Testing

@testable import ClausiusDiagnostics

/// Pairs of more individuals than can all be paired.
@Suite struct ManyIndividualsTests {
  @Test func aSampleOfPairsAgreesWithAllPairs() throws {
    let school = TestSchool.parallel(5000, cone: 1.2)
    let headings = school.velocities
    let sampled = PairHistogram(headings, dimension: 3, bins: 21)
    #expect(sampled.pairs == PairHistogram.sampledPairs)
    #expect(sampled.allPairs == 12_497_500)
    #expect(sampled.total.reduce(0, +) == sampled.pairs)
    // Every second individual: all pairs of 2500.
    let complete = PairHistogram(
      headings.indices.filter { $0 % 2 == 0 }.map { headings[$0] }, dimension: 3, bins: 21)
    let (a, b) = (sampled.normalizedEntropy, complete.normalizedEntropy)
    let difference = try #require(a.value) - (try #require(b.value))
    let error = try #require(b.standardError).value
    #expect(abs(difference) < 4 * error)
    #expect((0.3...1.5).contains(try #require(a.standardError).value / error))
    #expect(a.standardError?.method == .blockJackknife)
  }

  @Test func theSampleIsFreeOfOrderAndAxes() throws {
    let school = TestSchool.parallel(4100, cone: 2)
    let entropy = VelocityCorrelationEntropy()
    let estimate = try entropy.evaluate(AnalyzedFrame(school.frame))
    #expect(
      estimate.warnings == [.sampledPairs(sampled: 1 << 20, of: 4100 * 4099 / 2)])
    #expect(try entropy.value(school) == estimate.value)
    #expect(abs(try entropy.value(school.reversed) - (estimate.value ?? .nan)) < 1e-12)
    let turned = school.moved(TestRotation(first: 1, second: 2, third: 0.5))
    #expect(abs(try entropy.value(turned) - (estimate.value ?? .nan)) < 1e-5)
  }
}
