import ClausiusDeclarations
import ClausiusDiagnostics

/// What an analysis of one trajectory found: the contents of every table and document about it.
public struct AnalysisReport: Sendable {
  /// The trajectory.
  public var file: String
  /// The system that it was made by, empty when the file does not say.
  public var system: String
  /// The family whose diagnostics suit it: as the file says, or as its contents allow.
  public var family: String
  /// What a file that names no system holds, in words; empty for others.
  public var holds: String
  /// The number of analyzed frames.
  public var frames: Int
  /// The times of the first and the last of them.
  public var window: ClosedRange<Double>
  /// What a user should know of the file before he believes its numbers; empty for most.
  public var notes: [String] = []
  /// The parameters of the run by their paths; none where the file does not say.
  public var parameters: [JSON.Member] = []
  /// What the command line of the run set over its scenario.
  public var overrides: [String] = []
  /// The diagnostics in the order in which they were asked for.
  public var results: [SeriesResult]

  /// The report on `file`.
  public init(
    file: String, system: String, family: String = "", holds: String = "", frames: Int,
    window: ClosedRange<Double>, results: [SeriesResult]
  ) {
    self.file = file
    self.system = system
    self.family = family
    self.holds = holds
    self.frames = frames
    self.window = window
    self.results = results
  }
}
