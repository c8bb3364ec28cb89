import ClausiusDeclarations
import ClausiusEntropyMeasures

/// Inverse participation ratio of the energy of a field, sum p^2 with p_j = e_j dx/E.
///
/// A pure number, from 1/N (spread evenly over N points) to 1 (all in one point); on twice as many
/// points it halves. The value is exact for its frame.
/// Source: Bell and Dean 1970; Thouless 1974.
public struct InverseParticipationRatio: LocalizationDiagnostic {
  /// There are no parameters.
  public init() {}

  /// The word in a call.
  public static let name = "inverse_participation_ratio"
  /// What it is.
  public static let about = "how far the energy of a field is gathered in few points"
  /// What it computes.
  public static let formula = "sum p^2, p_j = e_j dx/E"
  /// A pure number.
  public static let unit = EntropyUnit.dimensionless
  /// Its range.
  public static let bounds = "1/N to 1 for N points"
  /// Where it is defined.
  public static let source = "Bell and Dean 1970"
  /// What a frame must carry.
  public static let quantities = ["phi", "pi"]
  /// No keys.
  public static let keys: [Key<InverseParticipationRatio>] = []

  static func value(_ concentration: Double, of field: FieldOnGrid) -> (Double, Bounds) {
    (concentration, Bounds(1 / Double(field.count), 1))
  }
}

/// The length over which the energy of a field is spread, dx/sum p^2 with p_j = e_j dx/E.
///
/// A length that does not depend on the number of points, from dx to L. The phi4 kink at rest has
/// 2.7498 (35 sqrt2/18). The value is exact for its frame.
/// Source: Thouless 1974.
public struct ParticipationLength: LocalizationDiagnostic {
  /// There are no parameters.
  public init() {}

  /// The word in a call.
  public static let name = "participation_length"
  /// What it is.
  public static let about = "the length over which the energy of a field is spread"
  /// What it computes.
  public static let formula = "dx/sum p^2 = E^2/integral of e^2 dx"
  /// A length.
  public static let unit = EntropyUnit.length
  /// Its range.
  public static let bounds = "dx to L"
  /// Where it is defined.
  public static let source = "Thouless 1974"
  /// What a frame must carry.
  public static let quantities = ["phi", "pi"]
  /// No keys.
  public static let keys: [Key<ParticipationLength>] = []

  static func value(_ concentration: Double, of field: FieldOnGrid) -> (Double, Bounds) {
    (field.spacing / concentration, Bounds(field.spacing, field.spacing * Double(field.count)))
  }
}

/// A diagnostic of how far the energy is gathered, from its concentration sum p^2.
protocol LocalizationDiagnostic: EnergyDiagnostic {
  /// The value for a concentration, and the range in which it lies.
  static func value(_ concentration: Double, of field: FieldOnGrid) -> (Double, Bounds)
}

extension LocalizationDiagnostic {
  /// The value at a frame; undefined where the energy is negative or zero everywhere.
  ///
  /// - Throws: ``DiagnosticError`` when the frame holds no field.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    let field: FieldOnGrid = try frame.view()
    switch try field.energyShares() {
    case .failure(let reason):
      return Estimate(undefined: reason, unit: Self.unit, samples: field.count)
    case .success(let shares):
      let (value, bounds) = Self.value(shares.reduce(0) { $0 + $1 * $1 }, of: field)
      return Estimate(value, unit: Self.unit, samples: field.count, bounds: bounds)
    }
  }
}
