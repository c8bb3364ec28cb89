import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusRandomNumbers
import ClausiusSimulationCore

/// Pairs that stand for all pairs of many individuals, and the groups of their jackknife.
///
/// ``pairs`` pairs are drawn with replacement from the counter-based generator, and individuals are
/// dealt to ``groups`` groups: the same in every run and at every frame.
struct PairSample: Sendable {
  /// The number of pairs.
  static let pairs = 1 << 20
  /// The number of groups.
  static let groups = 64
  /// The headings of so many individuals fit into half a megabyte.
  private static let atHand = 16_384

  /// The number of individuals that pairs are drawn from, N.
  let individuals: Int
  /// Two different individuals each.
  let pairs: [SIMD2<UInt32>]
  /// The group of each individual, [N].
  let groups: [UInt8]

  init(individuals: Int) {
    let random = CounterRandom(seed: 0, stream: .pairSample)
    self.individuals = individuals
    groups = (0..<individuals).map {
      UInt8(random.words(step: 1, individual: $0).x % UInt32(Self.groups))
    }
    pairs = Self.ordered(Self.drawn(random, individuals), individuals)
  }

  private static let kept = Locked<PairSample?>(nil)

  /// The sample for so many individuals, which is kept until there are more or fewer of them:
  /// mostly all frames have as many.
  static func latest(individuals: Int) -> PairSample {
    kept.withLock { kept in
      if let kept, kept.individuals == individuals { return kept }
      let sample = PairSample(individuals: individuals)
      kept = sample
      return sample
    }
  }

  private static func drawn(_ random: CounterRandom, _ individuals: Int) -> [SIMD2<UInt32>] {
    (0..<pairs / 2).flatMap { block in
      let words = random.words(step: 0, individual: block)
      return [pair(words.x, words.y, individuals), pair(words.z, words.w, individuals)]
    }
  }

  private static func pair(_ first: UInt32, _ second: UInt32, _ individuals: Int) -> SIMD2<UInt32> {
    let i = UInt32((UInt64(first) * UInt64(individuals)) >> 32)
    let other = UInt32((UInt64(second) * UInt64(individuals - 1)) >> 32)
    return SIMD2(i, other < i ? other : other + 1)
  }

  /// The pairs in an order in which the processor has their individuals at hand: the first of each
  /// among few for a while, the second one after the other. A count does not depend on the order.
  private static func ordered(_ pairs: [SIMD2<UInt32>], _ individuals: Int) -> [SIMD2<UInt32>] {
    let keys = pairs.map { Double(Int($0.x) / atHand * individuals + Int($0.y)) }
    return SortedOrder(keys).places.map { pairs[Int($0)] }
  }
}
