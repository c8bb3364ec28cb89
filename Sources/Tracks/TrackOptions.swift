/// How files are read into tracks.
public struct TrackOptions: Sendable, Hashable {
  /// The program that wrote the files; `nil` where ``columns`` say all.
  public var preset: TrackPreset?
  /// Columns that the user names, before those of the preset.
  public var columns = TrackColumns()
  /// Frames a unit of time; `nil` where the files tell times.
  public var rate: Double?
  /// Times are rounded to multiples of it, so that individuals seen a little apart share a frame;
  /// `nil` for times as they are.
  public var timeStep: Double?
  /// From places of the files to places in the unit.
  public var calibration = Calibration()
  /// The unit of length; `nil` for that of the preset, or pixels.
  public var lengthUnit: String?
  /// The unit of time.
  public var timeUnit = "s"
  /// Where individuals can be; `nil` for everywhere.
  public var arena: Arena?
  /// What becomes of gaps.
  public var gaps = GapRule.leave
  /// What becomes of individuals that stand twice in a frame.
  public var duplicates = DuplicateRule.refuse
  /// How velocities follow from positions; `nil` for no velocities but those of the files.
  public var velocity: SavitzkyGolay? = SavitzkyGolay()
  /// The body part that is followed, where files tell several.
  public var bodyPart: String?
  /// Points less likely than this are none.
  public var likelihood = 0.6

  /// The defaults.
  public init() {}

  /// The unit of length of the trajectory.
  public var unit: String { lengthUnit ?? preset?.lengthUnit ?? "pixel" }

  /// A second in units of time; 0 for units that are no parts of it.
  var second: Double { ["s": 1, "ms": 1e3, "us": 1e6][timeUnit] ?? 0 }
}
