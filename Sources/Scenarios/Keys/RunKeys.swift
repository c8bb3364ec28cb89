import ClausiusDeclarations
import ClausiusSimulationCore

/// The group `run` of a scenario: how long, how fine, and on what.
public struct RunKeys: Declared {
  /// Simulated time.
  public var duration = 0.0
  /// The length of a step, always a number once the scenario has been read; `nil` for a discrete or
  /// an event-driven system.
  public var timeStep: TimeStep?
  /// The seed of all random streams.
  public var seed = 1
  /// Threads; `nil` for one on each processor.
  public var threads: Int?
  /// The floating-point format of the computation.
  public var precision = Precision.double
  /// When every velocity is turned around; `nil` for never.
  public var reverseAt: Double?
  /// Seconds of wall-clock time between checkpoints; 0 keeps one only when the run is interrupted.
  public var checkpoint = 30.0
  /// What the frames that are written survive between checkpoints.
  public var durability = Durability.kill

  /// The defaults.
  public init() {}

  /// The keys of `run`.
  public static let keys = [
    Key(
      "duration", \RunKeys.duration, in: .nonNegative, unit: "time", isRequired: true,
      about: "simulated time from start to end, a whole number of time steps"),
    Key(
      "time_step", \RunKeys.timeStep, unit: "time",
      about:
        "length of a step, or auto for the longest that the system holds safe and that divides output.every; fixed-step systems need it, others have none"
    ),
    Key(
      "seed", \RunKeys.seed, in: .nonNegative,
      about: "seed of all random numbers; the same seed gives the same run, bit for bit"),
    Key(
      "threads", \RunKeys.threads, in: IntegerRange(1, 1024),
      about: "threads that compute, by default one for each processor; results do not depend on it"
    ),
    Key(
      "precision", \RunKeys.precision,
      about: "floating-point format of the computation; double carries about 16 decimal digits"),
    Key(
      "reverse_at", \RunKeys.reverseAt, in: .positive, unit: "time",
      about: "when every velocity is turned around, so that a reversible system retraces its path"),
    Key(
      "checkpoint", \RunKeys.checkpoint, in: .nonNegative, unit: "second",
      about: "wall-clock time between checkpoints; 0 keeps one only when the run is interrupted"),
    Key(
      "durability", \RunKeys.durability,
      about: "what written frames survive between two checkpoints; at a checkpoint, everything"),
  ]
}

/// What the frames that a run has written survive.
public enum Durability: String, DeclaredChoice {
  /// The death of the process.
  case kill
  /// A power failure as well.
  case power

  /// What it means, and what it costs.
  public var about: String {
    switch self {
    case .kill: "the death of the process; a power failure takes the run back to its checkpoint"
    case .power: "a power failure as well: every write waits for the device, which takes time"
    }
  }
}

/// The floating-point format of a computation: all systems compute in double precision.
public enum Precision: String, DeclaredChoice {
  /// 64 bits.
  case double

  /// What the format is.
  public var about: String { "64-bit floating point, 53 significant bits" }
}
