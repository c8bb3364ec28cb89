import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// A number, or a list of numbers, that the frames carry under a name: an observable of the file, a
/// number of each member of an ensemble.
struct NamedQuantity: Quantity {
  let text: String
  /// The words that calls of quantities could begin with instead, to find the nearest.
  let callable: [String]

  var places: QuantityPlaces { CollisionState.names.contains(text) ? .individuals : .one }

  var needed: [String] { [] }

  func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    if quantities.contains(text) { return }
    let here = quantities.isEmpty ? "nothing else" : quantities.joined(separator: ", ")
    throw DiagnosticError(
      "the frames carry no '\(text)'",
      advice: (nearestName(to: text, among: quantities + callable).map { "did you mean '\($0)'? " }
        ?? "")
        + "they carry \(here); 'clausius list quantities' shows what follows from that")
  }

  func rows(_ frame: AnalyzedFrame) throws(DiagnosticError) -> QuantityRows {
    let columns: Int
    let values: [Double]
    if let quantity = frame.frame.quantities.first(where: { $0.description.name == text }) {
      let shape = quantity.description.shape(in: frame.frame.context)
      let places = quantity.description.axes.prefix {
        frame.frame.context[$0]?.kind.isPlace == true
      }
      columns = shape.dropFirst(places.count).reduce(1, *)
      values = quantity.values
    } else if let observable = frame.frame.observable(text) {
      (columns, values) = (observable.values.count, observable.values)
    } else {
      throw .missing(text)
    }
    let rows = QuantityRows(values, columns: columns)
    try rows.requireFinite(text, rows.count > 1 ? .individuals : .one, frame: frame.frame.index)
    return rows
  }
}

/// The value of a diagnostic at every frame.
struct DiagnosticQuantity: Quantity {
  let request: DiagnosticRequest

  var text: String { request.text }
  var places: QuantityPlaces { .one }
  var needed: [String] { request.quantities }

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
