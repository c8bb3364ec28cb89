import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// Polarization, p = |sum e_i|/N with e_i the unit heading of individual i.
///
/// From 0 (no common heading) to 1 (all headings agree). An individual that does not move has no
/// heading and adds nothing to the sum. The value is exact for its frame; it has no standard error
/// of its own. For N uniform random headings its mean is about sqrt(8/(3 pi N)).
/// Source: Couzin et al. 2002.
public struct Polarization: Diagnostic {
  /// Which definition is meant.
  public var convention = Convention.corrected
  /// The species that is meant, or `nil` for all individuals.
  public var species: Int?

  /// The polarization of the default convention.
  public init() {}

  /// The word in a call.
  public static let name = "polarization"
  /// What it is.
  public static let about = "how far the individuals head the same way"
  /// What it computes.
  public static let formula = "p = |sum e_i|/N, e_i the unit heading of individual i"
  /// A pure number.
  public static let unit = EntropyUnit.dimensionless
  /// Its range.
  public static let bounds = "0 to 1"
  /// Where it is defined.
  public static let source = "Couzin et al. 2002"
  /// What a frame must carry.
  public static let quantities = ["velocity"]
  /// The parameters of the call.
  public static let keys: [Key<Polarization>] = [
    .convention(\.convention), .onlySpecies(\.species),
  ]

  /// Refuses a species that is not there.
  public func check(context: FrameContext, box: Box) throws(DiagnosticError) {
    try species.check(in: context, of: Self.name)
  }

  /// The polarization of a frame; undefined without an individual.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    let school: School = try frame.only(species: species).view()
    guard school.count > 0 else {
      return .undefined(.tooFewSamples(found: 0, needed: 1), Self.unit)
    }
    let value =
      switch convention {
      case .corrected: polarization(try school.headings())
      case .dewiKadita: DewiKadita.polarization(try school.velocities())
      }
    return Estimate(value, unit: Self.unit, samples: school.count, bounds: .unit)
  }
}

extension Estimate {
  /// An estimate without a value of a quantity between 0 and 1.
  static func undefined(
    _ reason: Undefined, _ unit: EntropyUnit = .dimensionless, samples: Int = 0
  ) -> Estimate {
    Estimate(undefined: reason, unit: unit, samples: samples, bounds: .unit)
  }
}
