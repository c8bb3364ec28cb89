import ClausiusDiagnostics

/// An analysis of the frames of a window alone, as of a file that begins and ends there.
final class WindowedAnalysis: FrameFollower {
  private let analysis: Analysis
  private let window: ClosedRange<Double>
  private var framesSeen = 0

  /// An analysis of the frames whose times lie in `window`, which a rounding error does not leave.
  init(_ requests: [DiagnosticRequest], window: ClosedRange<Double>) {
    analysis = Analysis(requests)
    let room = { (time: Double) in 4 * time.magnitude.ulp }
    self.window =
      window.lowerBound - room(window.lowerBound)...window.upperBound + room(window.upperBound)
  }

  var requests: [DiagnosticRequest] { analysis.requests }

  func add(_ frame: AnalyzedFrame) throws {
    guard window.contains(frame.frame.time) else { return }
    framesSeen += 1
    try analysis.add(frame)
  }

  func finish() throws {
    guard framesSeen > 0 else { throw DiagnosticError("no frame lies in the window") }
    try analysis.finish()
  }

  /// What the calls found, once the window is over.
  var results: [MemberResult] { analysis.results.map(MemberResult.init) }
}
