import ClausiusDeclarations
import ClausiusSimulationCore

/// The field phi(x, t) at the points of the grid, or between them by the sum of its waves.
struct FieldValue: PlacedFieldQuantity {
  /// The place; all points when left out.
  var at: Double?

  static let description = QuantityDescription(
    "phi", about: "the field at the points of the grid, or at one place", along: [.x])
  static let quantities = ["phi"]
  static let keys: [Key<FieldValue>] = [.onePlace(\.at)]

  func value(at probe: ProbeField, of frame: AnalyzedFrame) throws(DiagnosticError) -> Double {
    try probe.field(frame)
  }

  func values(on grid: FieldOnGrid) throws(DiagnosticError) -> [Double] { try grid.phi() }
}

/// The momentum pi = dphi/dt at the points of the grid, or between them by the sum of its waves.
struct FieldMomentum: PlacedFieldQuantity {
  /// The place; all points when left out.
  var at: Double?

  static let description = QuantityDescription(
    "pi", unit: "1/time",
    about: "its momentum dphi/dt at the points of the grid, or at one place", along: [.x],
    parity: .odd)
  static let quantities = ["pi"]
  static let keys: [Key<FieldMomentum>] = [.onePlace(\.at)]

  func value(at probe: ProbeField, of frame: AnalyzedFrame) throws(DiagnosticError) -> Double {
    try probe.momentum(frame)
  }

  func values(on grid: FieldOnGrid) throws(DiagnosticError) -> [Double] { try grid.pi() }
}

/// A quantity of a field at all points of its grid, or at one place.
protocol PlacedFieldQuantity: DerivedQuantity {
  /// The place; all points when left out.
  var at: Double? { get }

  /// Its value at the place of `probe`.
  func value(at probe: ProbeField, of frame: AnalyzedFrame) throws(DiagnosticError) -> Double

  /// Its values at the points of the grid.
  func values(on grid: FieldOnGrid) throws(DiagnosticError) -> [Double]
}

extension PlacedFieldQuantity {
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
    if at != nil { return [try value(at: probe, of: frame)] }
    return try values(on: try frame.view())
  }
}

extension Key {
  /// The key `at` of a quantity that has all points of a grid without it.
  fileprivate static func onePlace(_ path: WritableKeyPath<Root, Double?> & Sendable) -> Key {
    Key(
      "at", path, in: .any, unit: "length",
      about: "one place x, between the points by the sum of the waves; all points when left out")
  }
}
