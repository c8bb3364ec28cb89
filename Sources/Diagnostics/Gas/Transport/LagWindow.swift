import ClausiusDeclarations

/// The lags between which a straight line is laid; both ends may be left to the diagnostic.
public struct LagWindow: Sendable, Hashable {
  /// The shortest lag.
  public var from: Double?
  /// The longest lag.
  public var to: Double?

  /// The lags that the diagnostic chooses.
  public init(from: Double? = nil, to: Double? = nil) {
    self.from = from
    self.to = to
  }

  /// A window without lags.
  var contradictions: [Contradiction] {
    guard let from, let to, from >= to else { return [] }
    return [Contradiction(at: "to", "there is no lag between \(from) and \(to)")]
  }

  /// The ends of the window, where `usual` stands for what is not given.
  func ends(usual: ClosedRange<Double>) -> ClosedRange<Double> {
    let low = from ?? min(usual.lowerBound, (to ?? .infinity) / 3)
    let high = to ?? max(usual.upperBound, 3 * low)
    return low...max(low, high)
  }
}

extension Key {
  /// The key `from`.
  static func shortestLag(_ path: WritableKeyPath<Root, Double?> & Sendable) -> Key {
    Key(
      "from", path, in: .positive, unit: "time",
      about: "the shortest lag; 5 mean collision times when left out")
  }

  /// The key `to`.
  static func longestLag(_ path: WritableKeyPath<Root, Double?> & Sendable) -> Key {
    Key(
      "to", path, in: .positive, unit: "time",
      about: "the longest lag; 15 mean collision times when left out")
  }
}
