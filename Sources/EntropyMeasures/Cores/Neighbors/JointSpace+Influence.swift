import ClausiusDeclarations
import Foundation

/// How many samples are near each sample when only some of the variables are looked at.
struct MarginalCounts {
  /// The variables that are looked at.
  var parts: [Int]
  /// The radius around each sample.
  var radii: [Double]
  /// The sign with which the digamma of the count enters the terms.
  var sign: Double
  /// How many others lie strictly nearer than the radius.
  fileprivate(set) var counts: [Int] = []
  fileprivate var search = Search.none

  /// What the samples were counted with.
  fileprivate enum Search {
    case none
    case line(SortedLine, SortedLine.Intervals)
    case plane
    case tree(NeighborTree)
  }

  /// What `parts` count within `radii`, and with which sign it enters.
  init(_ parts: [Int], within radii: [Double], sign: Double = 1) {
    (self.parts, self.radii, self.sign) = (parts, radii, sign)
  }

  /// For each of the chosen samples the sum of +-1/n_i over the samples i whose radius it is
  /// within: what it adds to their digammas.
  fileprivate func influences(
    on chosen: ChosenSamples, in joint: JointSpace
  ) throws(EntropyError) -> (sums: [Double], noise: Double) {
    let weights = counts.map { sign / Double(max(1, $0)) }
    switch search {
    case .none: return ([], 0)
    case .line(let line, let intervals):
      let sums = line.sums(of: weights, over: intervals)
      return (chosen.numbers.map { sums[$0] }, 0)
    case .plane: return squares(weights, on: chosen, rows: joint.rows(of: parts))
    case .tree(let tree):
      return (
        try chosen.sums(
          of: weights, radii: radii, isClosed: false, rows: joint.rows(of: parts), tree: tree,
          metric: .maximum), 0
      )
    }
  }

  /// The sums over squares around samples, which hold many samples each: of more than 4096 one in s
  /// is enough, each counting s-fold.
  ///
  /// This adds the variance (s (s - 1)/N) sum 1/n_i over those taken, the noise.
  private func squares(
    _ weights: [Double], on chosen: ChosenSamples, rows: [Double]
  ) -> (sums: [Double], noise: Double) {
    let fold = (weights.count + 4095) / 4096
    let centers = Array(stride(from: 0, to: weights.count, by: fold))
    let table = centerTable(centers, weights: weights, fold: Double(fold), rows: rows)
    let sums = [Double](sharedOut: chosen.numbers.count, many: 16) { place in
      let number = chosen.numbers[place]
      let x = Lanes(repeating: rows[2 * number])
      let y = Lanes(repeating: rows[2 * number + 1])
      var sum = Lanes.zero
      table.withUnsafeBufferPointer { table in
        guard let base = table.baseAddress else { return }
        for first in stride(from: 0, to: table.count, by: 32) {
          let (alongX, alongY) = (Lanes.load(base + first) - x, Lanes.load(base + first + 8) - y)
          let gap = alongX.magnitudes.larger(alongY.magnitudes)
          sum += Lanes.zero.replacing(
            with: Lanes.load(base + first + 24), where: gap .< Lanes.load(base + first + 16))
        }
      }
      let isCenter = number % fold == 0 && radii[number] > 0
      return sum.sum() - (isCenter ? Double(fold) * weights[number] : 0)
    }
    let inverses = centers.reduce(0.0) { $0 + abs(weights[$1]) }
    return (sums, Double(fold * (fold - 1)) * inverses / Double(weights.count))
  }
}

extension MarginalCounts {
  /// Eight centers at a time: their coordinates, radii and weights.
  private func centerTable(
    _ centers: [Int], weights: [Double], fold: Double, rows: [Double]
  ) -> [Double] {
    var table = [Double](repeating: 0, count: (centers.count + 7) / 8 * 32)
    for (place, number) in centers.enumerated() {
      let first = place / 8 * 32 + place % 8
      table[first] = rows[2 * number]
      table[first + 8] = rows[2 * number + 1]
      table[first + 16] = radii[number]
      table[first + 24] = fold * weights[number]
    }
    return table
  }
}

extension JointSpace {
  /// How many other samples are strictly nearer than `radii[i]` when only some variables are looked
  /// at.
  func counts(within radii: [Double], of parts: [Int]) throws(EntropyError) -> [Int] {
    try counted(MarginalCounts(parts, within: radii)).counts
  }

