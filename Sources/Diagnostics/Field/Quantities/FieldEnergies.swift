import ClausiusDeclarations
import ClausiusSimulationCore

/// The energy density pi^2/2 + phi_x^2/2 + V(phi) at the points of the grid.
struct FieldEnergyDensity: DerivedQuantity {
  static let description = QuantityDescription(
    "energy_density", unit: "energy/length",
    about: "pi^2/2 + phi_x^2/2 + V(phi) at the points, as written or computed", along: [.x])
  static let quantities = ["phi", "pi"]
  static let keys: [Key<FieldEnergyDensity>] = []

  func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    try FieldNeeds.densityOfField(quantities, context)
  }

  func values(of frame: AnalyzedFrame) throws(DiagnosticError) -> [Double] {
    let field: FieldOnGrid = try frame.view()
    return try field.written("energy_density", or: field.energyDensity)
  }
}

/// The energies of the waves around the vacuum, those to the right and to the left apart.
struct ModeEnergy: DerivedQuantity {
  static let description = QuantityDescription(
    "mode_energy", unit: "energy",
    about: "the energies of the waves around the vacuum, as written or computed", along: [.x])
  static let quantities = ["phi", "pi"]
  static let keys: [Key<ModeEnergy>] = []

  func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    try FieldNeeds.modesOfField(quantities, context)
  }

  func values(of frame: AnalyzedFrame) throws(DiagnosticError) -> [Double] {
    let field: FieldOnGrid = try frame.view()
    return try field.written("mode_energy", or: field.modeEnergies)
  }
}
