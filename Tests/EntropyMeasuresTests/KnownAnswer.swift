import ClausiusDeclarations
import ClausiusEntropyMeasures

/// A call on small data whose exact result is known.
struct KnownAnswer: Sendable {
  var call: String
  var arrays: [InputArray]
  var exact: Double
  var tolerance = 1e-12

  init(_ call: String, _ arrays: [Double]..., exact: Double, tolerance: Double = 1e-12) {
    self.call = call
    self.arrays = arrays.map { InputArray($0) }
    self.exact = exact
    self.tolerance = tolerance
  }

  init(
    _ call: String, rows: [Double], columns: Int, exact: Double, tolerance: Double = 1e-12
  ) {
    self.call = call
    arrays = [InputArray(rows, shape: [rows.count / columns, columns])]
    self.exact = exact
    self.tolerance = tolerance
  }

  /// The estimate that the call makes of the data.
  func estimate() throws -> Estimate { try measure(call, arrays) }
}

/// The estimate that a call makes of arrays.
func measure(_ call: String, _ arrays: [InputArray]) throws -> Estimate {
  let place = SourcePosition(source: "test", line: 1, column: 1)
  return try EstimatorCatalog.standard.request(call, at: place).estimate(from: arrays)
}

/// The estimate that a call makes of one series.
func measure(_ call: String, _ series: [Double]) throws -> Estimate {
  try measure(call, [InputArray(series)])
}
