import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// One number a frame of whatever the frames carry: `lyapunov_exponents(component: 0)`,
/// `velocity(component: x, individual: 3)`.
struct NumberOfQuantity: FrameMeasure {
  let quantity: NamedQuantity

  var unit: EntropyUnit { .dimensionless }
  var isOfWholeSeries: Bool { false }
  var quantities: [String] { quantity.needed }

  func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    try quantity.check(quantities: quantities, context: context)
  }

  /// The number of a frame; undefined where the run wrote none.
  func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    let rows = try quantity.numbers(frame)
    guard rows.values.count == 1 else {
      throw DiagnosticError(
        "\(quantity.text) holds \(rows.values.count) numbers a frame",
        advice: "name one, such as \(quantity.name)(component: 0), or apply an estimator to all: "
          + "vendi(of: \(quantity.text), along: space)")
    }
    guard !rows.values[0].isNaN else {
      return Estimate(undefined: .notWritten, unit: unit, samples: 0)
    }
    return Estimate(rows.values[0], unit: unit, samples: 1)
  }
}

extension DiagnosticRequest {
  /// One number a frame of something that frames carry under a name, which no diagnostic has.
  ///
  /// - Parameters:
  ///   - text: the name, with what selects one number: `stress(component: xy, individual: 3)`.
  ///   - position: where the text begins, for messages.
  ///   - catalog: the diagnostics that there are.
  /// - Returns: `nil` for the call of a diagnostic or an estimator, and for parameters that select
  ///   nothing.
  /// - Throws: parameters that are wrong.
  public static func number(
    of text: String, at position: SourcePosition, in catalog: DiagnosticCatalog
  ) throws(Problems) -> DiagnosticRequest? {
    guard let quantity = try NamedQuantity.called(text, at: position, in: catalog) else {
      return nil
    }
    return DiagnosticRequest(
      text: quantity.text, diagnostic: NumberOfQuantity(quantity: quantity), position: position)
  }
}

extension NamedQuantity {
  /// What a call names that no diagnostic has; `nil` for anything else.
  static func called(
    _ text: String, at position: SourcePosition, in catalog: DiagnosticCatalog
  ) throws(Problems) -> NamedQuantity? {
    let call = try CallParser.parse(text, at: position, naming: "a diagnostic")
    guard !catalog.knows(call.name),
      call.entries.allSatisfy({ NamedSelection.names.contains($0.key) })
    else { return nil }
    return NamedQuantity(
      text: call.text, name: call.name,
      selection: try NamedSelection(from: Node(.mapping(call.entries), at: call.position)),
      callable: QuantityCatalog.names + catalog.names)
  }
}
