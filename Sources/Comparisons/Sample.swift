import ClausiusEntropyMeasures

/// The values that one run, or one column, contributes to a comparison.
public struct Sample: Sendable {
  /// What the user calls it: the file.
  public var name: String
  /// The values in the order of time.
  public var values: [Double]
  /// The time between them; 1 where there is none.
  public var timeStep: Double
  /// What a reader should know before trusting them.
  public var notes: [String]

  /// The sample `name`.
  public init(_ name: String, _ values: [Double], timeStep: Double = 1, notes: [String] = []) {
    self.name = name
    self.values = values
    self.timeStep = timeStep
    self.notes = notes
  }

  /// Its statistics, with the standard error of a correlated series.
  public var series: RunningSeries {
    var series = RunningSeries()
    for value in values { series.add(value) }
    return series
  }
}

/// How values of a series that depend on each other are dealt with.
public enum Dependence: Sendable, Hashable {
  /// Tests see the means of blocks as long as the most correlated of the samples needs.
  case measured
  /// Tests see the means of blocks of so many values.
  case blocks(Int)
  /// Tests see every value.
  case independent
}
