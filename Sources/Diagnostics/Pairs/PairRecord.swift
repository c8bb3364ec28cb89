import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// The series of every individual over the frames so far, and at the end the transfer between every
/// two.
struct PairRecord: SeriesRecord {
  private let quantity: any Quantity
  private let transfer: PairTransfer
  private let level: Double
  private let condition: TransferEntropyMatrix.Condition
  private let species: [Double]?
  private var series = QuantitySeries(takesIncrements: false)
  private var pairs = PairTable()

  /// Individuals of one matrix; a million pairs are some minutes.
  private static let mostIndividuals = 4096

  init(
    quantity: any Quantity, transfer: PairTransfer, level: Double,
    condition: TransferEntropyMatrix.Condition, species: [Double]?
  ) {
    self.condition = condition
    self.quantity = quantity
    self.transfer = transfer
    self.level = level
    self.species = species
  }

  mutating func add(_ frame: AnalyzedFrame) throws(DiagnosticError) {
    let rows = try quantity.rows(frame)
    guard rows.count <= Self.mostIndividuals else {
      throw DiagnosticError(
        "\(rows.count) individuals make \(rows.count * (rows.count - 1)) pairs",
        advice: "choose \(Self.mostIndividuals) or fewer, such as those of one species")
    }
    guard rows.count > 1 else {
      throw DiagnosticError("\(quantity.text) is one series, a matrix needs one an individual")
    }
    // A rotation of the axes of a torus does not matter to regressions; a jump through its border
    // does.
    guard rows.periods.allSatisfy({ $0 == 0 }) else {
      throw DiagnosticError(
        "\(quantity.text) jumps where an individual crosses the periodic box",
        advice: "use of: velocity or of: heading")
    }
    try series.add(rows, quantity.text, in: frame.frame)
  }

  mutating func settle() throws(DiagnosticError) -> Estimate? {
    let arrays = try series.wholeSteps(of: quantity.text)
    let numbers = series.individuals ?? Array(arrays.indices)
    pairs = PairTable(numbers: numbers, level: level)
    guard condition == .none || arrays.count > 2 else {
      throw DiagnosticError("two individuals have no others: leave condition out")
    }
    let rest = condition == .others ? Mean(of: arrays) : nil
    for source in arrays.indices {
      for target in arrays.indices where source != target {
        do throws(EntropyError) {
          let others = rest.map { $0.without(arrays[source], arrays[target]) }
          pairs.set(
            try transfer.transfer(from: arrays[source], to: arrays[target], given: others), source,
            target)
        } catch {
          throw DiagnosticError("\(error)")
        }
      }
    }
    pairs.correct()
    var mean = pairs.mean(steps: arrays.first?.rows ?? 0)
    if let needed = pairs.surrogatesNeeded(of: transfer) {
      mean.warn(.tooFewSurrogates(transfer.surrogates, needed: needed))
    }
    return mean
  }

  var details: [JSON.Member] { pairs.details(species: species) }
  var notes: [String] { pairs.notes }
  var table: RecordTable? { pairs.table }
}

/// The mean of many series, from which some can be taken out again.
private struct Mean {
  private let sums: [Double]
  private let count: Int
  private let shape: [Int]

  init(of arrays: [InputArray]) {
    var sums = [Double](repeating: 0, count: arrays[0].values.count)
    for array in arrays { for index in sums.indices { sums[index] += array.values[index] } }
    self.sums = sums
    count = arrays.count
    shape = arrays[0].shape
  }

  /// The mean of all but two.
  func without(_ first: InputArray, _ second: InputArray) -> InputArray {
    InputArray(
      sums.indices.map { (sums[$0] - first.values[$0] - second.values[$0]) / Double(count - 2) },
      shape: shape)
  }
}

extension QuantitySeries {
  /// The series of every place over the steps at which all are present.
  fileprivate func wholeSteps(of name: String) throws(DiagnosticError) -> [InputArray] {
    let whole = self.whole
    guard whole.count > 0 || steps == 0 else {
      throw DiagnosticError(
        "no frame has \(name) of all individuals",
        advice: "choose individuals that are there at the same time: --from, --to, species")
    }
    return (0..<rows).map { place in
      var values: [Double] = []
      values.reserveCapacity(whole.count * columns)
      for step in 0..<whole.count {
        let first = step * whole.width + place * columns
        values += whole.values[first..<first + columns]
      }
      var array = InputArray(values, shape: [whole.count, columns], name: name)
      array.breaks = whole.breaks
      return array
    }
  }
}
