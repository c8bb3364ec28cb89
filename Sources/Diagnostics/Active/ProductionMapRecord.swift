import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// What the numbers of a production are, and where cells are asked for the sums of local rates over
/// the particles of each, frame by frame: a table.
struct ProductionMapRecord: SeriesRecord {
  private let rate: ProductionRate
  private let per: ProductionShare
  private let counts: [Int]?
  /// The numbers of the particles that count.
  private let members: @Sendable (Particles) throws(DiagnosticError) -> [Int]
  /// The time step of the run, where frames state it.
  private let timeStep: Double?
  private var rows: [[String]] = []
  private var dimension = 2

  /// The most rows that are kept.
  private static let most = 4_000_000

  init(
    rate: ProductionRate, per: ProductionShare, counts: [Int]?, context: FrameContext,
    members: @escaping @Sendable (Particles) throws(DiagnosticError) -> [Int]
  ) {
    self.members = members
    // Frames without such a rate have been refused.
    self.rate = (try? rate.settled(in: context)) ?? rate
    self.per = per
    self.counts = counts
    timeStep = context.parameters["time_step"]
  }

  var details: [JSON.Member] {
    let isProduction = rate.convention != .contraction
    return [
      .init("parity", isProduction ? .text(rate.convention.word) : .null),
      .init("quantity", .text(isProduction ? (rate.form ?? .work).word : "contraction")),
      .init("per", .text(per.word)),
      .init("run_time_step", timeStep.map(JSON.number) ?? .null),
    ]
  }

  mutating func add(_ frame: AnalyzedFrame) throws(DiagnosticError) {
    guard let counts else { return }
    let particles: Particles = try frame.view()
    let map = try ProductionMap(
      particles, rate: rate, counts: counts, members: try members(particles))
    guard rows.count + map.sums.count <= Self.most else {
      throw DiagnosticError(
        "a table of more than \(Self.most) rows is too long",
        advice: "take fewer cells or frames (--every)")
    }
    dimension = counts.count
    for cell in map.sums.indices {
      let numbers =
        [frame.frame.time] + map.middle(of: cell)
        + [Double(map.particles[cell]), map.sums[cell], map.sums[cell] / map.cellVolume]
      rows.append(numbers.map(\.scenarioText))
    }
  }

  var table: RecordTable? {
    guard counts != nil else { return nil }
    let measure = ["length", "area", "volume"][max(0, min(2, dimension - 1))]
    return RecordTable(
      columns: ["time"] + ["x", "y", "z"].prefix(dimension)
        + ["particles", "sum", "sum_per_\(measure)"],
      rows: rows)
  }
}

/// The sums of local rates over the particles of equal cells of the box.
struct ProductionMap {
  /// The number of cells along each axis.
  let counts: [Int]
  /// The particles in each cell, x fastest.
  private(set) var particles: [Int]
  /// The sum of the rates of the particles in each cell.
  private(set) var sums: [Double]
  /// The length, area or volume of a cell.
  let cellVolume: Double
  private let box: Box

  /// - Parameter members: the numbers of the particles that count; all unless given.
  /// - Throws: as the rate; on open axes.
  init(
    _ frame: Particles, rate: ProductionRate, counts: [Int], members: [Int]? = nil
  ) throws(DiagnosticError) {
    box = frame.frame.space
    self.counts = counts
    _ = try PositionGrid(GasRegion(box, lower: nil, upper: nil), counts: counts)
    let rates = try frame.rates(rate)
    let places = try frame.places()
    let box = box
    cellVolume = counts.indices.reduce(1) { $0 * box.length($1) / Double(counts[$1]) }
    let cells = counts.reduce(1, *)
    var sums = [CompensatedSum](repeating: CompensatedSum(), count: cells)
    var particles = [Int](repeating: 0, count: cells)
    for member in members ?? Array(places.indices) {
      let cell = PackingCells.cell(of: places[member], in: box, counts: counts)
      sums[cell].add(rates[member])
      particles[cell] += 1
    }
    self.sums = sums.map(\.value)
    self.particles = particles
  }

  /// The middle of a cell.
  func middle(of cell: Int) -> [Double] {
    var rest = cell
    return counts.indices.map { axis in
      let index = rest % counts[axis]
      rest /= counts[axis]
      return box.lower[axis] + (Double(index) + 0.5) * box.length(axis) / Double(counts[axis])
    }
  }
}
