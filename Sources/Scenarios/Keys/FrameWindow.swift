import ClausiusDeclarations

/// The frames that count for an expectation.
public enum FrameWindow: DeclaredValue, Hashable {
  /// A part of the run, by name.
  case part(Part)
  /// The frames from one time to another, both included.
  case times(Times)

  /// Every frame.
  public static let all = FrameWindow.part(.all)

  /// A part of a run.
  public enum Part: String, DeclaredChoice {
    /// Every frame.
    case all
    /// The frames at and after half of the duration.
    case lastHalf = "last_half"
    /// The frames at and after three quarters of the duration.
    case lastQuarter = "last_quarter"
    /// The last frame alone.
    case final

    /// What the part is.
    public var about: String {
      switch self {
      case .all: "every frame"
      case .lastHalf: "the frames at and after half of the duration"
      case .lastQuarter: "the frames at and after three quarters of the duration"
      case .final: "the last frame alone"
      }
    }
  }

  /// Two times.
  public struct Times: Declared, Hashable {
    /// The first time that counts.
    public var from = 0.0
    /// The last time that counts.
    public var to = 0.0

    /// An empty window, to be filled in by reading.
    public init() {}

    /// The keys of a window.
    public static let keys = [
      Key(
        "from", \Times.from, in: .nonNegative, unit: "time", isRequired: true,
        about: "the first time that counts"),
      Key(
        "to", \Times.to, in: .nonNegative, unit: "time", isRequired: true,
        about: "the last time that counts"),
    ]

    /// The window does not end before it begins.
    public func contradictions() -> [Contradiction] {
      to < from ? [Contradiction(at: "to", "the window ends before it begins")] : []
    }
  }

  /// A word or a group.
  public static var kind: ValueKind { .either([Part.kind, Times.kind]) }

  /// Reads a word or {from, to}.
  public init(from node: Node, as kind: ValueKind) throws(Problems) {
    if node.entries != nil {
      self = .times(try Times(from: node))
    } else {
      self = .part(try Part(from: node, as: Part.kind))
    }
  }

  /// The word, or `{from: a, to: b}`.
  public var scenarioText: String {
    switch self {
    case .part(let part): part.scenarioText
    case .times(let times): times.scenarioText
    }
  }

  /// The times that count in a run of `duration`.
  public func range(duration: Double) -> ClosedRange<Double> {
    switch self {
    case .part(.all): 0...duration
    case .part(.lastHalf): duration / 2...duration
    case .part(.lastQuarter): 0.75 * duration...duration
    case .part(.final): duration...duration
    case .times(let times): times.from...times.to
    }
  }
}
