import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// How the local packing fraction is measured.
public enum PackingMethod: String, DeclaredChoice {
  /// Around every particle, weighted by a Gaussian of the distance.
  case gaussian
  /// In equal cells that fill the box.
  case cells

  /// What the method counts.
  public var about: String {
    switch self {
    case .gaussian: "around every particle, weighted by a Gaussian of the distance"
    case .cells: "in equal cells that fill the box, by the particles whose centers they hold"
    }
  }
}

/// What is told of the distribution of the local packing.
public enum PackingStatistic: String, DeclaredChoice {
  /// The mean.
  case mean
  /// The mean square deviation from the mean.
  case variance
  /// The share below a packing.
  case below
  /// The share above a packing.
  case above

  /// What the statistic is.
  public var about: String {
    switch self {
    case .mean: "the mean over particles, or over cells, where it is the packing of all"
    case .variance: "the mean square deviation from the mean"
    case .below: "the share of particles or cells below low"
    case .above: "the share of particles or cells above high"
    }
  }
}

/// The packing fraction around particles, or in cells of the box: a statistic of its distribution
/// at a frame.
///
/// `gaussian`: phi_i = sum_j v_j G(|r_i - r_j|) at every particle, itself among them, with v_j the
/// area (length, volume) of particle j and G a normalized Gaussian of standard deviation `width`
/// mean diameters. `cells`: the area of the particles whose centers lie in a cell over that of the
/// cell, with cells of at least `cell` mean diameters. The variance of cells of 4 diameters tells
/// whether phases have separated (``Phase``). Overlapping particles have packings above 1.
/// Source: Redner, Hagan and Baskaran, Phys. Rev. Lett. 110 (2013) 055701.
public struct LocalPackingFraction: Diagnostic {
  /// How the packing is measured.
  public var method = PackingMethod.gaussian
  /// What is told of its distribution.
  public var statistic = PackingStatistic.mean
  /// The standard deviation of the Gaussian in mean diameters.
  public var width = 1.5
  /// The side of the cells in mean diameters.
  public var cell = 4.0
  /// The packing below which `below` counts.
  public var low = DensityPhaseRule.low
  /// The packing above which `above` counts.
  public var high = DensityPhaseRule.high

  /// The mean packing around particles.
  public init() {}

  /// The word in a call.
  public static let name = "local_packing_fraction"
  /// What it is.
  public static let about = "the packing fraction around particles or in cells of the box"
  /// What it computes.
  public static let formula =
    "gaussian: phi_i = sum_j v_j G(|r_i - r_j|); cells: volume of the particles of a cell over that of the cell"
  /// A pure number.
  public static let unit = EntropyUnit.dimensionless
  /// Its range.
  public static let bounds = "0 and above; above 1 where particles overlap; shares 0 to 1"
  /// Where it is defined.
  public static let source = "Redner, Hagan and Baskaran 2013"
  /// What a frame must carry.
  public static let quantities = ["position"]
  /// Positions and sizes.
  public static let needs = "position and the radii of the particles"
  /// How several kinds count.
  public static let mixtures: String? = "all kinds together, each by its own size"
  /// Neighbors and pairs change.
  public static let sampling = IndividualSampling.whole
  /// The parameters of the call.
  public static let keys: [Key<LocalPackingFraction>] = [
    Key("method", \.method, about: "how the packing is measured"),
    Key("statistic", \.statistic, about: "what is told of its distribution"),
    .packingWidth(\.width),
    Key("cell", \.cell, in: .positive, about: "the least side of the cells in mean diameters"),
    Key("low", \.low, in: .positive, about: "the packing below which `below` counts"),
    Key("high", \.high, in: .positive, about: "the packing above which `above` counts"),
  ]

  /// Refuses particles without a size.
  public func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    guard quantities.contains("position") else { throw .missing("position") }
    _ = try ParticleSizes(context: context)
  }

  /// Refuses cells in open space.
  public func check(context: FrameContext, box: Box) throws(DiagnosticError) {
    guard method == .cells else { return }
    let diameter = try ParticleSizes(context: context).meanDiameter
    _ = try PackingCells.counts(in: box, side: cell * diameter)
  }

  /// The statistic of a frame; undefined without a particle.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    let particles: Particles = try frame.view()
    guard particles.count > 0 else {
      return Estimate(
        undefined: .tooFewSamples(found: 0, needed: 1), unit: Self.unit, samples: 0)
    }
    switch method {
    case .cells: return estimate(of: try PackingCells(particles, side: cell).values)
    case .gaussian:
      let values = try particles.packing(width: width).values
      var estimate = estimate(of: values)
      if statistic == .mean {
        let scatter = RegionalScatter(particles)
        estimate.standardError = scatter.error(
          of: values.enumerated().map { ($0.element, $0.offset) })
        estimate.state(
          missing: .tooFewSamples(found: particles.count, needed: scatter.needed))
      }
      return estimate
    }
  }

  private func estimate(of values: [Double]) -> Estimate {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let value =
      switch statistic {
      case .mean: mean
      case .variance: values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
      case .below: Double(values.count { $0 < low }) / count
      case .above: Double(values.count { $0 > high }) / count
      }
    return Estimate(value, unit: Self.unit, samples: values.count, bounds: .nonNegative)
  }
}
