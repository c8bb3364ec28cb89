import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore
import RealModule

/// Permutation entropy of the field at one place over all frames, -sum p ln p/ln D! over the orders
/// of D successive values.
///
/// A pure number, 0 for a series that only rises or falls, 1 for white noise. By the plug-in; for
/// white noise it is low by (D! - 1)/(2T ln D!). The standard error is by leaving out blocks of
/// frames. Equal values keep their order in time, and windows with such are counted in a warning.
/// Source: Bandt and Pompe 2002.
public struct PermutationEntropy: OrdinalDiagnostic {
  /// The place.
  public var at: Double?
  /// Values in a window, D.
  public var order = 4
  /// Frames between them, tau.
  public var delay = 1

  /// The first probe of the run, or the middle of the domain; four successive frames.
  public init() {}

  /// The word in a call.
  public static let name = "permutation_entropy"
  /// What it is.
  public static let about = "how irregular the motion of a field is at one place"
  /// What it computes.
  public static let formula = "-sum p ln p/ln D! over the orders of D values, tau frames apart"
  /// A pure number.
  public static let unit = EntropyUnit.dimensionless
  /// Its range.
  public static let bounds = "0 to 1"
  /// Where it is defined.
  public static let source = "Bandt and Pompe 2002"
  /// What a frame must carry.
  public static let quantities = ["phi"]
  /// The parameters of the call.
  public static let keys: [Key<PermutationEntropy>] = [
    .place(\.at), .patternOrder(\.order), .patternDelay(\.delay),
  ]

  func value(of distribution: Distribution, outcomes: Int) -> Double {
    Shannon().entropy(of: distribution) / Double.log(Double(outcomes))
  }
}

/// Jensen-Shannon complexity of the field at one place over all frames, from the orders of D
/// successive values.
///
/// A pure number: 0 for order and for white noise, larger for chaos and for structure between.
/// Beside ``PermutationEntropy`` it places the motion in the plane of complexity and entropy.
/// Source: Rosso et al. 2007.
public struct PermutationComplexity: OrdinalDiagnostic {
  /// The place.
  public var at: Double?
  /// Values in a window, D.
  public var order = 4
  /// Frames between them, tau.
  public var delay = 1

  /// The first probe of the run, or the middle of the domain; four successive frames.
  public init() {}

  /// The word in a call.
  public static let name = "permutation_complexity"
  /// What it is.
  public static let about =
    "how far the motion of a field at one place is from order and from noise"
  /// What it computes.
  public static let formula = "C = (H/ln D!) J(p, uniform)/J_max over the orders of D values"
  /// A pure number.
  public static let unit = EntropyUnit.dimensionless
  /// Its range.
  public static let bounds = "0 to a bound below 1 that depends on D"
  /// Where it is defined.
  public static let source = "Rosso et al. 2007"
  /// What a frame must carry.
  public static let quantities = ["phi"]
  /// The parameters of the call.
  public static let keys: [Key<PermutationComplexity>] = [
    .place(\.at), .patternOrder(\.order), .patternDelay(\.delay),
  ]

  func value(of distribution: Distribution, outcomes: Int) -> Double {
    JensenShannonComplexity(outcomes: outcomes).value(of: distribution)
  }
}
