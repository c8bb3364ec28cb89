import ClausiusDeclarations
import RealModule

/// The entropy of the order of successive values, -sum p ln p over the D! orders of D values
/// `delay` steps apart.
///
/// Nats, 0 to ln D!, or divided by ln D!. Of equal values the earlier is the smaller; a warning
/// counts the windows with ties. White noise of n windows reads ln D! - (D! - 1)/(2n), which
/// `correction: miller_madow` mends. The standard error is that of 20 blocks of successive windows,
/// each left out in turn (`BlockedWeights`): windows overlap, and series are correlated. Source:
/// Bandt and Pompe 2002; correction: Miller 1955.
public struct PermutationEntropy: NamedEstimator {
  /// How the bias is treated.
  public enum Correction: DeclaredChoice {
    case none, millerMadow

    /// What the case selects.
    public var about: String {
      switch self {
      case .none: "not at all"
      case .millerMadow: "adds (m - 1)/(2n) for m patterns seen among n windows"
      }
    }
  }

  /// Values in a window, D.
  public var order = 3
  /// Steps between them.
  public var delay = 1
  /// Whether the entropy is divided by ln D!.
  public var normalized = false
  /// How the bias is treated.
  public var correction = Correction.none

  /// Three successive values, in nats.
  public init() {}

  /// The keys `order`, `delay`, `normalized` and `correction`.
  public static let keys: [Key<Self>] = [
    .order(\.order), .delay(\.delay),
    Key("normalized", \.normalized, about: "whether the entropy is divided by ln D!"),
    Key("correction", \.correction, about: "how the bias is treated"),
  ]

  /// A series.
  public static let input = InputShape.series

  /// Nats, or a pure number when normalized.
  public var unit: EntropyUnit { normalized ? .dimensionless : .nat }

  /// Ordinal patterns, of which a seam makes new ones.
  public static let traits: EstimatorTraits = [.seamless, .heedsBreaks]

  /// The entry `permutation_entropy` of the catalog.
  public static let entry = catalogEntry(
    "permutation_entropy", about: "the entropy of the order of successive values",
    formula: "-sum p ln p over the D! orders of x_t, x_(t+tau), ..., x_(t+(D-1)tau); stable ties",
    bounds: "0 to ln D!, or 0 to 1",
    bias: "white noise: -(D! - 1)/(2n) for n windows; not for fewer than 5 D! windows",
    source: "Bandt and Pompe 2002")

  /// The permutation entropy of the series.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let series = try arrays[0].line()
    let segments = arrays[0].segments
    let counts = OrdinalCounts(of: series, in: segments, order: order, delay: delay).counts
    let occupancy = Occupancy(counts: counts)
    guard occupancy.samples > 0 else {
      return .noWindow(series, order: order, delay: delay, unit: unit)
    }
    var estimate = Estimate(
      entropy: entropy(occupancy), Shannon(), of: occupancy,
      corrected: correction == .none ? .none : .millerMadow, error: nil)
    let blocks = OrdinalCounts.blocks(of: series, in: segments, order: order, delay: delay)
    estimate.take(blocks.standardError { entropy($0.occupancy) })
    let scaled = normalized ? estimate.divided(by: Double.log(Double(counts.count))) : estimate
    return scaled.warned(
      windows: occupancy.samples, patterns: counts.count,
      ties: tiedWindows(series, in: segments, order: order, delay: delay))
  }

  private func entropy(_ occupancy: Occupancy) -> Double {
    let frequencies = Distribution(occupancy)
    let plugIn = Shannon().entropy(of: frequencies)
    guard correction == .millerMadow,
      let bias = Shannon().leadingBias(at: frequencies, samples: occupancy.samples)
    else { return plugIn }
    return plugIn - bias
  }
}
