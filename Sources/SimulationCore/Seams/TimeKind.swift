/// How a system moves in time.
public enum TimeKind: Sendable, Hashable {
  /// In steps of equal length, which a run chooses: `run.time_step`.
  case fixedStep
  /// In steps of length 1, as maps and automata do: times are whole numbers of steps.
  case discrete
  /// From event to event; its instants are those of the output.
  case eventDriven

  /// The word for it: `fixed_step`, `discrete` or `event_driven`.
  public var name: String {
    switch self {
    case .fixedStep: "fixed_step"
    case .discrete: "discrete"
    case .eventDriven: "event_driven"
    }
  }

  /// How the system moves, in one clause.
  public var about: String {
    switch self {
    case .fixedStep: "moves in steps of equal length, run.time_step"
    case .discrete: "moves in steps of length 1; times are whole numbers of steps"
    case .eventDriven: "moves from event to event; it has no time step"
    }
  }

  /// The length of a step in a run with `run.time_step: given`; `nil` for a step that is not given,
  /// and for a system without steps.
  public func step(given: Double?) -> Double? {
    switch self {
    case .fixedStep: given
    case .discrete: 1
    case .eventDriven: nil
    }
  }
}
