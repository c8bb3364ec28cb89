import ClausiusDeclarations
import ClausiusEntropyMeasures
import RealModule

/// How the numbers of particles in cells become an entropy.
public enum CountMethod: String, DeclaredChoice {
  /// -sum f ln f with f = n/N, as published.
  case plugIn = "plug_in"
  /// The logarithm of the exact number of arrangements, ln(N!/prod n!)/N.
  case logFactorial = "log_factorial"
  /// The plug-in less its leading bias of -(occupied cells - 1)/(2N).
  case millerMadow = "miller_madow"

  /// What the method computes.
  public var about: String {
    switch self {
    case .plugIn: "-sum f ln f with f = n/N, as published"
    case .logFactorial: "ln(N!/prod n!)/N, the exact count without Stirling's formula"
    case .millerMadow: "the plug-in less its leading bias, (occupied cells - 1)/(2N)"
    }
  }

  /// The correction of bias that an estimate by this method has had.
  var correction: BiasCorrection { self == .millerMadow ? .millerMadow : .none }
}

/// The mean number of particles in an occupied cell below which an estimate is called undersampled: there the leading correction
/// was measured to remove only 55 to 75 percent of the bias.
private let neededPerCell = 20.0

extension Estimate {
  /// The entropy per particle of counts in cells that all have the same volume, ln `cellVolume` included.
  init(
    cells: SparseCells, logVolume: Double, of all: Int, by method: CountMethod
  ) {
    let occupancy = cells.occupancy
    let samples = Double(cells.samples)
    guard cells.samples > 0 else {
      let reason: Undefined =
        all > 0 ? .nothingInRange : .tooFewSamples(found: 0, needed: 1)
      self.init(undefined: reason, unit: .nat, samples: 0)
      return
    }
    var value = occupancy.sum { count in
      let n = Double(count)
      return method == .logFactorial
        ? -Double.logGamma(n + 1) / samples : -n / samples * Double.log(n / samples)
    }
    if method == .logFactorial { value += Double.logGamma(samples + 1) / samples }
    if method == .millerMadow { value += (occupancy.occupied - 1) / (2 * samples) }
    let variance =
      Shannon().leadingVariance(at: Distribution(occupancy), samples: cells.samples) ?? 0
    self.init(
      value + logVolume, unit: .nat, samples: cells.samples, biasCorrection: method.correction,
      standardError: StandardError(variance.squareRoot(), by: .deltaMethod))
    warnAboutCells(occupied: cells.cells.count, of: all)
  }

  /// The entropy per particle of counts within groups of cells, sum over groups of f_g S_g, ln `cellVolume` included.
  ///
  /// - Parameters:
  ///   - cells: the counts.
  ///   - groups: the group of each particle, by which a cell's first particle tells the cell's group.
  init(
    cells: SparseCells, within groups: [UInt32], groupCount: Int, logVolume: Double, of all: Int,
    by method: CountMethod, bounds: Bounds = .unbounded
  ) {
    guard cells.samples > 0 else {
      let reason: Undefined =
        all > 0 ? .nothingInRange : .tooFewSamples(found: 0, needed: 1)
      self.init(undefined: reason, unit: .nat, samples: 0, bounds: bounds)
      return
    }
    let conditional = ConditionalCounts(cells, within: groups, groupCount: groupCount)
    self.init(
      conditional.entropy(by: method) + logVolume, unit: .nat, samples: cells.samples,
      biasCorrection: method.correction,
      standardError: StandardError(conditional.variance.squareRoot(), by: .deltaMethod),
      bounds: bounds)
    warnAboutCells(occupied: cells.cells.count, of: all)
  }

  /// Warns of too few particles in a cell, and of particles in none.
  mutating func warnAboutCells(occupied: Int, of all: Int) {
    if Double(samples) < neededPerCell * Double(occupied) {
      warn(.sparseCells(occupied: occupied, samples: samples))
    }
    if samples < all { warn(.excluded(samples: all - samples)) }
  }
}
