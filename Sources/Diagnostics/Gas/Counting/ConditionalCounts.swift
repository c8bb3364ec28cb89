import ClausiusEntropyMeasures

/// Counts in cells, and in the groups that the cells belong to: the entropy of the cells when the
/// group is known.
///
/// H(cell | group) = H(cells) - H(groups), for every way of counting, so that the parts of an
/// entropy add up to the whole.
struct ConditionalCounts {
  private let cells: [CellCounts.Cell]
  /// The group of each cell.
  private let groups: [Int]
  /// The number of particles in each group.
  private let groupCounts: [Int]
  private let cellOccupancy: Occupancy
  private let groupOccupancy: Occupancy

  /// The counts `cells`, of which each lies in the group of its first particle.
  init(_ cells: [CellCounts.Cell], within particleGroups: [UInt32], groupCount: Int) {
    self.cells = cells
    groups = cells.map { Int(particleGroups[Int($0.first)]) }
    var counts = [Int](repeating: 0, count: groupCount)
    for (cell, group) in zip(cells, groups) { counts[group] += Int(cell.count) }
    groupCounts = counts
    cellOccupancy = Occupancy(cellCounts: cells.map { Int($0.count) })
    groupOccupancy = Occupancy(cellCounts: counts)
  }

  /// The number of particles.
  var samples: Int { cellOccupancy.samples }

  /// H(cells) - H(groups).
  func entropy(by method: CountMethod) -> Double {
    let terms = CountTerms(method, samples: samples)
    return terms.entropy(of: cellOccupancy) - terms.entropy(of: groupOccupancy)
  }

  /// The variance of the entropy; `nil` for fewer than two particles.
  ///
  /// - Parameter addends: a number for each cell; when given, the variance is that of the entropy
  ///   plus their mean over the particles.
  func variance(by method: CountMethod, adding addends: [Double]? = nil) -> Double? {
    guard samples > 1 else { return nil }
    let others = Double(samples - 1)
    let whole = CountChanges(method, in: cellOccupancy)
    let outer = CountChanges(method, in: groupOccupancy)
    var variance = LeaveOutVariance()
    for index in cells.indices {
      let n = Int(cells[index].count)
      let all = groupCounts[groups[index]]
      let pairs = Double(n) * Double(n - 1) / 2
      let mean = (addends?[index] ?? 0) / others
      variance.add(Double(n), change: whole.first[n] - outer.first[all] - mean)
      variance.addPairs(pairs, difference: whole.second[n] - outer.second[all])
      variance.removePairs(pairs, difference: outer.second[all])
    }
    for all in groupCounts {
      variance.addPairs(Double(all) * Double(all - 1) / 2, difference: outer.second[all])
    }
    return variance.value
  }
}
