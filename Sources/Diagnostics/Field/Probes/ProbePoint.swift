import ClausiusDeclarations
import ClausiusFields
import ClausiusSimulationCore

/// A place at which a field is read, given in a call or by the run.
protocol ProbeDiagnostic: Diagnostic {
  /// The place of the call, or `nil` for the first probe of the run, or the middle of the domain
  /// without one.
  var at: Double? { get set }
}

extension ProbeDiagnostic {
  /// Where the field is read.
  func place(_ context: FrameContext) throws(DiagnosticError) -> Double {
    let space = try FieldDomain.stated(by: context)
    let place = at ?? context.parameters["probe_1"] ?? space.middle
    guard place >= space.start, place <= space.start + space.length else {
      throw DiagnosticError(
        "the place \(place.scenarioText) lies outside the domain",
        advice:
          "it runs from \(space.start.scenarioText) to \((space.start + space.length).scenarioText)"
      )
    }
    return place
  }

  /// The field there, by the sum of its waves.
  func field(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Double {
    let view: FieldOnGrid = try frame.view()
    return try view.phi(at: try place(frame.frame.context))
  }

  /// The momentum dphi/dt there, by the sum of its waves.
  func momentum(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Double {
    let view: FieldOnGrid = try frame.view()
    return try view.pi(at: try place(frame.frame.context))
  }

  /// Refuses frames without a single field on a stated domain, and places outside it.
  public func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    try FieldNeeds.field(Self.quantities, quantities, context)
    _ = try place(context)
  }
}

extension Key {
  /// The key `at`.
  static func place(_ path: WritableKeyPath<Root, Double?> & Sendable) -> Key {
    Key(
      "at", path, in: .any, unit: "length",
      about: "the place x; the first probe of the run when left out, or the middle of the domain")
  }
}
