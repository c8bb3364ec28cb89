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
  /// What the call says of its use.
  private let use: EstimatorUse
  let along: SamplingAxis
  /// Whether differences between frames are taken.
  let takesIncrements: Bool

  /// The estimator of `template` on `inputs`, with what the call says of its use.
  init(_ template: EstimatorTemplate, on inputs: [[any Quantity]], use: EstimatorUse) {
    self.template = template
    self.inputs = inputs
    self.use = use
    let order = template.order(of: inputs)
    along = use.along ?? .standard(for: Self.widest(inputs) ?? .one, order: order)
    takesIncrements = use.increments ?? (order == .increments)
  }

  var unit: EntropyUnit { template.checked.unit }

  /// That of the quantities, where the value is a number like theirs.
  var unitName: String {
    template.checked.isInUnitOfData ? unitOfQuantities : unit.rawValue
  }

  /// The units of the quantities of a density; `nil` where they have none.
  var dataUnit: String? {
    guard template.checked.isOfDensity, unitOfQuantities != "1" else { return nil }
    return unitOfQuantities
  }

  /// The units of the quantities, each once.
  private var unitOfQuantities: String {
    var units: [String] = []
    for unit in inputs.joined().map(\.unit) where !units.contains(unit) { units.append(unit) }
    return units.joined(separator: ", ")
  }

  var missingError: MissingError { template.checked.missingError }

  var isOfWholeSeries: Bool { along != .space }

  var quantities: [String] { Array(Set(inputs.joined().flatMap(\.needed))).sorted() }

  var dependsOnFrames: Bool { inputs.joined().contains(where: \.dependsOnFrames) }

  func fitted(to contents: FrameContents) throws(DiagnosticError) -> any FrameMeasure {
    var fitted: [[any Quantity]] = []
    for input in inputs {
      var quantities: [any Quantity] = []
      for quantity in input { quantities.append(try quantity.fitted(to: contents)) }
      fitted.append(quantities)
    }
    let measure = EstimatorMeasure(template, on: fitted, use: use)
    if let misuse = measure.misuse { throw DiagnosticError(misuse.message, advice: misuse.advice) }
    return measure
  }

  /// What the rows of all quantities together stand for; `nil` while only the frames can tell.
  private static func widest(_ inputs: [[any Quantity]]) -> QuantityPlaces? {
    let places = inputs.joined().map(\.places)
    if places.contains(nil) { return nil }
    return [.individuals, .lattice, .points].first { places.contains($0) } ?? .one
  }

  /// What the call says of its use that its quantities do not allow.
  var misuse: Contradiction? {
    let order = template.order(of: inputs)
    if let along = use.along, let widest = Self.widest(inputs), along.confuses(widest, order) {
      return Contradiction(
        at: "along",
        "\(template.factory.entry.name) needs a series, and along \(along.word) there is none",
        advice: "use along: time")
    }
    if !template.checked.takesCategories,
      let codes = inputs.joined().first(where: { !$0.hasMean })
    {
      return Contradiction(
        at: "of",
        "\(codes.text) are codes of categories, of which there is no \(template.factory.entry.name)",
        advice: "plug_in(of: \(codes.text)) says how mixed they are")
    }
    guard use.increments != nil, along == .space else { return nil }
    return Contradiction(
      at: "increments", "a frame by itself has no increments",
      advice: "use along: time, space_time or pooled")
  }

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
      try requireOneNumber(index, rows)
      arrays.append(array(index, rows))
      periods.append(rows.periods)
      parity += rows.parity
    }
    return try estimate(arrays, periods: periods, parity: parity, timeStep: nil)
  }
}

