import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// The shear viscosity of a gas by Einstein's relation for the Helfand moments of momentum.
///
/// eta = slope of <(G(t + lag) - G(t))^2> against the lag, over 2 V kT, of the straight line of
/// least squares through the lags between `from` and `to`. G is the integral of the current of
/// momentum J_xy and, with the same viscosity by the symmetry of rotation, of (J_xx - J_yy)/2; the
/// mean square is over both. Without `from` and `to` lags are between 5 and 15 mean collision
/// times: collisions before are those of a flight that has not ended, and later lags add scatter
/// and, in a small box, sound that has gone around. The standard error comes from 20 blocks of
/// time. Source: Helfand, Phys. Rev. 119 (1960) 1; Alder, Gass, Wainwright, J. Chem. Phys. 53
/// (1970) 3813.
public struct ShearViscosity: Diagnostic {
  /// The lags of the line.
  public var window = LagWindow()

  /// Lags between 5 and 15 mean collision times.
  public init() {}

  /// The word in a call.
  public static let name = "shear_viscosity"
  /// What it is.
  public static let about = "how fast momentum spreads in a gas, by its Helfand moments"
  /// What it computes.
  public static let formula =
    "eta = slope of <(G(t + lag) - G(t))^2> against the lag, over 2 V kT; G' = J_xy or (J_xx - J_yy)/2"
  /// A momentum a length and, in the plane, a length.
  public static let unit = EntropyUnit.viscosity
  /// Its range.
  public static let bounds = "0 and above"
  /// Where it is defined.
  public static let source = "Helfand 1960; Alder, Gass and Wainwright 1970"
  /// What a frame must carry.
  public static let quantities = ["helfand_shear", "helfand_stretch"]
  /// The moments and the temperature.
  public static let needs = "helfand_shear, helfand_stretch, temperature"
  /// How several kinds count.
  public static let mixtures: String? = "all kinds together"
  /// One number of all frames.
  public static let isOfWholeSeries = true
  /// The parameters of the call.
  public static let keys: [Key<ShearViscosity>] = [
    .shortestLag(\.window.from), .longestLag(\.window.to),
  ]

  /// Refuses an empty range of lags.
  public func contradictions() -> [Contradiction] { window.contradictions }

  /// It ends in a table of lags.
  public var hasTable: Bool { true }

  /// Refuses frames without the moments.
  public func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    try TransportRecord.check(Self.quantities, among: quantities)
  }

  /// Undefined: the value belongs to all frames.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    Estimate(undefined: .wholeSeries, unit: Self.unit, samples: 1)
  }

  /// Follows the moments.
  public func makeRecord(for context: FrameContext) -> (any SeriesRecord)? {
    TransportRecord(.viscosity, of: Self.quantities, window: window)
  }
}
