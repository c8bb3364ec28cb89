import ClausiusDeclarations
import ClausiusEntropyMeasures

/// The field at one place, phi(x, t), by the sum of its waves.
///
/// Beside ``ProbeMomentum`` the values of every frame are the path of the place through its phase
/// space.
public struct ProbeField: ProbeDiagnostic {
  /// The place.
  public var at: Double?

  /// The first probe of the run, or the middle of the domain.
  public init() {}

  /// The word in a call.
  public static let name = "probe_field"
  /// What it is.
  public static let about = "the field at one place"
  /// What it computes.
  public static let formula = "phi(x, t), by Fourier interpolation"
  /// A pure number.
  public static let unit = EntropyUnit.dimensionless
  /// Its range.
  public static let bounds = "none"
  /// Where it is defined.
  public static let source = "Trefethen 2000, eq. 3.7"
  /// What a frame must carry.
  public static let quantities = ["phi"]
  /// The parameters of the call.
  public static let keys: [Key<ProbeField>] = [.place(\.at)]

  /// The field of a frame.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    Estimate(try field(frame), unit: Self.unit, samples: 1)
  }
}

/// The momentum of a field at one place, dphi/dt(x, t), by the sum of its waves.
public struct ProbeMomentum: ProbeDiagnostic {
  /// The place.
  public var at: Double?

  /// The first probe of the run, or the middle of the domain.
  public init() {}

  /// The word in a call.
  public static let name = "probe_momentum"
  /// What it is.
  public static let about = "the momentum of a field at one place"
  /// What it computes.
  public static let formula = "pi(x, t) = dphi/dt, by Fourier interpolation"
  /// One over a time.
  public static let unit = EntropyUnit.perTime
  /// Its range.
  public static let bounds = "none"
  /// Where it is defined.
  public static let source = "Trefethen 2000, eq. 3.7"
  /// What a frame must carry.
  public static let quantities = ["pi"]
  /// The parameters of the call.
  public static let keys: [Key<ProbeMomentum>] = [.place(\.at)]

  /// The momentum of a frame.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    Estimate(try momentum(frame), unit: Self.unit, samples: 1)
  }
}
