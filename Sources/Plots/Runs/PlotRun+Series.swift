import ClausiusDeclarations
import ClausiusDiagnostics

extension PlotRun {
  /// Where a call stands that a user names.
  static let placeOfCalls = SourcePosition(source: "--what", line: 1, column: 1)

  /// The calls of diagnostics and the names of observables among `texts` that have a value at each
  /// frame of this run, in their order, none twice.
  func requests(_ texts: [String]) -> [DiagnosticRequest] {
    var seen: Set<String> = []
    return texts.compactMap { text in
      guard seen.insert(text.filter { $0 != " " }).inserted else { return nil }
      return try? request(text)
    }
  }

  /// Understands what is to be drawn against time.
  ///
  /// - Throws: what is wrong with it, and that it has no value at each frame of this run.
  func request(_ text: String) throws(Problems) -> DiagnosticRequest {
    let call = try SeriesCall(text, at: Self.placeOfCalls, in: catalog)
    let request = try call.request(for: contents)
    try request.requireValueAtEachFrame(advice: "nothing can be drawn of it")
    return request
  }

  /// Whether a call can be computed from the frames, whether or not they hold its values.
  func canCompute(_ text: String) -> Bool {
    (try? catalog.request(text, at: Self.placeOfCalls))?.isPossible(for: contents) ?? false
  }

  /// The frames of the window that a figure wants: every `stride`-th, and the last unless somebody
  /// says which.
  func frames(stride: Int) -> [Int] {
    var frames = Array(Swift.stride(from: window.lowerBound, to: window.upperBound, by: stride))
    if every == nil, let last = window.last, frames.last != last { frames.append(last) }
    return frames
  }
}

extension TrackedSeries {
  /// The full text of the call, or the name of the observable.
  var name: String { request.text }
  /// Its unit, "1" for none.
  var unit: String { request.unitName }
  /// The words that values are places of; none where they are numbers.
  var words: [String] { request.names }
  /// What is to be said about all frames together, where they are named.
  var notes: [String] { Array(result.notes.prefix(1)) + result.warnings }
}

extension Analysis {
  /// The values of a call at the frames.
  func values(_ name: String) -> [Double]? { series(of: name)?.values }

  /// An analysis that keeps the values of `requests` for a curve.
  static func curves(_ requests: [DiagnosticRequest]) -> Analysis {
    Analysis(requests, keepsValues: true)
  }
}
