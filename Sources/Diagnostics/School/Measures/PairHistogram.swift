import ClausiusEntropyMeasures
import ClausiusSimulationCore
import RealModule

/// How often pairs of headings are how well aligned, and to which groups of individuals the pairs
/// belong.
///
/// Up to ``largestComplete`` individuals every pair is counted and every individual is a group of
/// its own. Beyond, ``sampledPairs`` pairs are drawn with replacement from the counter-based
/// generator, and individuals are dealt to ``sampledGroups`` groups: the same pairs in every run.
struct PairHistogram {
  /// Up to this many individuals every pair is counted.
  static let largestComplete = 4000
  /// The number of pairs that are drawn for more individuals.
  static let sampledPairs = 1 << 20
  /// The number of groups of the jackknife for more individuals.
  static let sampledGroups = 64

  /// The number of pairs counted.
  let pairs: Int
  /// The number of pairs there are.
  let allPairs: Int
  let individuals: Int
  let groups: Int
  let bins: Int
  /// Pairs in each bin.
  private(set) var total: [Int]
  /// Pairs with a member in each group, in each bin, [groups][bins].
  private(set) var own: [Int32]

  /// The histogram of v_i . v_j in equal bins on [-1, 1], or of the angle in equal bins on [0, pi]
  /// in two dimensions.
  init(_ headings: [SIMD3<Double>], dimension: Int, bins: Int) {
    individuals = headings.count
    self.bins = bins
    let isComplete = headings.count <= Self.largestComplete
    allPairs = headings.count * (headings.count - 1) / 2
    pairs = isComplete ? allPairs : Self.sampledPairs
    groups = isComplete ? headings.count : Self.sampledGroups
    total = [Int](repeating: 0, count: bins)
    own = [Int32](repeating: 0, count: groups * bins)
    let headings = isComplete ? headings : Self.inOwnOrder(headings)
    if dimension == 2 {
      let scale = Double(bins) / .pi
      let angles = headings.map { Double.atan2(y: $0.y, x: $0.x) }
      count(angles) { a, b in
        let difference = abs(a - b)
        return min(difference, 2 * .pi - difference) * scale
      }
    } else {
      let scale = Double(bins) / 2
      count(headings) { a, b in ((a * b).sum() + 1) * scale }
    }
  }

  /// An order of the headings that does not depend on how individuals are numbered, nor on the axes
  /// of the coordinates: by the component along the mean heading. Only a sample of pairs depends on
  /// the order.
  private static func inOwnOrder(_ headings: [SIMD3<Double>]) -> [SIMD3<Double>] {
    let mean = headings.total
    return headings.map { (key: $0.dot(mean), heading: $0) }.sorted { $0.key < $1.key }
      .map(\.heading)
  }

  private mutating func count<Heading>(
    _ headings: [Heading], place: (Heading, Heading) -> Double
  ) {
    if pairs == allPairs { return countAll(headings, place: place) }
    let random = CounterRandom(seed: 0, stream: .pairSample)
    let group = headings.indices.map { random.words(step: 1, individual: $0).x % UInt32(groups) }
    for block in 0..<pairs / 2 {
      let words = random.words(step: 0, individual: block)
      for (first, second) in [(words.x, words.y), (words.z, words.w)] {
        let i = Int((UInt64(first) * UInt64(individuals)) >> 32)
        let other = Int((UInt64(second) * UInt64(individuals - 1)) >> 32)
        let j = other < i ? other : other + 1
        add(Int(group[i]), Int(group[j]), at: place(headings[i], headings[j]))
      }
    }
  }

  private mutating func countAll<Heading>(
    _ headings: [Heading], place: (Heading, Heading) -> Double
  ) {
    for i in headings.indices {
      for j in i + 1..<headings.count { add(i, j, at: place(headings[i], headings[j])) }
    }
  }

  @inline(__always)
  private mutating func add(_ first: Int, _ second: Int, at place: Double) {
    let bin = max(0, min(bins - 1, Int(place)))
    total[bin] += 1
    own[first * bins + bin] += 1
    if first != second { own[second * bins + bin] += 1 }
  }
}
