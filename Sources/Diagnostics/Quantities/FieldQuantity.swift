import ClausiusDeclarations
import ClausiusFields
import ClausiusSimulationCore

/// A quantity of a field: a number at every point of the grid, or at one place between them.
struct FieldQuantity: Quantity {
  /// Which quantity.
  enum Kind: String, Sendable, CaseIterable {
    case phi, pi, energy_density, mode_energy, mode_amplitude, mode_momentum

    /// What it is.
    var about: String {
      switch self {
      case .phi: "the field at the points of the grid, or at one place"
      case .pi: "its momentum dphi/dt at the points of the grid, or at one place"
      case .energy_density: "pi^2/2 + phi_x^2/2 + V(phi) at the points, as written or computed"
      case .mode_energy: "the energies of the waves around the vacuum, as written or computed"
      case .mode_amplitude: "the amplitudes of the standing waves of phi, normalized"
      case .mode_momentum: "the amplitudes of the standing waves of pi, normalized"
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

  var needed: [String] {
    switch kind {
    case .phi, .mode_amplitude: ["phi"]
    case .pi, .mode_momentum: ["pi"]
    case .energy_density, .mode_energy: ["phi", "pi"]
    }
  }

  func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    switch kind {
    case .phi, .pi: try FieldNeeds.field([kind.rawValue], quantities, context)
    case .energy_density: try FieldNeeds.energyDensity(quantities, context)
    case .mode_energy: try FieldNeeds.modes(quantities, context)
    case .mode_amplitude, .mode_momentum:
      try FieldNeeds.field(needed, quantities, context)
      _ = try FieldDomain.stated(by: context)
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
    case .mode_amplitude: values = try field.amplitudes(of: try field.phi(), rises: true)
    case .mode_momentum: values = try field.amplitudes(of: try field.pi(), rises: false)
    }
    let rows = QuantityRows(values)
    try rows.requireFinite(text, places, frame: frame.frame.index)
    return rows
  }
}