extension EstimatorMeasure {
  /// The numbers of one array at a frame.
  func rows(_ index: Int, _ frame: AnalyzedFrame) throws(DiagnosticError) -> QuantityRows {
    var joined: QuantityRows?
    for quantity in inputs[index] {
      let rows = try quantity.rows(frame)
      if rows.count > 1, quantity.places == nil, use.along == nil {
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

  /// Refuses several numbers at each site of a lattice where the estimator takes a grid: the
  /// columns would be taken for an axis of it.
  private func requireOneNumber(_ index: Int, _ rows: QuantityRows) throws(DiagnosticError) {
    guard template.factory.input.order == .grid, rows.columns > 1, rows.axes.count > 1 else {
      return
    }
    throw DiagnosticError(
      "\(name(index)) has \(rows.columns) numbers at each site, one is needed",
      advice: advice(onColumnsOf: inputs[index]))
  }

  /// The numbers of one frame, along their axes where the estimator takes a grid.
  private func array(_ index: Int, _ rows: QuantityRows) -> InputArray {
    guard template.factory.input.order == .grid, rows.columns == 1, rows.axes.count > 1 else {
      return array(index, rows.values, rows: rows.count, columns: rows.columns)
    }
    return marked(InputArray(rows.values, shape: rows.axes, name: name(index)), index)
  }

  /// The array, with a mark where its numbers are stored in single precision: limits of bins are
  /// then rounded as they are.
  private func marked(_ array: InputArray, _ index: Int) -> InputArray {
    var array = array
    array.isSinglePrecision = inputs[index].allSatisfy(\.isSinglePrecision)
    return array
  }

  /// An array of `rows` under the name of its quantities.
  func array(_ index: Int, _ values: [Double], rows: Int, columns: Int) -> InputArray {
    marked(
      InputArray(values, shape: columns == 1 ? [rows] : [rows, columns], name: name(index)), index)
  }

  /// An array of rows that may be interrupted.
  func array(_ index: Int, _ steps: UnbrokenSteps, columns: Int) -> InputArray {
    var array = array(index, steps.values, rows: steps.count, columns: columns)
    array.breaks = steps.breaks
    return array
  }

  /// What messages call an array.
  func name(_ index: Int) -> String { inputs[index].map(\.text).joined(separator: ", ") }

  /// The estimator of arrays whose columns have periods and parities.
  func estimator(
    periods: [[Double]], parity: [Double], timeStep: Double?
  ) throws(DiagnosticError) -> PreparedEstimator {
    let isPair = template.factory.input == .twoSamples
    let known = takesIncrements ? [] : isPair ? periods.first ?? [] : Array(periods.joined())
    return try template.estimator(
      periods: known, parity: self.parity(ofColumns: parity), timeStep: timeStep)
  }

  /// The estimate from arrays whose columns have periods and parities.
  func estimate(
    _ arrays: [InputArray], periods: [[Double]], parity: [Double], timeStep: Double?
  ) throws(DiagnosticError) -> Estimate {
    let estimator = try estimator(periods: periods, parity: parity, timeStep: timeStep)
    return try translated { () throws(EntropyError) in try estimator.estimate(from: arrays) }
  }

  /// What `body` finds, or its error in the words of the call.
  func translated<Found>(
    _ body: () throws(EntropyError) -> Found
  ) throws(DiagnosticError) -> Found {
    do throws(EntropyError) {
      return try body()
    } catch {
      throw diagnosticError(error)
    }
  }

  /// What is wrong with the numbers of the quantities, and what to do in the call.
  private func diagnosticError(_ error: EntropyError) -> DiagnosticError {
    guard case .notOneColumn(let array, let columns) = error else {
      return DiagnosticError("\(error)")
    }
    let index = inputs.indices.first { name($0) == array } ?? 0
    return DiagnosticError(
      "\(array) has \(columns) columns, one is needed", advice: advice(onColumnsOf: inputs[index]))
  }

  private func advice(onColumnsOf quantities: [any Quantity]) -> String {
    let first = quantities[0]
    if quantities.count > 1 { return "name one quantity in place of a list: of: \(first.text)" }
    let part = first.part(ofOne: along == .spaceTime)
    return part.map { "take one component: \($0)" } ?? "take every place by itself: along: time"
  }
}
