import ClausiusEntropyMeasures
import ClausiusRandomNumbers
import RealModule

/// How often pairs of headings are how well aligned, and to which groups of individuals the pairs
/// belong.
///
/// Up to ``largestComplete`` individuals every pair is counted and every individual is a group of
/// its own. Beyond, the pairs and the groups are those of a ``PairSample``.
struct PairHistogram {
  /// Up to this many individuals every pair is counted.
  static let largestComplete = 4000

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

  /// The histogram of e_i . e_j in equal bins on [-1, 1], or of the angle in equal bins on [0, pi]
  /// in two dimensions.
  init(_ headings: [SIMD3<Double>], dimension: Int, bins: Int) {
    individuals = headings.count
    self.bins = bins
    let isComplete = headings.count <= Self.largestComplete
    allPairs = headings.count * (headings.count - 1) / 2
    pairs = isComplete ? allPairs : PairSample.pairs
    groups = isComplete ? headings.count : PairSample.groups
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
      count(headings) { a, b in (a.dot(b) + 1) * scale }
    }
  }

  /// An order of the headings that does not depend on how individuals are numbered, nor on the axes
  /// of the coordinates: by the component along the mean heading. Only a sample of pairs depends on
  /// the order.
  private static func inOwnOrder(_ headings: [SIMD3<Double>]) -> [SIMD3<Double>] {
    let mean = headings.total
    return SortedOrder(headings.map { $0.dot(mean) }).places.map { headings[Int($0)] }
  }

  @inline(__always)
  private mutating func count<Heading>(
    _ headings: [Heading], place: (Heading, Heading) -> Double
  ) {
    if pairs == allPairs { return countAll(headings, place: place) }
    let sample = PairSample.latest(individuals: individuals)
    for pair in sample.pairs {
      let (i, j) = (Int(pair.x), Int(pair.y))
      let (first, second) = (Int(sample.groups[i]), Int(sample.groups[j]))
      add(first, second, at: place(headings[i], headings[j]))
    }
  }

  @inline(__always)
  private mutating func countAll<Heading>(
    _ headings: [Heading], place: (Heading, Heading) -> Double
  ) {
    for i in headings.indices {
      for j in i + 1..<headings.count { add(i, j, at: place(headings[i], headings[j])) }
    }
  }

  @inline(__always)
  private mutating func add(_ first: Int, _ second: Int, at place: Double) {
    let bin = max(0, min(bins - 1, Int(saturating: place)))
    total[bin] += 1
    own[first * bins + bin] += 1
    if first != second { own[second * bins + bin] += 1 }
  }
}
