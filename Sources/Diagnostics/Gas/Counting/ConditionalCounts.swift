import RealModule

/// Counts in cells that belong to groups: the entropy of the cells when the group is known.
struct ConditionalCounts {
  private let cells: SparseCells
  /// The group of each cell.
  private let groups: [Int]
  /// The number of particles in each group.
  private let groupCounts: [Double]

  /// The counts `cells`, of which each lies in the group of its first particle.
  init(_ cells: SparseCells, within particleGroups: [UInt32], groupCount: Int) {
    self.cells = cells
    groups = cells.cells.map { Int(particleGroups[Int($0.first)]) }
    var counts = [Double](repeating: 0, count: groupCount)
    for (cell, group) in zip(cells.cells, groups) { counts[group] += Double(cell.count) }
    groupCounts = counts
  }

  private var samples: Double { Double(cells.samples) }

  /// -sum n/N ln(n/n_g), or the exact count, or the plug-in with its leading bias removed.
  func entropy(by method: CountMethod) -> Double {
    switch method {
    case .plugIn: return plugIn
    case .millerMadow:
      let occupiedGroups = groupCounts.count { $0 > 0 }
      return plugIn + Double(cells.cells.count - occupiedGroups) / (2 * samples)
    case .logFactorial:
      var sum = 0.0
      for count in groupCounts where count > 0 { sum += Double.logGamma(count + 1) }
      for cell in cells.cells where cell.count > 1 {
        sum -= Double.logGamma(Double(cell.count) + 1)
      }
      return sum / samples
    }
  }

  /// (sum n/N ln^2(n/n_g) - H^2)/N.
  var variance: Double {
    let entropy = plugIn
    let spread = mean { information in (information - entropy) * (information - entropy) }
    return spread / samples
  }

  private var plugIn: Double {
    let entropy = mean { $0 }
    return entropy == 0 ? 0 : entropy
  }

  /// The mean over particles of a function of -ln(n/n_g).
  private func mean(_ f: (_ information: Double) -> Double) -> Double {
    var sum = 0.0
    for (cell, group) in zip(cells.cells, groups) {
      let count = Double(cell.count)
      sum += count * f(-Double.log(count / groupCounts[group]))
    }
    return sum / samples
  }
}
