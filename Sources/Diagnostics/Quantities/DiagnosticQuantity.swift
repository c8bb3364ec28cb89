import ClausiusSimulationCore

/// The value of a diagnostic at every frame.
struct DiagnosticQuantity: Quantity {
  let request: DiagnosticRequest

  var text: String { request.text }
  var places: QuantityPlaces? { .one }
  var unit: String { request.unitName }
  var parity: QuantityDescription.Parity { .even }
  var dependsOnFrames: Bool { request.dependsOnFrames }
  var needed: [String] { request.quantities }

  func fitted(to contents: FrameContents) throws(DiagnosticError) -> any Quantity {
    let fitted = try request.diagnostic.fitted(to: contents)
    let request = DiagnosticRequest(
      text: request.text, diagnostic: fitted, position: request.position)
    guard request.kind == .numbers else {
      throw DiagnosticError("\(text) has no number at each frame")
    }
    return DiagnosticQuantity(request: request)
  }

  func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    try request.diagnostic.check(quantities: quantities, context: context)
  }

  func check(context: FrameContext, box: Box) throws(DiagnosticError) {
    try request.diagnostic.check(context: context, box: box)
  }

  func rows(_ frame: AnalyzedFrame) throws(DiagnosticError) -> QuantityRows {
    let estimate = try request.evaluate(frame)
    switch estimate.outcome {
    case .value(let value): return QuantityRows([value])
    case .undefined(let reason):
      throw DiagnosticError(
        "\(text) is undefined in frame \(frame.frame.index): \(reason)",
        advice: "a series has no gaps: leave the frame out with --from and --to")
    }
  }
}
