import ClausiusEntropyMeasures

/// One call over the frames that pass by one after the other: numbers, categories, or one number of
/// the whole run.
///
/// Memory does not grow with the number of frames, except for values that are kept and for what the
/// call's ``SeriesRecord`` must remember.
public struct TrackedSeries {
  /// The call.
  public let request: DiagnosticRequest
  /// The value at each frame, NaN where it is undefined; of categories the place of the name, once
  /// the series is finished. Empty unless values are kept.
  public private(set) var values: [Double] = []
  /// The standard error of each of the values that are numbers, NaN where none is known.
  public private(set) var standardErrors: [Double] = []
  private let keepsValues: Bool
  private var record: (any SeriesRecord)?
  private var hasBegun = false
  private var framesSeen = 0
  /// Frames that lack what the call needs.
  private var framesLacking: [Int] = []
  private var found: SeriesResult
  private var tally = WarningTally()

  /// A series that has seen no frame.
  ///
  /// - Parameters:
  ///   - request: the call.
  ///   - keepsValues: whether the value at each frame is wanted, beside their statistics.
  public init(_ request: DiagnosticRequest, keepsValues: Bool = false) {
    self.request = request
    self.keepsValues = keepsValues
    found = SeriesResult(
      name: request.text, unit: request.unitName, isStored: request.isStoredCall)
    found.dataUnit = request.dataUnit
  }

  /// What is known of the frames so far; names and numbers of the whole run once the series is
  /// finished.
  public var result: SeriesResult {
    var result = found
    result.warnings = found.series.warnings.map(\.description) + tally.descriptions + found.warnings
    return result
  }

  /// Takes the next frame.
  ///
  /// - Returns: what the call makes of this frame alone.
  /// - Throws: ``DiagnosticError`` with the text of the call when the frame lacks what it needs.
  @discardableResult
  public mutating func add(_ frame: AnalyzedFrame) throws(DiagnosticError) -> Estimate {
    if !hasBegun {
      record = request.diagnostic.makeRecord(for: frame.frame.context)
      hasBegun = true
    }
    let estimate = try request.evaluate(frame)
    if request.kind == .numbers { take(estimate) }
    defer { framesSeen += 1 }
    // What follows the frames passes over one that lacks what it needs.
    guard request.lack(of: frame.frame) == nil else {
      framesLacking.append(framesSeen)
      return estimate
    }
    do throws(DiagnosticError) {
      try record?.add(frame)
    } catch {
      throw error.prefixed(with: request.text)
    }
    return estimate
  }

  private mutating func take(_ estimate: Estimate) {
    found.series.add(estimate)
    tally.add(estimate)
    if keepsValues {
      values.append(estimate.value ?? .nan)
      standardErrors.append(estimate.standardError?.value ?? .nan)
    }
    guard estimate.value != nil else { return }
    found.ends = (found.ends?.first ?? estimate, estimate)
    var next = estimate
    if let before = found.example?.bounds {
      next.bounds.lower = before.lower.flatMap { low in next.bounds.lower.map { min($0, low) } }
      next.bounds.upper = before.upper.flatMap { high in next.bounds.upper.map { max($0, high) } }
    }
    found.example = next
  }

  /// Settles what belongs to all frames together; to be called once, after the last.
  ///
  /// - Throws: ``DiagnosticError`` with the text of the call when the frames together do not suit.
  public mutating func finish() throws(DiagnosticError) {
    guard var record else { return }
    self.record = nil
    let estimate: Estimate?
    do throws(DiagnosticError) {
      estimate = try record.settle()
    } catch {
      throw error.prefixed(with: request.text)
    }
    found.details = record.details
    found.notes = record.notes
    found.warnings = record.warnings
    found.table = record.table
    name(record.names)
    if let estimate { settle(estimate) }
  }

  /// Takes the names of the frames that a record has seen; the others have none.
  private mutating func name(_ known: [String]?) {
    var names = known
    for frame in framesLacking { names?.insert("", at: frame) }
    found.names = names
    if known != nil, !framesLacking.isEmpty {
      found.warnings.append("\(EstimateWarning.undefinedFrames(framesLacking.count))")
    }
    guard keepsValues, let names else { return }
    values = names.map { name in request.names.firstIndex(of: name).map(Double.init) ?? .nan }
  }

  private mutating func settle(_ estimate: Estimate) {
    found.whole = estimate
    found.example = estimate
    found.unit = request.unitName(of: estimate)
    found.series.add(estimate)
    tally.add(estimate)
  }
}
