import ClausiusDeclarations
import ClausiusFields
import ClausiusSimulationCore

/// The amplitudes of the standing waves of phi; their squares add up to the integral of phi^2.
struct ModeAmplitude: DerivedQuantity {
  static let description = QuantityDescription(
    "mode_amplitude", unit: "length^(1/2)",
    about: "the amplitudes of the standing waves of phi, normalized", along: [.x])
  static let quantities = ["phi"]
  static let keys: [Key<ModeAmplitude>] = []

  func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    try FieldNeeds.field(Self.quantities, quantities, context)
    _ = try FieldDomain.stated(by: context)
  }

  func values(of frame: AnalyzedFrame) throws(DiagnosticError) -> [Double] {
    let field: FieldOnGrid = try frame.view()
    return try field.amplitudes(of: try field.phi(), rises: true)
  }
}

/// The amplitudes of the standing waves of pi; their squares add up to the integral of pi^2.
struct ModeMomentum: DerivedQuantity {
  static let description = QuantityDescription(
    "mode_momentum", unit: "length^(1/2)/time",
    about: "the amplitudes of the standing waves of pi, normalized", along: [.x], parity: .odd)
  static let quantities = ["pi"]
  static let keys: [Key<ModeMomentum>] = []

  func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    try FieldNeeds.field(Self.quantities, quantities, context)
    _ = try FieldDomain.stated(by: context)
  }

  func values(of frame: AnalyzedFrame) throws(DiagnosticError) -> [Double] {
    let field: FieldOnGrid = try frame.view()
    return try field.amplitudes(of: try field.pi(), rises: false)
  }
}
