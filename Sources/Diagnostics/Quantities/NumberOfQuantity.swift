import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// One number a frame of whatever the frames carry: `lyapunov_exponents(component: 0)`,
/// `velocity(component: x, individual: 3)`.
struct NumberOfQuantity: FrameMeasure {
  let quantity: NamedQuantity

  var unit: EntropyUnit { .dimensionless }
  var unitName: String { quantity.unit }
  var isOfWholeSeries: Bool { false }
  var quantities: [String] { quantity.needed }

  var dependsOnFrames: Bool { quantity.dependsOnFrames }
  var names: [String] { quantity.meaning.words }

  /// Names the frames where the number stands for a word.
  func makeRecord(for context: FrameContext) -> (any SeriesRecord)? {
    names.isEmpty
      ? nil
      : CategoryRecord(words: names) { (frame) throws(DiagnosticError) in
        try evaluate(frame).value
      }
  }

  func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    try quantity.check(quantities: quantities, context: context)
  }

  func check(context: FrameContext, box: Box) throws(DiagnosticError) {
    try quantity.check(context: context, box: box)
    if let count = try quantity.count(context: context, box: box), count != 1 {
      throw several(count)
    }
  }

  func fitted(to contents: FrameContents) throws(DiagnosticError) -> any FrameMeasure {
    NumberOfQuantity(quantity: quantity.named(in: contents))
  }

  /// The number of a frame; undefined where the run wrote none.
  func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    let rows = try quantity.numbers(frame)
    if rows.values.isEmpty, quantity.selection.individual != nil,
      frame.frame.context.attendance != nil
    {
      return Estimate(undefined: .absentIndividual, unit: unit, samples: 0)
    }
    guard rows.values.count == 1 else { throw several(rows.values.count) }
    guard !rows.values[0].isNaN else {
      return Estimate(undefined: .notWritten, unit: unit, samples: 0)
    }
    return Estimate(rows.values[0], unit: unit, samples: 1)
  }

  private func several(_ count: Int) -> DiagnosticError {
    let one = quantity.oneNumber
    let isVector = one.contains("component:")
    return DiagnosticError(
      "\(quantity.text) holds \(count) numbers a frame",
      advice: "name one, such as \(one), or apply an estimator to all: "
        + (isVector
          ? "vendi(of: \(quantity.text), along: space)"
          : "\(quantity.hasMean ? "mean" : "plug_in")(of: \(quantity.text))"))
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
    guard let quantity = try catalog.namedQuantity(text, at: position) else { return nil }
    return DiagnosticRequest(
      text: quantity.text, diagnostic: NumberOfQuantity(quantity: quantity), position: position)
  }
}
