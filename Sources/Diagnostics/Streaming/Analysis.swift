import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// Calls over the frames of a trajectory or of a run: a series for each.
///
/// What several calls need of a frame is computed once.
public final class Analysis: FrameFollower {
  /// The series, in the order in which they were asked for.
  public private(set) var series: [TrackedSeries]
  /// The times of the frames, where values are kept.
  public private(set) var times: [Double] = []
  private let keepsValues: Bool
  private let eachFrame: (_ time: Double, _ estimates: [Estimate]) throws -> Void

  /// An analysis that has seen no frame.
  ///
  /// - Parameters:
  ///   - requests: the calls.
  ///   - keepsValues: whether the value at each frame is wanted, beside their statistics.
  ///   - eachFrame: takes what the calls make of each frame, in their order.
  public init(
    _ requests: [DiagnosticRequest], keepsValues: Bool = false,
    eachFrame: @escaping (_ time: Double, _ estimates: [Estimate]) throws -> Void = { _, _ in }
  ) {
    series = requests.map { TrackedSeries($0, keepsValues: keepsValues) }
    self.keepsValues = keepsValues
    self.eachFrame = eachFrame
  }

  /// The calls.
  public var requests: [DiagnosticRequest] { series.map(\.request) }

  /// What the calls found, in their order.
  public var results: [SeriesResult] { series.map(\.result) }

  /// The series of the call `text`.
  public func series(of text: String) -> TrackedSeries? {
    series.first { $0.request.text == text }
  }

  /// Takes the next frame of a run.
  ///
  /// - Returns: what the calls make of this frame alone, in their order.
  /// - Throws: ``DiagnosticError`` when the frame lacks what a call needs.
  @discardableResult
  public func add(_ frame: Frame) throws -> [Estimate] { try estimates(AnalyzedFrame(frame)) }

  /// Takes the next frame.
  public func add(_ frame: AnalyzedFrame) throws { _ = try estimates(frame) }

  private func estimates(_ frame: AnalyzedFrame) throws -> [Estimate] {
    if keepsValues { times.append(frame.frame.time) }
    var estimates: [Estimate] = []
    for index in series.indices { estimates.append(try series[index].add(frame)) }
    try eachFrame(frame.frame.time, estimates)
    return estimates
  }

  /// Settles what belongs to all frames together; to be called once, after the last.
  ///
  /// - Throws: ``DiagnosticError`` when the frames together do not suit a call.
  public func finish() throws {
    for index in series.indices { try series[index].finish() }
  }
}
