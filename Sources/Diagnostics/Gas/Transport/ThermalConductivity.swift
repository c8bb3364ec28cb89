import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// The thermal conductivity of a gas of one kind by Einstein's relation for the Helfand moments of
/// energy, in units of Boltzmann's constant.
///
/// lambda/k = slope of <(Q(t + lag) - Q(t))^2> against the lag, over 2 V (kT)^2, with Q' the
/// current of energy along x and along y, seen from the center of mass. Lags and standard error are
/// those of ``ShearViscosity``. In a mixture the current of energy carries diffusion as well, and
/// such frames are refused. Source: Helfand, Phys. Rev. 119 (1960) 1; Alder, Gass, Wainwright, J.
/// Chem. Phys. 53 (1970) 3813.
public struct ThermalConductivity: Diagnostic {
  /// The lags of the line.
  public var window = LagWindow()

  /// Lags between 5 and 15 mean collision times.
  public init() {}

  /// The word in a call.
  public static let name = "thermal_conductivity"
  /// What it is.
  public static let about = "how fast heat spreads in a gas of one kind, by its Helfand moments"
  /// What it computes.
  public static let formula =
    "lambda/k = slope of <(Q(t + lag) - Q(t))^2> against the lag, over 2 V (kT)^2; Q' the current of energy"
  /// In the plane, one over a time.
  public static let unit = EntropyUnit.perTime
  /// Its range.
  public static let bounds = "0 and above"
  /// Where it is defined.
  public static let source = "Helfand 1960; Alder, Gass and Wainwright 1970"
  /// What a frame must carry.
  public static let quantities = ["helfand_heat_x", "helfand_heat_y"]
  /// The moments and the temperature.
  public static let needs = "helfand_heat_x, helfand_heat_y, temperature"
  /// How several kinds count.
  public static let mixtures: String? = "refused: they diffuse as well"
  /// One number of all frames.
  public static let isOfWholeSeries = true
  /// The parameters of the call.
  public static let keys: [Key<ThermalConductivity>] = [
    .shortestLag(\.window.from), .longestLag(\.window.to),
  ]

  /// Refuses an empty range of lags.
  public func contradictions() -> [Contradiction] { window.contradictions }

  /// It ends in a table of lags.
  public var hasTable: Bool { true }

  /// Refuses frames without the moments, and mixtures.
  public func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    try TransportRecord.check(Self.quantities, among: quantities)
    let (masses, radii) = (context.properties["mass"] ?? [], context.properties["radius"] ?? [])
    guard Set(masses).count <= 1, Set(radii).count <= 1 else {
      throw DiagnosticError(
        "the current of energy of a mixture carries diffusion as well",
        advice: "take a gas of discs of one mass and diameter")
    }
  }

  /// Undefined: the value belongs to all frames.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    Estimate(undefined: .wholeSeries, unit: Self.unit, samples: 1)
  }

  /// Follows the moments.
  public func makeRecord(for context: FrameContext) -> (any SeriesRecord)? {
    TransportRecord(.conductivity, of: Self.quantities, window: window)
  }
}
