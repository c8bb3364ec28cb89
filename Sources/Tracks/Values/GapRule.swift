/// What becomes of frames in which an individual was not seen between others in which it was.
public enum GapRule: Sendable, Hashable, CustomStringConvertible {
  /// They stay: the individual is absent.
  case leave
  /// Gaps of at most so many frames are filled along a straight line.
  case interpolate(Int)
  /// Whoever comes back is another individual.
  case split

  /// The rule that `text` names: `leave`, `interpolate:N` or `split`.
  public init?(_ text: String) {
    switch text {
    case "leave": self = .leave
    case "split": self = .split
    default:
      let prefix = "interpolate:"
      guard text.hasPrefix(prefix), let most = Int(text.dropFirst(prefix.count)), most > 0,
        most <= 1_000_000
      else { return nil }
      self = .interpolate(most)
    }
  }

  /// `leave`, `interpolate:N` or `split`.
  public var description: String {
    switch self {
    case .leave: "leave"
    case .interpolate(let most): "interpolate:\(most)"
    case .split: "split"
    }
  }
}

/// What becomes of an individual that stands twice in a frame.
public enum DuplicateRule: String, Sendable, Hashable, CaseIterable {
  /// It is an error.
  case refuse
  /// The first row counts.
  case first
  /// The mean of the rows counts.
  case mean
}
