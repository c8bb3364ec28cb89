import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// A vector of every individual, frame by frame, and what has become of it after each lag.
struct LagRecord {
  /// What is followed.
  enum Subject {
    /// Positions without the jumps through periodic boxes.
    case places
    /// A quantity with a vector an individual.
    case quantity(any Quantity)
  }

  private let subject: Subject
  private let product: LaggedProduct
  private let most: Int
  /// A lag of the call that the plan must hold.
  private let wanted: Double?
  private var clock = LagClock()
  private var unwrapped = UnwrappedPlaces()
  private var chosen: [Int] = []
  private var total = 0
  private var segment = 0
  private var means: LaggedMeans?
  private var waiting: (number: Int, vectors: [Double], width: Int)?
  /// The wanted lag in frames.
  private(set) var wantedFrames: Int?
  private(set) var frames = 0
  private(set) var lastNumber = 0

  /// - Parameters:
  ///   - subject: what is followed.
  ///   - product: what is averaged over pairs of frames.
  ///   - most: the individuals that are followed, evenly chosen where there are more.
  ///   - wanted: a lag in units of time that must be among the lags.
  init(_ subject: Subject, _ product: LaggedProduct, individuals most: Int, wanted: Double?) {
    self.subject = subject
    self.product = product
    self.most = most
    self.wanted = wanted
  }

  /// Takes note of the next frame.
  mutating func add(_ frame: AnalyzedFrame) throws(DiagnosticError) {
    if frames == 0 {
      chosen = frame.frame.context.chosenIndividuals(atMost: most)
      total = frame.frame.context.attendance?.total ?? frame.frame.context.individuals
    }
    if frame.frame.segment != segment { interrupt(for: frame.frame) }
    segment = frame.frame.segment
    let number = try clock.number(of: frame.frame)
    let (vectors, width) = try vectors(frame)
    frames += 1
    lastNumber = max(lastNumber, number)
    guard clock.step != nil else {
      waiting = (number, vectors, width)
      return
    }
    if means == nil {
      wantedFrames = try wanted.flatMap { lag throws(DiagnosticError) in
        try clock.frames(in: lag, called: "lag")
      }
      let plan = LagPlan(shortest: product == .scalarProduct ? 0 : 1, wanted: wantedFrames)
      means = LaggedMeans(product, plan: plan, width: width)
      if let waiting { means?.add(waiting.vectors, frame: waiting.number) }
      waiting = nil
    }
    means?.add(vectors, frame: number)
  }

  /// Without images nobody knows how far individuals went while frames are missing.
  private mutating func interrupt(for frame: Frame) {
    guard case .places = subject, frame["image"] == nil else { return }
    unwrapped.interrupt()
    means?.interrupt()
  }

  private mutating func vectors(
    _ frame: AnalyzedFrame
  ) throws(DiagnosticError) -> (values: [Double], width: Int) {
    switch subject {
    case .places:
      let places = try unwrapped.places(of: chosen, in: frame.frame)
      return (places, frame.frame.space.spatialDimension)
    case .quantity(let quantity):
      let rows = try quantity.rows(frame).completed(in: frame.frame.context, to: total)
      guard rows.count == total || rows.individuals != nil else {
        throw DiagnosticError("\(quantity.text) has no row for every individual")
      }
      guard rows.count == total, chosen.count < total else { return (rows.values, rows.columns) }
      let width = rows.columns
      return (chosen.flatMap { rows.values[$0 * width..<($0 + 1) * width] }, width)
    }
  }

  /// The lags with a value, ascending.
  var lags: [LaggedMeans.Lag] { means?.lags ?? [] }

  /// The time between frames.
  var step: Double { clock.step ?? 1 }

  /// The lag of a number of frames; `nil` where it has no value.
  func lag(frames: Int) -> LaggedMeans.Lag? { lags.first { $0.frames == frames } }

  /// That not all individuals are followed.
  var notes: [String] {
    chosen.count < total ? ["\(chosen.count) of \(total) individuals, evenly chosen"] : []
  }

  /// That displacements between frames are long for the periods of the box.
  var warnings: [String] {
    guard unwrapped.farthest > 0.5 else { return [] }
    return [
      "the frames carry no images, and individuals move up to \(percent(unwrapped.farthest)) of half a period from "
        + "one to the next: longer displacements would read short; write image, or more frames"
    ]
  }

  private func percent(_ share: Double) -> String { "\(Int((100 * share).rounded())) %" }

  /// The mean at every lag with its standard error, as rows under `columns`.
  func table(_ columns: [String], _ row: (LaggedMeans.Lag) -> [Double]) -> RecordTable {
    RecordTable(
      columns: ["lag"] + columns + ["standard_error", "beginnings"],
      rows: lags.map { lag in
        ([Double(lag.frames) * step] + row(lag) + [lag.standardError?.value ?? .nan])
          .map(\.scenarioText) + ["\(lag.beginnings.count)"]
      })
  }
}
