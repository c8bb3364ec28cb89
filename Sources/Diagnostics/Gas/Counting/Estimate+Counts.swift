import ClausiusEntropyMeasures

/// The mean number of particles in an occupied cell below which an estimate is called undersampled:
/// there the leading correction was measured to remove only 55 to 75 percent of the bias.
private let neededPerCell = 20.0

extension Estimate {
  /// The entropy per particle of counts in cells that all have the same volume, ln `cellVolume`
  /// included.
  init(cells: CellCounts, logVolume: Double, of all: Int, by method: CountMethod) {
    guard cells.samples > 0 else {
      self.init(noCountsAmong: all)
      return
    }
    let occupancy = cells.occupancy
    self.init(
      CountTerms(method, samples: cells.samples).entropy(of: occupancy) + logVolume, unit: .nat,
      samples: cells.samples, biasCorrection: method.correction,
      standardError: StandardError(leavingOut: Self.variance(of: occupancy, by: method)))
    warnAboutCells(occupied: cells.cells.count, of: all)
  }

  /// The entropy per particle of counts within groups of cells, sum over groups of f_g S_g, ln
  /// `cellVolume` included.
  ///
  /// - Parameters:
  ///   - cells: the counts.
  ///   - groups: the group of each particle, by which a cell's first particle tells the cell's
  ///     group.
  init(
    cells: CellCounts, within groups: [UInt32], groupCount: Int, logVolume: Double, of all: Int,
    by method: CountMethod, bounds: Bounds = .unbounded
  ) {
    guard cells.samples > 0 else {
      self.init(noCountsAmong: all, bounds: bounds)
      return
    }
    let conditional = ConditionalCounts(cells.cells, within: groups, groupCount: groupCount)
    self.init(
      conditional.entropy(by: method) + logVolume, unit: .nat, samples: cells.samples,
      biasCorrection: method.correction,
      standardError: StandardError(leavingOut: conditional.variance(by: method)), bounds: bounds)
    warnAboutCells(occupied: cells.cells.count, of: all)
  }

  /// The estimate without a particle in any cell.
  private init(noCountsAmong all: Int, bounds: Bounds = .unbounded) {
    let reason: Undefined = all > 0 ? .nothingInRange : .tooFewSamples(found: 0, needed: 1)
    self.init(undefined: reason, unit: .nat, samples: 0, bounds: bounds)
  }

  private static func variance(of occupancy: Occupancy, by method: CountMethod) -> Double? {
    guard occupancy.samples > 1 else { return nil }
    let changes = CountChanges(method, in: occupancy)
    var variance = LeaveOutVariance()
    for level in occupancy.levels {
      let n = Double(level.count)
      variance.add(n * level.cells, change: changes.first[level.count])
      variance.addPairs(
        n * (n - 1) / 2 * level.cells, difference: changes.second[level.count])
    }
    return variance.value
  }

  /// Warns of too few particles in a cell, and of particles in none.
  mutating func warnAboutCells(occupied: Int, of all: Int) {
    if Double(samples) < neededPerCell * Double(occupied) {
      warn(.sparseCells(occupied: occupied, samples: samples))
    }
    if samples < all { warn(.excluded(samples: all - samples)) }
  }
}

extension StandardError {
  /// The root of a variance from leaving out samples, where there is one.
  fileprivate init?(leavingOut variance: Double?) {
    guard let variance else { return nil }
    self.init(variance.squareRoot(), by: .jackknife)
  }
}
