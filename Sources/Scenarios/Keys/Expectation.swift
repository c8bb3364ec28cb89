import ClausiusDeclarations
import ClausiusDiagnostics

/// An entry of `expect`: what a number must come out as, and who says so.
public struct Expectation: Declared {
  /// The diagnostic or observable that is measured; may be left out where a phase is expected.
  private var call: DiagnosticCall?
  /// What names phases where `diagnostic` is left out: that of the family of the system.
  var classifier: DiagnosticCall?
  /// The name that frames must have, one of those of the diagnostic; `nil` for a number.
  public var phase: FrameName?
  /// Keys of the scenario that are set for this expectation, "couzin.orientation_width=2": the run
  /// is repeated with them.
  public var settings: [ExpectationSetting] = []
  /// What the values are divided by, frame by frame; `nil` for nothing.
  public var relativeTo: DiagnosticCall?
  /// The frames that count.
  public var window = FrameWindow.all
  /// The value whose crossing is timed.
  public var threshold: Double?
  /// The bounds as they were given, one a statistic.
  private var bounds: [Statistic: Bound] = [:]
  /// Where the expected value comes from: paper and figure, or a derivation.
  public var source: String?
  /// What a reader should know about the expected value.
  public var note: String?

  /// An expectation of nothing, to be filled in by reading.
  public init() {}

  /// What is made of the values in the window; exactly one is given.
  public enum Statistic: String, Sendable, Hashable, CaseIterable {
    /// The mean over the window.
    case mean
    /// The smallest value in the window.
    case minimum
    /// The largest value in the window.
    case maximum
    /// The standard deviation over the window.
    case standardDeviation = "standard_deviation"
    /// The value at the first frame of the window.
    case first
    /// The value at the last frame of the window.
    case final
    /// The value at the last frame less that at the first.
    case change
    /// The slope of the straight line of least squares.
    case slope
    /// The time at which the values first cross the threshold.
    case crossingTime = "crossing_time"
    /// The order in the time step to which the last value converges.
    case convergenceOrder = "convergence_order"

    /// Whether a standard error of it is ever known.
    public var hasStandardError: Bool {
      switch self {
      case .mean, .first, .final, .change, .slope: true
      case .minimum, .maximum, .standardDeviation, .crossingTime, .convergenceOrder: false
      }
    }

    /// The statistic in words.
    public var inWords: String {
      switch self {
      case .mean: "mean over the window"
      case .minimum: "smallest value in the window"
      case .maximum: "largest value in the window"
      case .standardDeviation: "standard deviation over the window"
      case .first: "value at the first frame of the window"
      case .final: "value at the last frame of the window"
      case .change: "value at the last frame of the window less that at the first"
      case .slope: "slope over the window, per unit of time"
      case .crossingTime: "time at which 'threshold' is first crossed"
      case .convergenceOrder:
        "order of convergence log2(|a - b|/|b - c|), a, b, c the value at the last frame with the time step, its half and its quarter"
      }
    }
  }

  /// What is measured.
  public var diagnostic: DiagnosticCall {
    let nowhere = SourcePosition(source: "expect: phase", line: 1, column: 1)
    return call ?? classifier ?? DiagnosticCall("", at: nowhere)
  }

  /// Takes `call` for what names phases where nothing else is said.
  mutating func classify(by call: String?) {
    let source = SourcePosition(source: "expect: phase", line: 1, column: 1)
    classifier = call.map { DiagnosticCall($0, at: source) }
  }

  /// Whether phases are named by something else than is usual for the system.
  public var hasOwnClassifier: Bool { phase != nil && diagnostic.text != classifier?.text }

  /// The statistic that is bounded.
  public var statistic: Statistic { bounds.keys.first ?? .mean }

  /// What the statistic must satisfy.
  public var bound: Bound { bounds.values.first ?? Bound() }

