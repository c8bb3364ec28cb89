import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// The series of every individual over the frames so far, and at the end the transfer between every
/// two.
struct PairRecord: SeriesRecord {
  private let quantity: any Quantity
  private let network: TransferNetwork
  private let species: [Double]?
  private var series = QuantitySeries(takesIncrements: false)
  private var pairs = PairTable()

  /// Individuals of one matrix; a million pairs are an hour.
  private static let mostIndividuals = 4096

  init(quantity: any Quantity, network: TransferNetwork, species: [Double]?) {
    self.quantity = quantity
    self.network = network
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
    guard network.condition != .others || arrays.count > 2 else {
      throw DiagnosticError("two individuals have no others: leave condition out")
    }
    do throws(EntropyError) {
      pairs = PairTable(
        try network.pairs(of: arrays), numbers: series.individuals ?? Array(arrays.indices),
        network: network)
    } catch {
      throw DiagnosticError("\(error)")
    }
    var mean = pairs.mean(steps: arrays.first?.rows ?? 0)
    let needed = network.fewestShifts
    let leansOnShifts = network.shiftCount > 0 || network.method == .nearestNeighbor
    if leansOnShifts, network.shiftCount < needed {
      mean.warn(.tooFewSurrogates(network.shiftCount, needed: needed))
    }
    return mean
  }

  var details: [JSON.Member] { pairs.details(species: species) }
  var notes: [String] { pairs.notes }
  var table: RecordTable? { pairs.table }
}

extension QuantitySeries {
  /// The series of every place over the steps at which all are present.
  fileprivate func wholeSteps(of name: String) throws(DiagnosticError) -> [InputArray] {
    let whole = [self].whole(areJoint: false)[0]
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
