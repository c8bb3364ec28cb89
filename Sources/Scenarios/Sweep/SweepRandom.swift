import ClausiusDeclarations

/// The group `sweep.random`: members at points of a box.
///
/// A point depends on the seed and its number alone, so that more points leave the first ones where
/// they are.
public struct SweepRandom: Declared, Hashable {
  /// How points fill the box.
  public enum Sampling: String, DeclaredChoice {
    /// Evenly: a sequence of Sobol with a random digital shift.
    case sobol
    /// Independently.
    case uniform

    /// What that is.
    public var about: String {
      switch self {
      case .sobol: "evenly, by a Sobol sequence with a random digital shift"
      case .uniform: "each independently of the others"
      }
    }
  }

  /// The number of points.
  public var count = 0
  /// The seed of the points; that of the runs is `run.seed`.
  public var seed = 1
  /// How they fill the box.
  public var sampling = Sampling.sobol
  /// The sides of the box.
  public var ranges = SweepRanges()

  /// An empty box, to be filled in by reading.
  public init() {}

  /// The keys of `random`.
  public static let keys = [
    Key(
      "ranges", \SweepRandom.ranges, isRequired: true,
      about: "the sides of the box by the path of their key: {from, to}"),
    Key(
      "count", \SweepRandom.count, in: IntegerRange(1, SweepKeys.largestCount), isRequired: true,
      about: "how many points there are; more points leave the first ones where they are"),
    Key(
      "seed", \SweepRandom.seed, in: .nonNegative,
      about: "the seed of the points; that of the runs is run.seed"),
    Key(
      "sampling", \SweepRandom.sampling, about: "how the points fill the box",
      source:
        "Sobol, USSR Comput. Math. Math. Phys. 7 (1967) 86; directions of Joe and Kuo, SIAM J. Sci. Comput. 30 (2008) 2635"
    ),
  ]

  /// The largest number of sides that Sobol's sequence has directions for.
  public static let mostSobolSides = 21

  /// More sides than the sequence has directions for.
  public func contradictions() -> [Contradiction] {
    guard sampling == .sobol, ranges.all.count > Self.mostSobolSides else { return [] }
    return [
      Contradiction(
        at: "ranges", "\(ranges.all.count) keys are more than \(Self.mostSobolSides)",
        advice: "write 'sampling: uniform'")
    ]
  }
}

/// The sides of a box by the paths of their keys.
public struct SweepRanges: DeclaredValue, Hashable {
  /// A key and the values that it may take.
  public struct Side: Sendable, Hashable {
    /// The path of the key.
    public var key: String
    /// Its values.
    public var interval: SweepInterval
    /// Where the key stands.
    public var position: SourcePosition
  }

  /// The sides, in the order of the scenario.
  public var all: [Side] = []

  /// No sides.
  public init() {}

  /// Names of keys, each with two ends.
  public static var kind: ValueKind { .named(SweepInterval.kind) }

  /// Reads a mapping of keys to intervals.
  public init(from node: Node, as kind: ValueKind) throws(Problems) {
    guard let entries = node.entries, !entries.isEmpty else { throw node.mismatch(kind) }
    var problems = Problems()
    for entry in entries {
      let interval = problems.collect { () throws(Problems) in
        try SweepInterval(from: entry.value)
      }
      if let interval {
        all.append(Side(key: entry.key, interval: interval, position: entry.position))
      }
    }
    for problem in SweptKeys.overlaps(all.map { ($0.key, $0.position) }) {
      problems.append(problem)
    }
    try problems.throwIfAny()
  }

  /// `{key: {from: a, to: b, ...}, ...}`.
  public var scenarioText: String {
    "{"
      + all.map { "\($0.key.scenarioText): \($0.interval.scenarioText)" }.joined(separator: ", ")
      + "}"
  }
}

/// Values between two ends, from which random ones are taken.
public struct SweepInterval: Declared, Hashable {
  /// The smallest value.
  public var from = 0.0
  /// The largest value.
  public var to = 0.0
  /// What is spread evenly.
  public var spacing = SweepSpacing.linear
  /// Whether only whole numbers are taken.
  public var isWhole = false

  /// An empty interval, to be filled in by reading.
  public init() {}

  /// The keys of a side.
  public static let keys = [
    Key("from", \SweepInterval.from, isRequired: true, about: "the smallest value"),
    Key("to", \SweepInterval.to, isRequired: true, about: "the largest value"),
    Key("spacing", \SweepInterval.spacing, about: "what is spread evenly: values or their logs"),
    Key("whole", \SweepInterval.isWhole, about: "whether only whole numbers are taken"),
  ]

  /// Ends that leave nothing between them.
  public func contradictions() -> [Contradiction] {
    if to < from { return [Contradiction(at: "to", "'to' is less than 'from'")] }
    let found = spacing.contradictions(from: from, to: to)
    guard found.isEmpty, isWhole, from != from.rounded() || to != to.rounded() else { return found }
    return [Contradiction(at: "whole", "the ends of whole numbers must be whole")]
  }

  /// The value at `fraction`, in [0, 1), of the way from one end to the other.
  public func value(at fraction: Double) -> SweepValue {
    guard isWhole else { return SweepValue(spacing.value(at: fraction, from: from, to: to)) }
    // Each whole number has a part of the same length around it.
    let value =
      spacing == .linear
      ? from + (fraction * (to - from + 1)).rounded(.down)
      : spacing.value(at: fraction, from: from, to: to).rounded()
    return SweepValue(min(value, to))
  }
}
