import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// Diagnostics over the frames of a trajectory, in one pass and in memory that does not grow with
/// the number of frames.
public struct Analysis {
  /// One diagnostic over the frames seen so far.
  public struct Result: Sendable {
    /// The full text of the call.
    public let name: String
    /// The unit of the values.
    public fileprivate(set) var unit: EntropyUnit
    /// The unit in words.
    public fileprivate(set) var unitName: String
    /// The values over the frames; the one value of a diagnostic of the whole series.
    public fileprivate(set) var series = RunningSeries()
    /// The number of all frames together, of a diagnostic of the whole series.
    public fileprivate(set) var whole: Estimate?
    /// A name for each frame in place of its number, of a diagnostic that names frames.
    public fileprivate(set) var names: [String]?
    /// What a document tells beside the numbers.
    public fileprivate(set) var details: [JSON.Member] = []
    /// The details in words.
    public fileprivate(set) var notes: [String] = []
    /// The details as a table of their own, where they are one.
    public fileprivate(set) var table: RecordTable?
    /// The last estimate with a value: what it tells of its bounds, its bias correction and its
    /// time step holds for all.
    public fileprivate(set) var latest: Estimate?
    fileprivate var tally = WarningTally()
    fileprivate var ofRecord: [String] = []

    /// Keeps the last estimate with a value, with bounds that hold for all of them.
    fileprivate mutating func note(_ estimate: Estimate) {
      guard estimate.value != nil else { return }
      var next = estimate
      if let before = latest?.bounds {
        next.bounds.lower = before.lower.flatMap { low in next.bounds.lower.map { min($0, low) } }
        next.bounds.upper = before.upper.flatMap { high in next.bounds.upper.map { max($0, high) } }
      }
      latest = next
    }

    /// What a reader should know before trusting the values, each kind once, with the number of
    /// frames that it concerns.
    public var warnings: [String] {
      series.warnings.map(\.description) + tally.descriptions + ofRecord
    }
  }

  /// The diagnostics with what is known about them, in the order in which they were asked for.
  public private(set) var results: [Result]
  private let requests: [DiagnosticRequest]
  /// One for each request, made at the first frame.
  private var records: [(any SeriesRecord)?] = []

  /// An analysis that has seen no frame.
  public init(_ requests: [DiagnosticRequest]) {
    self.requests = requests
    results = requests.map { Result(name: $0.text, unit: $0.unit, unitName: $0.unitName) }
  }

  /// Evaluates every diagnostic at the next frame; what several of them need is computed once.
  ///
  /// - Returns: the values at this frame, in the order of ``results``.
  /// - Throws: ``DiagnosticError`` when the frame lacks what a diagnostic needs.
  @discardableResult
  public mutating func add(_ frame: Frame) throws(DiagnosticError) -> [Estimate] {
    let analyzed = AnalyzedFrame(frame)
    if records.isEmpty {
      records = requests.map { $0.diagnostic.makeRecord(for: frame.context) }
    }
    var estimates: [Estimate] = []
    for index in requests.indices {
      let estimate = try requests[index].evaluate(analyzed)
      if !requests[index].isOfWholeSeries && requests[index].names.isEmpty {
        results[index].series.add(estimate)
        results[index].tally.add(estimate)
        results[index].note(estimate)
      }
      try records[index]?.add(analyzed)
      estimates.append(estimate)
    }
    return estimates
  }

  /// Settles what belongs to all frames together; to be called once, after the last.
  ///
  /// - Throws: ``DiagnosticError`` when the frames together do not suit a diagnostic.
  public mutating func finish() throws(DiagnosticError) {
    for index in records.indices {
      guard var record = records[index] else { continue }
      let estimate: Estimate?
      do throws(DiagnosticError) {
        estimate = try record.settle()
      } catch {
        throw error.prefixed(with: requests[index].text)
      }
      results[index].details = record.details
      results[index].notes = record.notes
      results[index].ofRecord = record.warnings
      results[index].table = record.table
      results[index].names = record.names
      guard let estimate else { continue }
      results[index].whole = estimate
      results[index].latest = estimate
      results[index].unit = estimate.unit
      results[index].unitName = estimate.unit.rawValue
      results[index].series.add(estimate)
      results[index].tally.add(estimate)
    }
  }
}
