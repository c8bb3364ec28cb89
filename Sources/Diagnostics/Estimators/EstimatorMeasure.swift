import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// An estimator of the catalog applied to quantities of frames.
///
/// Along space it has a value at every frame; otherwise one value of all frames together.
struct EstimatorMeasure: FrameMeasure {
  let template: EstimatorTemplate
  /// The quantities of each array, side by side.
  let inputs: [[any Quantity]]
  let along: SamplingAxis
  /// Whether the call names the axis.
  let isAlongGiven: Bool
  /// Whether differences between frames are taken.
  let takesIncrements: Bool

  var unit: EntropyUnit { template.checked.unit }

  var isOfWholeSeries: Bool { along != .space }

  var quantities: [String] { Array(Set(inputs.joined().flatMap(\.needed))).sorted() }

  func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    for quantity in inputs.joined() {
      try quantity.check(quantities: quantities, context: context)
    }
  }

  func check(context: FrameContext, box: Box) throws(DiagnosticError) {
    for quantity in inputs.joined() { try quantity.check(context: context, box: box) }
  }

  func makeRecord(for context: FrameContext) -> (any SeriesRecord)? {
    along == .space ? nil : EstimatorRecord(self)
  }

  /// Evaluates the diagnostics whose series the record keeps.
  func prepare(_ frame: AnalyzedFrame) throws(DiagnosticError) {
    guard along != .space else { return }
    for case let quantity as DiagnosticQuantity in inputs.joined() {
      _ = try quantity.request.evaluate(frame)
    }
  }

  func evaluate(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    guard along == .space else {
      return Estimate(undefined: .wholeSeries, unit: unit, samples: 1)
    }
    var arrays: [InputArray] = []
    var periods: [[Double]] = []
    var parity: [Double] = []
    for index in inputs.indices {
      let rows = try rows(index, frame)
      arrays.append(array(index, rows.values, rows: rows.count, columns: rows.columns))
      periods.append(rows.periods)
      parity += rows.parity
    }
    return try estimate(arrays, periods: periods, parity: parity, timeStep: nil)
  }

  /// The numbers of one array at a frame.
  func rows(_ index: Int, _ frame: AnalyzedFrame) throws(DiagnosticError) -> QuantityRows {
    var joined: QuantityRows?
    for quantity in inputs[index] {
      var rows = try quantity.rows(frame)
      if quantity.turnsWithTime { rows.parity = rows.parity.map { -$0 } }
      if rows.count > 1, quantity.places == .one, !isAlongGiven {
        throw DiagnosticError(
          "\(quantity.text) holds \(rows.count) numbers a frame",
          advice: "say which are one data set: along: space, time, space_time or pooled")
      }
      if let before = joined {
        guard before.count == rows.count || before.count == 1 || rows.count == 1 else {
          throw DiagnosticError(
            "\(quantity.text) has \(rows.count) rows, what stands beside it \(before.count)")
        }
        joined = before.joined(with: rows)
      } else {
        joined = rows
      }
    }
    return joined ?? QuantityRows([])
  }

  /// An array of `rows` under the name of its quantities.
  func array(_ index: Int, _ values: [Double], rows: Int, columns: Int) -> InputArray {
    InputArray(
      values, shape: columns == 1 ? [rows] : [rows, columns],
      name: inputs[index].map(\.text).joined(separator: ", "))
  }

  /// The estimate from arrays whose columns have periods and parities.
  func estimate(
    _ arrays: [InputArray], periods: [[Double]], parity: [Double], timeStep: Double?
  ) throws(DiagnosticError) -> Estimate {
    let isPair = template.factory.input == .twoSamples
    let known = takesIncrements ? [] : isPair ? periods.first ?? [] : Array(periods.joined())
    let estimator = try template.estimator(
      periods: known, parity: self.parity(ofColumns: parity), timeStep: timeStep)
    do throws(EntropyError) {
      return try estimator.estimate(from: arrays)
    } catch {
      throw diagnosticError(error)
    }
  }

  /// What is wrong with the numbers of the quantities, and what to do in the call.
  private func diagnosticError(_ error: EntropyError) -> DiagnosticError {
    guard case .notOneColumn(let name, let columns) = error else {
      return DiagnosticError("\(error)")
    }
    let quantity = inputs.first { $0.map(\.text).joined(separator: ", ") == name } ?? inputs[0]
    let first = quantity[0].text
    return DiagnosticError(
      "\(name) has \(columns) columns, one is needed",
      advice: quantity.count > 1
        ? "name one quantity in place of a list: of: \(first)"
        : "take one component: \(first)(component: x)")
  }
}
