import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// Diagnostics over the frames of a trajectory, in one pass and in memory that does not grow with the number of frames.
public struct Analysis {
  /// One diagnostic over the frames seen so far.
  public struct Result: Sendable {
    /// The full text of the call.
    public let name: String
    /// The unit of the values.
    public let unit: EntropyUnit
    /// The values over the frames.
    public fileprivate(set) var series = RunningSeries()
    fileprivate var tally = WarningTally()

    /// What a reader should know before trusting the values, each kind once, with the number of frames that it concerns.
    public var warnings: [String] { series.warnings.map(\.description) + tally.descriptions }
  }

  /// The diagnostics with what is known about them, in the order in which they were asked for.
  public private(set) var results: [Result]
  private let requests: [DiagnosticRequest]

  /// An analysis that has seen no frame.
  public init(_ requests: [DiagnosticRequest]) {
    self.requests = requests
    results = requests.map { Result(name: $0.text, unit: $0.unit) }
  }

  /// Evaluates every diagnostic at the next frame; what several of them need is computed once.
  ///
  /// - Returns: the values at this frame, in the order of ``results``.
  /// - Throws: ``DiagnosticError`` when the frame lacks what a diagnostic needs.
  @discardableResult
  public mutating func add(_ frame: Frame) throws(DiagnosticError) -> [Estimate] {
    let analyzed = AnalyzedFrame(frame)
    var estimates: [Estimate] = []
    for index in requests.indices {
      let estimate = try requests[index].evaluate(analyzed)
      results[index].series.add(estimate)
      results[index].tally.add(estimate)
      estimates.append(estimate)
    }
    return estimates
  }
}
