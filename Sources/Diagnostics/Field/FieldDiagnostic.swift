import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusFields
import ClausiusSimulationCore
import ClausiusSpectra

/// A diagnostic of the energy density of one field, which a frame carries or which follows from phi
/// and pi.
protocol EnergyDiagnostic: Diagnostic {}

extension EnergyDiagnostic {
  /// The energy density as written, or what it follows from.
  public static var needs: String { FieldNeeds.energyDensity }

  /// Refuses frames without a field's energy density, and without what it follows from.
  public func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    try FieldNeeds.energyDensity(quantities, context)
  }
}

/// What frames must carry for diagnostics of fields.
enum FieldNeeds {
  /// The energy density in words.
  static let energyDensity = "energy_density, or phi and pi"
  /// The energies of the waves in words.
  static let modes = "mode_energy, or phi and pi"

  static func energyDensity(
    _ quantities: [String], _ context: FrameContext
  ) throws(DiagnosticError) {
    if !quantities.contains("energy_density") { try densityOfField(quantities, context) }
  }

  static func densityOfField(
    _ quantities: [String], _ context: FrameContext
  ) throws(DiagnosticError) {
    try field(["phi", "pi"], quantities, context)
    _ = try FieldDomain.stated(by: context)
    if FieldPotential(context) == nil { throw .noPotential }
  }

  static func modes(_ quantities: [String], _ context: FrameContext) throws(DiagnosticError) {
    if !quantities.contains("mode_energy") { try modesOfField(quantities, context) }
  }

  static func modesOfField(
    _ quantities: [String], _ context: FrameContext
  ) throws(DiagnosticError) {
    try field(["phi", "pi"], quantities, context)
    let space = try FieldDomain.stated(by: context)
    if WaveVacuum(context, space.symmetry) == nil { throw .noPotential }
  }

  static func field(
    _ needed: [String], _ quantities: [String], _ context: FrameContext
  ) throws(DiagnosticError) {
    guard context.isField, context.members == 0 else { throw .oneFieldOnly }
    for quantity in needed where !quantities.contains(quantity) { throw .missing(quantity) }
  }
}

/// Which of two distributions the entropies of a field are of.
public enum FieldConvention: String, DeclaredChoice {
  /// The shares of the energy; the default.
  case corrected
  /// phi^2 as the Python library amangkurat's article has it.
  case amangkurat

  /// What the convention selects.
  public var about: String {
    switch self {
    case .corrected: "the shares of the energy, p_j = e_j dx/E, which add up to 1"
    case .amangkurat:
      "as published for amangkurat: p = phi^2 over its trapezoidal integral, sums without dx, p above 1e-15"
    }
  }
}

/// An entropy of how one field is spread over the points, in one of two conventions.
protocol SpreadEntropy: Diagnostic {
  /// Which distribution is meant.
  var convention: FieldConvention { get set }

  /// The entropy of the shares of the energy.
  func entropy(of distribution: Distribution) -> Double

  /// The entropy as published.
  func entropy(asPublished density: PublishedDensity) -> Double

  /// The range over `points` points.
  func bounds(points: Int) -> Bounds
}

extension SpreadEntropy {
  /// The shares of the energy by default.
  public static var quantities: [String] { ["phi", "pi"] }

  /// What the conventions need.
  public static var needs: String {
    FieldNeeds.energyDensity + "; in the convention amangkurat phi"
  }

  /// Refuses frames without what the convention needs.
  public func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    switch convention {
    case .corrected: try FieldNeeds.energyDensity(quantities, context)
    case .amangkurat: try FieldNeeds.field(["phi"], quantities, context)
    }
  }

  /// The entropy of a frame, exact for it; undefined where the energy is negative or the field is
  /// zero.
  public func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    let field: FieldOnGrid = try frame.view()
    if convention == .amangkurat {
      guard
        let density = PublishedDensity(try field.phi(), positions: frame.frame.context.gridPoints)
      else { return undefined(.noField, field) }
      return Estimate(entropy(asPublished: density), unit: Self.unit, samples: field.count)
    }
    switch try field.energyShares() {
    case .failure(let reason): return undefined(reason, field)
    case .success(let shares):
      guard let distribution = try? Distribution(weights: shares) else {
        return undefined(.noEnergy, field)
      }
      return Estimate(
        entropy(of: distribution), unit: Self.unit, samples: field.count, outcomes: field.count,
        bounds: bounds(points: field.count))
    }
  }

  private func undefined(_ reason: Undefined, _ field: FieldOnGrid) -> Estimate {
    Estimate(undefined: reason, unit: Self.unit, samples: field.count)
  }
}

extension Key {
  /// The key `convention` of fields.
  static func convention(_ path: WritableKeyPath<Root, FieldConvention> & Sendable) -> Key {
    Key("convention", path, about: "which distribution is meant")
  }
}
