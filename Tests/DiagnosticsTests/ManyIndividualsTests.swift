import ClausiusEntropyMeasures
import ClausiusRandomNumbers
import ClausiusSimulationCore
import ClausiusTestSupport
import Testing

@testable import ClausiusDiagnostics

/// Pairs of more individuals than can all be paired.
@Suite struct ManyIndividualsTests {
  @Test func aSampleOfPairsAgreesWithAllPairs() throws {
    let school = TestSchool.parallel(5000, cone: 1.2)
    let headings = school.velocities
    let sampled = PairHistogram(headings, dimension: 3, bins: 21)
    #expect(sampled.pairs == PairSample.pairs)
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

  /// The pairs and the groups that the generator draws one after the other.
  @Test func theSampleHoldsThePairsThatAreDrawn() {
    let individuals = 10_000
    let sample = PairSample.latest(individuals: individuals)
    let random = CounterRandom(seed: 0, stream: .pairSample)
    let drawn = (0..<1 << 19).flatMap { block -> [Int] in
      let words = random.words(step: 0, individual: block)
      return [(words.x, words.y), (words.z, words.w)].map { first, second in
        let i = (Int(first) * individuals) >> 32
        let other = (Int(second) * (individuals - 1)) >> 32
        return i * individuals + (other < i ? other : other + 1)
      }
    }
    #expect(sample.pairs.map { Int($0.x) * individuals + Int($0.y) }.sorted() == drawn.sorted())
    #expect(!sample.pairs.contains { $0.x == $0.y })
    #expect(
      sample.groups.map(Int.init)
        == (0..<individuals).map { Int(random.words(step: 1, individual: $0).x % 64) })
    #expect(PairSample.latest(individuals: 5000).pairs.allSatisfy { $0.x < 5000 && $0.y < 5000 })
  }

  @Test func theSampleIsFreeOfOrderAndAxes() throws {
    let school = TestSchool.parallel(4100, cone: 2)
    let entropy = VelocityCorrelationEntropy()
    let estimate = try entropy.evaluate(AnalyzedFrame(school.frame))
    #expect(
      estimate.warnings == [.sampledPairs(sampled: 1 << 20, of: 4100 * 4099 / 2)])
    #expect(try entropy.value(school) == estimate.value)
    #expect(abs(try entropy.value(school.reversed) - (estimate.value ?? .nan)) < 1e-12)
    let turned = school.moved(SpatialRotation(first: 1, second: 2, third: 0.5))
    #expect(abs(try entropy.value(turned) - (estimate.value ?? .nan)) < 1e-5)
  }
}
