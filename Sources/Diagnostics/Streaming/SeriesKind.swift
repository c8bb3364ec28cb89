import ClausiusDeclarations

/// What a call says of the frames of a trajectory.
public enum SeriesKind: Sendable, Hashable {
  /// A number at each frame.
  case numbers
  /// One of these words at each frame, settled only when the last frame is known.
  case categories([String])
  /// One number of all frames together.
  case whole
}

extension DiagnosticRequest {
  /// What it says of the frames.
  public var kind: SeriesKind {
    if isOfWholeSeries { return .whole }
    return names.isEmpty ? .numbers : .categories(names)
  }

  /// Refuses a call without a value at each frame, where one is needed.
  ///
  /// - Parameter advice: what to do instead.
  /// - Throws: the problem at the place of the call.
  public func requireValueAtEachFrame(advice: String? = nil) throws(Problems) {
    guard kind == .whole else { return }
    throw Problems(
      Problem(
        "\(text) is one number for the whole run, without a value at each frame", at: position,
        advice: advice))
  }

  /// Refuses a call whose values are not numbers, where numbers are needed.
  ///
  /// - Throws: the problem at the place of the call.
  public func requireNumberAtEachFrame() throws(Problems) {
    try requireValueAtEachFrame()
    guard case .categories(let words) = kind else { return }
    throw Problems(
      Problem(
        "\(text) names frames (\(words.joined(separator: ", "))): it has no number at each",
        at: position))
  }
}