  /// What several parts count, side by side where there are many samples.
  func counted(_ asked: [MarginalCounts]) throws(EntropyError) -> [MarginalCounts] {
    let intervals = sharedIntervals(asked)
    guard samples >= 4096 else {
      return try asked.map { one throws(EntropyError) in try counted(one, intervals) }
    }
    let found = Locked([Result<MarginalCounts, EntropyError>?](repeating: nil, count: asked.count))
    DispatchQueue.concurrentPerform(iterations: asked.count) { index in
      let result = Result { () throws(EntropyError) in try counted(asked[index], intervals) }
      found.withLock { $0[index] = result }
    }
    var results: [MarginalCounts] = []
    for case .some(let result) in found.withLock({ $0 }) { results.append(try result.get()) }
    return results
  }

  /// The intervals of columns that several parts look at within the same radii.
  private func sharedIntervals(_ asked: [MarginalCounts]) -> [Int: SortedLine.Intervals] {
    guard let first = asked.first, asked.dropFirst().allSatisfy({ $0.radii == first.radii }) else {
      return [:]
    }
    var intervals: [Int: SortedLine.Intervals] = [:]
    for part in asked {
      guard let columns = openColumns(of: part.parts), columns.count <= 2 else { continue }
      for column in columns where intervals[column] == nil {
        intervals[column] = lines[column]?.intervals(within: first.radii)
      }
    }
    return intervals
  }

  private func counted(
    _ asked: MarginalCounts, _ intervals: [Int: SortedLine.Intervals] = [:]
  ) throws(EntropyError) -> MarginalCounts {
    var result = asked
    let columns = openColumns(of: asked.parts) ?? []
    let found = columns.compactMap { column in
      lines[column].map { ($0, intervals[column] ?? $0.intervals(within: asked.radii)) }
    }
    switch columns.count {
    case 1 where found.count == 1:
      result.counts = found[0].1.counts
      result.search = .line(found[0].0, found[0].1)
    // The table of more points outgrows the cache, and a tree is faster.
    case 2 where found.count == 2 && samples <= 200_000:
      result.counts = RankPlane(found[0].0, found[1].0).counts(within: found[0].1, found[1].1)
      result.search = .plane
    default:
      let tree = try NeighborTree(rows: rows(of: asked.parts), in: space(of: asked.parts))
      result.counts = tree.counts(within: asked.radii, metric: .maximum, window: window)
      result.search = .tree(tree)
    }
    return result
  }

  /// The standard error of the mean of terms that are sums of digammas of `marginals`.
  ///
  /// Leaving out sample j takes away its term t_j, makes the counts n_i of the samples whose radius
  /// it is within smaller by one, a change of 1/n_i in the digamma, and moves the k-th neighbor of
  /// the c_j samples that have it among their k nearest on to the next, a change of 1/k on average:
  /// L_j = t_j - c_j/k + sum (+-)1/n_i.
  ///
  /// - Parameters:
  ///   - terms: one a sample.
  ///   - k: which neighbor in the joint space set the radii.
  ///   - radii: the distance of each sample to it.
  ///   - tree: the samples in the joint space.
  ///   - marginals: what was counted.
  func standardError(
    of terms: [Double], k: Int, radii: [Double], tree: NeighborTree, marginals: [MarginalCounts]
  ) throws(EntropyError) -> StandardError? {
    let chosen = ChosenSamples(among: samples, window: window)
    let joint = try chosen.sums(
      of: [Double](repeating: -1 / Double(k), count: samples), radii: radii, isClosed: true,
      rows: rows(of: all), tree: tree, metric: .maximum)
    var influences = zip(chosen.numbers, joint).map { terms[$0] + $1 }
    var pairs = InfluenceVariance.pairsInJointSpace(k: k)
    for marginal in marginals {
      let (sums, noise) = try marginal.influences(on: chosen, in: self)
      for (place, sum) in sums.enumerated() { influences[place] += sum }
      pairs += noise
    }
    return InfluenceVariance.ofMean(influences, pairs: pairs, samples: samples)
      .map { StandardError($0.squareRoot(), by: .neighborJackknife) }
  }
}
