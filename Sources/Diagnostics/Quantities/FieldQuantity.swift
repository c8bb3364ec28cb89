import ClausiusDeclarations
import ClausiusSimulationCore

/// A quantity of a field: a number at every point of the grid, or at one place between them.
struct FieldQuantity: Quantity {
  /// Which quantity.
  enum Kind: String, Sendable, CaseIterable {
    case phi, pi, energy_density, mode_energy

    /// What it is.
    var about: String {
      switch self {
      case .phi: "the field at the points of the grid, or at one place"
      case .pi: "its momentum dphi/dt at the points of the grid, or at one place"
      case .energy_density: "pi^2/2 + phi_x^2/2 + V(phi) at the points, as written or computed"
      case .mode_energy: "the energies of the waves around the vacuum, as written or computed"
      }
    }

    /// Whether it can be read between the points.
    var hasPlaces: Bool { self == .phi || self == .pi }
  }

  let text: String
  let kind: Kind
  let place: ProbeField

  private var isProbe: Bool { place.at != nil }

  var places: QuantityPlaces { isProbe ? .one : .points }

  var needed: [String] { kind.hasPlaces ? [kind.rawValue] : ["phi", "pi"] }

  func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    switch kind {
    case .phi, .pi: try FieldNeeds.field([kind.rawValue], quantities, context)
    case .energy_density: try FieldNeeds.energyDensity(quantities, context)
    case .mode_energy: try FieldNeeds.modes(quantities, context)
    }
    if isProbe { _ = try place.place(context) }
  }

  func rows(_ frame: AnalyzedFrame) throws(DiagnosticError) -> QuantityRows {
    let field: FieldOnGrid = try frame.view()
    let values: [Double]
    switch kind {
    case .phi: values = isProbe ? [try place.field(frame)] : try field.phi()
    case .pi: values = isProbe ? [try place.momentum(frame)] : try field.pi()
    case .energy_density: values = try field.energyDensity()
    case .mode_energy: values = try field.modeEnergies()
    }
    let rows = QuantityRows(values)
    try rows.requireFinite(text, places, frame: frame.frame.index)
    return rows
  }
}
