import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore
import RealModule

/// Entropy of how the energy is spread over the waves of a field, -sum p ln p with p_k = E_k/sum E.
///
/// E_k = |omega u_k + i p_k|^2/4 is the energy of one wave in the linear field around the vacuum,
/// waves to the right and to the left apart, as in the quantity `mode_energy`. Nats, from 0 (one
/// wave) to ln N. For a thermal linear field, whose energies are exponentially distributed, it is
/// ln N - (1 - gamma) = ln N - 0.4228. The value is exact for its frame.
/// Source: Livi et al. 1985 (spectral entropy).
public struct ModeEntropy: ModeDiagnostic {
  /// There are no parameters.
  public init() {}

  /// The word in a call.
  public static let name = "mode_entropy"
  /// What it is.
  public static let about = "how widely the energy is spread over the waves of a field"
  /// What it computes.
  public static let formula = "-sum p ln p, p_k = E_k/sum E over the waves around the vacuum"
  /// Nats.
  public static let unit = EntropyUnit.nat
  /// Its range.
  public static let bounds = "0 to ln N for N points"
  /// Where it is defined.
  public static let source = "Livi, Pettini, Ruffo, Sparpaglione, Vulpiani 1985"
  /// No keys.
  public static let keys: [Key<ModeEntropy>] = []

  func value(entropy: Double) -> Double { entropy }
  func bounds(modes: Int) -> Bounds { Shannon().bounds(outcomes: modes) }
}

/// The number of waves that share the energy of a field, exp(-sum p ln p) with p_k = E_k/sum E.
///
/// A pure number, from 1 to N. A standing wave counts as two. The value is exact for its frame.
/// Source: Livi et al. 1985.
public struct EffectiveModes: ModeDiagnostic {
  /// There are no parameters.
  public init() {}

  /// The word in a call.
  public static let name = "effective_modes"
  /// What it is.
  public static let about = "the number of waves that share the energy of a field"
  /// What it computes.
  public static let formula = "exp(-sum p ln p), p_k = E_k/sum E over the waves around the vacuum"
  /// A pure number.
  public static let unit = EntropyUnit.dimensionless
  /// Its range.
  public static let bounds = "1 to N for N points"
  /// Where it is defined.
  public static let source = "Livi, Pettini, Ruffo, Sparpaglione, Vulpiani 1985"
  /// No keys.
  public static let keys: [Key<EffectiveModes>] = []

  func value(entropy: Double) -> Double { Double.exp(entropy) }
  func bounds(modes: Int) -> Bounds { Bounds(1, Double(modes)) }
}

/// A number that follows from the entropy of the energies of a field's waves.
protocol ModeDiagnostic: Diagnostic {
  /// The number that belongs to an entropy in nats.
  func value(entropy: Double) -> Double

  /// The range for `modes` waves.
  func bounds(modes: Int) -> Bounds
}

extension ModeDiagnostic {
  /// What a frame must carry.
  public static var quantities: [String] { ["phi", "pi"] }

  /// The energies of the waves as written, or what they follow from.
  public static var needs: String { FieldNeeds.modes }

  /// Refuses frames without the energies of the waves, and without what they follow from.
  public func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    try FieldNeeds.modes(quantities, context)
  }

  /// The value of a frame; undefined when no wave has energy.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    let field: FieldOnGrid = try frame.view()
    let modes = try field.modeEnergies()
    guard let shares = try? Distribution(weights: modes) else {
      return Estimate(undefined: .noEnergy, unit: Self.unit, samples: modes.count)
    }
    return Estimate(
      value(entropy: Shannon().entropy(of: shares)), unit: Self.unit, samples: modes.count,
      bounds: bounds(modes: modes.count))
  }
}
