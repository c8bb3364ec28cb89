import ClausiusDeclarations
import ClausiusEntropyMeasures

/// What an analysis of one trajectory found: the contents of every table and document about it.
public struct AnalysisReport: Sendable {
  /// One diagnostic over the analyzed frames.
  public struct Result: Sendable {
    /// The full text of the diagnostic's call.
    public var name: String
    /// The unit of its values, "1" for none.
    public var unit: String
    /// The values over the frames.
    public var series: RunningSeries
    /// What a reader should know before trusting the values, each once.
    public var warnings: [String]
    /// The number of all frames together, where the diagnostic is one; ``series`` then holds this
    /// number alone.
    public var whole: Estimate?
    /// An estimate of which bounds, bias correction and time step hold for all frames.
    public var example: Estimate?
    /// A name for each frame in place of a number, where the diagnostic names frames.
    public var names: [String]?
    /// What the JSON document tells beside the numbers.
    public var details: [JSON.Member]
    /// What the table tells beside the numbers; one line each.
    public var notes: [String]

    /// The diagnostic `name` with its values.
    public init(
      name: String, unit: String, series: RunningSeries, warnings: [String],
      whole: Estimate? = nil, example: Estimate? = nil, names: [String]? = nil,
      details: [JSON.Member] = [],
      notes: [String] = []
    ) {
      self.name = name
      self.unit = unit
      self.series = series
      self.warnings = warnings
      self.whole = whole
      self.example = whole ?? example
      self.names = names
      self.details = details
      self.notes = notes
    }

    /// The standard error of the mean over the frames, or that of the number of all frames
    /// together.
    public var standardError: Double? { error?.value }

    /// ``standardError`` with the way it was found.
    var error: StandardError? { whole == nil ? series.standardError : whole?.standardError }

    /// The frames that have a value, or the samples behind the number of all frames together.
    public var samples: Int { names?.count ?? whole?.samples ?? series.count }
  }

  /// The trajectory.
  public var file: String
  /// The system that it was made by, empty when the file does not tell.
  public var system: String
  /// The number of analyzed frames.
  public var frames: Int
  /// The times of the first and the last of them.
  public var window: ClosedRange<Double>
  /// The diagnostics in the order in which they were asked for.
  public var results: [Result]

  /// The report on `file`.
  public init(
    file: String, system: String, frames: Int, window: ClosedRange<Double>, results: [Result]
  ) {
    self.file = file
    self.system = system
    self.frames = frames
    self.window = window
    self.results = results
  }
}
