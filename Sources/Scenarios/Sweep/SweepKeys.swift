import ClausiusDeclarations

/// The group `sweep` of a scenario: which values its keys take in many runs, and what is measured
/// of each run.
///
/// A member is the scenario with one value for each axis: `clausius run` with the flags of the
/// member gives the same run, bit for bit.
public struct SweepKeys: Declared {
  /// Axes whose values are combined, each with each.
  public var grid = SweepGrid()
  /// Settings that belong together, one member each.
  public var list: SweepList?
  /// Points drawn from a box.
  public var random: SweepRandom?
  /// How many seeds every setting is run with, from the seed of the scenario on; `nil` for that
  /// seed alone.
  public var replicates: Int?
  /// The frames that count.
  public var window = FrameWindow.all
  /// What is measured; empty for the diagnostics of the scenario.
  public var diagnostics: [DiagnosticCall] = []
  /// What is kept of a member beside its row of the table.
  public var keep = Keep.none
  /// Which trajectories are kept; `nil` for what ``keep`` says.
  public var keepWhere: SweepCondition?
  /// How the axis of the grid is refined; `nil` for not at all.
  public var refine: SweepRefinement?
  /// Seconds after which a member counts as failed; `nil` for no limit.
  public var memberTimeout: Double?

  /// What is kept of a member beside its row of the table.
  public enum Keep: String, DeclaredChoice {
    /// Nothing.
    case none
    /// The value of every call at every frame.
    case series
    /// Its trajectory.
    case trajectories

    /// What that is.
    public var about: String {
      switch self {
      case .none: "nothing but its row of the table"
      case .series: "the value of every call at every frame, in the one file series.h5"
      case .trajectories: "its trajectory, in a file of its own below members/"
      }
    }
  }

  /// The largest number of members of a sweep.
  public static let largestCount = 10_000_000

  /// No axes, to be filled in by reading.
  public init() {}

  /// The keys of `sweep`.
  public static let keys = [
    Key(
      "grid", \SweepKeys.grid,
      about:
        "axes by the path of their key, such as run.duration: a list of values, or {from, to, count}; every value is combined with every value of the other axes"
    ),
    Key(
      "list", \SweepKeys.list,
      about:
        "settings that belong together, {key: value, ...} for each member, or the path of a CSV file with keys as its columns"
    ),
    Key("random", \SweepKeys.random, about: "members at points of a box"),
    Key(
      "replicates", \SweepKeys.replicates, in: IntegerRange(1, largestCount),
      about:
        "seeds that every setting is run with, from run.seed on: the axis seed; by default run.seed alone"
    ),
    Key("over", \SweepKeys.window, about: "the frames that count"),
    Key(
      "diagnostics", \SweepKeys.diagnostics,
      about: "calls that are measured; by default the diagnostics of the scenario"),
    Key("keep", \SweepKeys.keep, about: "what is kept of a member"),
    Key(
      "keep_where", \SweepKeys.keepWhere,
      about: "keeps the trajectories of members that fulfil a condition"),
    Key(
      "refine", \SweepKeys.refine,
      about: "splits intervals of the axis between whose ends something happens"),
    Key(
      "member_timeout", \SweepKeys.memberTimeout, in: .positive, unit: "second",
      about: "wall-clock time after which a member counts as failed; by default it has no limit"),
  ]

  /// One way to name members, and seeds from one place.
  public func contradictions() -> [Contradiction] {
    let given =
      (grid.axes.isEmpty ? [] : ["grid"]) + (list == nil ? [] : ["list"])
      + (random == nil ? [] : ["random"])
    var found = given.dropFirst().map {
      Contradiction(
        at: $0, "'\($0)' is given beside '\(given[0])'", advice: "members are named in one way")
    }
    if given.isEmpty, replicates == nil {
      found.append(
        Contradiction(
          at: "", "nothing is swept", advice: "give one of grid, list, random, or 'replicates'"))
    }
    if keepWhere != nil, keep != .none {
      found.append(
        Contradiction(
          at: "keep_where", "'keep' and 'keep_where' both say what is kept",
          advice: "remove one of them"))
    }
    if refine != nil, grid.axes.count != 1 || grid.axes[0].values.count < 2 {
      found.append(
        Contradiction(
          at: "refine", "intervals are those of one axis",
          advice: "give a grid with one axis of two or more numbers"))
    }
    if refine != nil, let axis = grid.axes.first,
      axis.values.contains(where: { $0.number?.isFinite != true })
    {
      found.append(
        Contradiction(
          at: "refine", "the axis '\(axis.key)' has values that are no numbers",
          advice: "only numbers have intervals"))
    }
    if replicates != nil, sweptKeys.contains("run.seed") {
      found.append(
        Contradiction(
          at: "replicates", "seeds are given by the axis 'run.seed' and by 'replicates'",
          advice: "remove one of them"))
    }
    return found
  }

  /// Whether trajectories of members are written, if only until it is known whether they are kept.
  public var writesTrajectories: Bool { keep == .trajectories || keepWhere != nil }

  /// The keys that the text itself names as axes.
  private var sweptKeys: [String] {
    grid.axes.map(\.key) + (list?.entries.first.map { $0.settings.map(\.key) } ?? [])
      + (random.map { $0.ranges.all.map(\.key) } ?? [])
  }
}
