import ClausiusDeclarations
import ClausiusFields
import ClausiusSimulationCore

/// A quantity of a field: a number at every point of the grid, or at one place between them.
struct FieldQuantity: Quantity {
  /// Which quantity.
  enum Kind: DeclaredChoice {
    case phi, pi, energyDensity, modeEnergy, modeAmplitude, modeMomentum

    /// What it is.
    var about: String {
      switch self {
      case .phi: "the field at the points of the grid, or at one place"
      case .pi: "its momentum dphi/dt at the points of the grid, or at one place"
      case .energyDensity: "pi^2/2 + phi_x^2/2 + V(phi) at the points, as written or computed"
      case .modeEnergy: "the energies of the waves around the vacuum, as written or computed"
      case .modeAmplitude: "the amplitudes of the standing waves of phi, normalized"
      case .modeMomentum: "the amplitudes of the standing waves of pi, normalized"
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
    case .phi, .modeAmplitude: ["phi"]
    case .pi, .modeMomentum: ["pi"]
    case .energyDensity, .modeEnergy: ["phi", "pi"]
    }
  }

  func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    switch kind {
    case .phi, .pi: try FieldNeeds.field([kind.word], quantities, context)
    case .energyDensity: try FieldNeeds.energyDensity(quantities, context)
    case .modeEnergy: try FieldNeeds.modes(quantities, context)
    case .modeAmplitude, .modeMomentum:
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
    case .energyDensity: values = try field.energyDensity()
    case .modeEnergy: values = try field.modeEnergies()
    case .modeAmplitude: values = try field.amplitudes(of: try field.phi(), rises: true)
    case .modeMomentum: values = try field.amplitudes(of: try field.pi(), rises: false)
    }
    let rows = QuantityRows(values)
    try rows.requireFinite(text, places, frame: frame.frame.index)
    return rows
  }
}