  /// The keys of an entry.
  public static let keys =
    [
      Key(
        "diagnostic", \Expectation.call,
        about: "the diagnostic or observable that is measured; may be left out beside 'phase'"),
      Key(
        "phase", \Expectation.phase,
        about: "the phase that at least 90 % of the frames have, as the diagnostic names it"),
      Key(
        "set", \Expectation.settings,
        about:
          "keys of the scenario with which the run is repeated for this expectation, as in --set: [run.duration=100]"
      ),
      Key(
        "relative_to", \Expectation.relativeTo,
        about: "another diagnostic or observable, by which the values are divided frame by frame"),
      Key(
        "threshold", \Expectation.threshold,
        about: "the value whose crossing 'crossing_time' gives"),
      Key(
        "over", \Expectation.window,
        about: "the frames that count: a word, or the times {from, to}, both included"),
    ] + Statistic.allCases.map(key)
    + [
      Key(
        "source", \Expectation.source,
        about: "where the expected value comes from: paper and figure, or a derivation"),
      Key("note", \Expectation.note, about: "what a reader should know about the expected value"),
    ]

  private static func key(_ statistic: Statistic) -> Key<Expectation> {
    Key(
      statistic.rawValue, \Expectation.[statistic],
      about: "bounds of the \(statistic.inWords); exactly one such key is given")
  }

  private subscript(statistic: Statistic) -> Bound? {
    get { bounds[statistic] }
    set { bounds[statistic] = newValue }
  }

  /// Exactly one statistic is bounded, or a phase is named.
  public func contradictions() -> [Contradiction] {
    let words = Statistic.allCases.map(\.rawValue).joined(separator: ", ")
    let given = Statistic.allCases.filter { bounds[$0] != nil }
    if phase != nil {
      let others = given.map(\.rawValue) + (relativeTo == nil ? [] : ["relative_to"])
      return others.map {
        Contradiction(
          at: $0, "'\($0)' is given beside 'phase'", advice: "write two expectations")
      }
    }
    if call == nil {
      return [
        Contradiction(
          at: "", "nothing is measured", advice: "give 'diagnostic' with a bound, or 'phase'")
      ]
    }
    if given.isEmpty {
      return [
        Contradiction(
          at: "diagnostic", "nothing is expected of '\(diagnostic.text)'",
          advice: "give one of \(words)")
      ]
    }
    if let contradiction = missingError(given[0]) { return [contradiction] }
    if (threshold == nil) == (given == [.crossingTime]) {
      return [
        Contradiction(
          at: threshold == nil ? "crossing_time" : "threshold",
          "'threshold' and 'crossing_time' go together", advice: "give both or neither")
      ]
    }
    return given.dropFirst().map {
      Contradiction(
        at: $0.rawValue, "'\($0.rawValue)' is given beside '\(given[0].rawValue)'",
        advice: "write one expectation for each of \(words)")
    }
  }

  /// Names of frames where a number is expected.
  ///
  /// - Parameters:
  ///   - measured: what ``diagnostic`` says of the frames; `nil` where that is an observable.
  ///   - divisor: what ``relativeTo`` says of them.
  func contradictions(measuring measured: SeriesKind?, over divisor: SeriesKind?) -> [Contradiction]
  {
    if phase == nil, case .categories(let names) = measured {
      let word = statistic.rawValue
      return [
        Contradiction(
          at: word, "'\(diagnostic.text)' names frames, of which there is no \(word)",
          advice: "write 'phase: \(names.first ?? "")' beside it, and no bound")
      ]
    }
    guard let relativeTo, case .categories = divisor else { return [] }
    return [
      Contradiction(
        at: "relative_to", "'\(relativeTo.text)' names frames and divides nothing",
        advice: "give a diagnostic that is a number")
    ]
  }

  /// A tolerance in standard errors of what never has one: such a check could not pass.
  private func missingError(_ statistic: Statistic) -> Contradiction? {
    let isRatio = relativeTo != nil && [.first, .final, .change].contains(statistic)
    guard bounds[statistic]?.standardErrors != nil, isRatio || !statistic.hasStandardError else {
      return nil
    }
    return Contradiction(
      at: statistic.rawValue,
      "'standard_errors' is given, but no standard error is known of '\(statistic.rawValue)'"
        + (isRatio ? " of a ratio" : ""),
      advice: "give 'within'")
  }
}
