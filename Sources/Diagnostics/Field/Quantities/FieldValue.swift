import ClausiusDeclarations
import ClausiusSimulationCore

/// The field phi(x, t) at the points of the grid, or between them by the sum of its waves.
struct FieldValue: DerivedQuantity {
  /// The place; all points when left out.
  var at: Double?

  static let description = QuantityDescription(
    "phi", about: "the field at the points of the grid, or at one place", along: [.x])
  static let quantities = ["phi"]
  static let keys: [Key<FieldValue>] = [.place(\.at)]

  var axes: [FrameAxis.ID] { at == nil ? Self.description.axes : [] }

  private var probe: ProbeField {
    var probe = ProbeField()
    probe.at = at
    return probe
  }

  func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    try FieldNeeds.field(Self.quantities, quantities, context)
    if at != nil { _ = try probe.place(context) }
  }

  func values(of frame: AnalyzedFrame) throws(DiagnosticError) -> [Double] {
    if at != nil { return [try probe.field(frame)] }
    let field: FieldOnGrid = try frame.view()
    return try field.phi()
  }
}

/// The momentum pi = dphi/dt at the points of the grid, or between them by the sum of its waves.
struct FieldMomentum: DerivedQuantity {
  /// The place; all points when left out.
  var at: Double?

  static let description = QuantityDescription(
    "pi", unit: "1/time",
    about: "its momentum dphi/dt at the points of the grid, or at one place", along: [.x],
    parity: .odd)
  static let quantities = ["pi"]
  static let keys: [Key<FieldMomentum>] = [.place(\.at)]

  var axes: [FrameAxis.ID] { at == nil ? Self.description.axes : [] }

  private var probe: ProbeMomentum {
    var probe = ProbeMomentum()
    probe.at = at
    return probe
  }

  func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    try FieldNeeds.field(Self.quantities, quantities, context)
    if at != nil { _ = try probe.place(context) }
  }

  func values(of frame: AnalyzedFrame) throws(DiagnosticError) -> [Double] {
    if at != nil { return [try probe.momentum(frame)] }
    let field: FieldOnGrid = try frame.view()
    return try field.pi()
  }
}
