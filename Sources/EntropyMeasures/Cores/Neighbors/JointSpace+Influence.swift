import Foundation
import Synchronization

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
    case tree(NeighborTree)
  }

  /// What `parts` count within `radii`, and with which sign it enters.
  init(_ parts: [Int], within radii: [Double], sign: Double = 1) {
    (self.parts, self.radii, self.sign) = (parts, radii, sign)
  }

  /// For each of the chosen samples the sum of +-1/n_i over the samples i whose radius it is within: what it adds to their digammas.
  fileprivate func influences(
    on chosen: ChosenSamples, in joint: JointSpace
  ) throws(EntropyError) -> [Double] {
    let weights = counts.map { sign / Double(max(1, $0)) }
    switch search {
    case .none: return []
    case .line(let line, let intervals):
      let sums = line.sums(of: weights, over: intervals)
      return chosen.numbers.map { sums[$0] }
    case .tree(let tree):
      return try chosen.sums(
        of: weights, radii: radii, isClosed: false, rows: joint.rows(of: parts), tree: tree,
        metric: .maximum)
    }
  }
}

extension JointSpace {
  /// How many other samples are strictly nearer than `radii[i]` when only some variables are looked at.
  func counts(within radii: [Double], of parts: [Int]) throws(EntropyError) -> [Int] {
    try counted(MarginalCounts(parts, within: radii)).counts
  }

  private func counted(_ asked: MarginalCounts) throws(EntropyError) -> MarginalCounts {
    var result = asked
    if let line = line(of: asked.parts) {
      let intervals = line.intervals(within: asked.radii)
      result.counts = intervals.counts
      result.search = .line(line, intervals)
    } else {
      let tree = try NeighborTree(rows: rows(of: asked.parts), in: space(of: asked.parts))
      result.counts = tree.counts(within: asked.radii, metric: .maximum, window: window)
      result.search = .tree(tree)
    }
    return result
  }

  /// What several parts count, side by side where there are many samples.
  func counted(_ asked: [MarginalCounts]) throws(EntropyError) -> [MarginalCounts] {
    guard samples >= 4096 else {
      return try asked.map { one throws(EntropyError) in try counted(one) }
    }
    let found = Mutex([Result<MarginalCounts, EntropyError>?](repeating: nil, count: asked.count))
    DispatchQueue.concurrentPerform(iterations: asked.count) { index in
      let result = Result { () throws(EntropyError) in try counted(asked[index]) }
      found.withLock { $0[index] = result }
    }
    var results: [MarginalCounts] = []
    for case .some(let result) in found.withLock({ $0 }) { results.append(try result.get()) }
    return results
  }

  /// The standard error of the mean of terms that are sums of digammas of `marginals`.
  ///
  /// Leaving out sample j takes away its term t_j, makes the counts n_i of the samples whose radius it is within smaller by one, a change of 1/n_i in the digamma, and moves the k-th
  /// neighbor of the c_j samples that have it among their k nearest on to the next, a change of 1/k on average: L_j = t_j - c_j/k + sum (+-)1/n_i.
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
    for marginal in marginals {
      for (place, share) in try marginal.influences(on: chosen, in: self).enumerated() {
        influences[place] += share
      }
    }
    let pairs = InfluenceVariance.pairsInJointSpace(k: k)
    return InfluenceVariance.ofMean(influences, pairs: pairs, samples: samples)
      .map { StandardError($0.squareRoot(), by: .neighborJackknife) }
  }
}
