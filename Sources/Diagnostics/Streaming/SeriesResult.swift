import ClausiusDeclarations
import ClausiusEntropyMeasures

/// What one call found over the frames of a trajectory: the contents of every table and document
/// about it.
public struct SeriesResult: Sendable {
  /// The full text of the call.
  public var name: String
  /// The unit of the values, "1" for none.
  public var unit: String
  /// The unit of the data that the values belong to, as entropies of densities do; `nil` for none.
  public var dataUnit: String?
  /// The values over the frames; the one number of a call of the whole series alone.
  public var series: RunningSeries
  /// What a reader should know before trusting the values, each once.
  public var warnings: [String]
  /// The number of all frames together, where the call is one.
  public var whole: Estimate?
  /// The last estimate with a value: its bias correction and its time step hold for all, its bounds
  /// are the widest of all.
  public var example: Estimate?
  /// The estimates of the first and of the last frame with a value; `nil` before there is one.
  public var ends: (first: Estimate, last: Estimate)?
  /// A name for each frame in place of a number, where the call names frames.
  public var names: [String]?
  /// What a document reports beside the numbers.
  public var details: [JSON.Member]
  /// The details in words; one line each.
  public var notes: [String]
  /// The details as a table of their own, where they are one.
  public var table: RecordTable?
  /// Whether the values are those that the run stored, not computed again.
  public var isStored: Bool

  /// The result of the call `name`.
  public init(
    name: String, unit: String, series: RunningSeries = RunningSeries(), warnings: [String] = [],
    whole: Estimate? = nil, example: Estimate? = nil, names: [String]? = nil,
    details: [JSON.Member] = [], notes: [String] = [], table: RecordTable? = nil,
    isStored: Bool = false
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
    self.table = table
    self.isStored = isStored
  }

  /// The standard error of the mean over the frames, that of the number of all frames together, or
  /// that of the only frame with a value.
  public var standardError: StandardError? {
    if let whole { return whole.standardError }
    return series.count == 1 ? example?.standardError : series.standardError
  }

  /// Why there is no standard error; `nil` where there is one.
  public var missingError: MissingError? {
    guard standardError == nil else { return nil }
    guard series.count > 0 else { return .noValue }
    return example?.missingError
      ?? (whole == nil ? .exactForFrame : .because("too few frames for blocks"))
  }

  /// What the last value has more than the first, with the standard error of the two; `nil` for one
  /// number of all frames, and for fewer than two frames.
  public var change: (value: Double, standardError: Double?)? {
    guard whole == nil, names == nil, series.count > 1, let first = ends?.first,
      let last = ends?.last, let before = first.value, let after = last.value
    else { return nil }
    guard let one = first.standardError?.value, let other = last.standardError?.value else {
      return (after - before, nil)
    }
    return (after - before, (one * one + other * other).squareRoot())
  }

  /// The frames that have a value, or the samples behind the number of all frames together.
  public var samples: Int { names?.count ?? whole?.samples ?? series.count }

  /// The share of the frames that have each name, the largest first, names of equal shares in the
  /// order in which they first come; empty where frames have no names. Frames that have none of
  /// their own do not count.
  public var shares: [(name: String, share: Double)] {
    var order: [String] = []
    var counts: [String: Int] = [:]
    let named = (names ?? []).filter { !$0.isEmpty }
    for name in named {
      if counts[name] == nil { order.append(name) }
      counts[name, default: 0] += 1
    }
    let shares = order.map { ($0, Double(counts[$0] ?? 0) / Double(named.count)) }
    return shares.enumerated().sorted {
      ($0.element.1, $1.offset) > ($1.element.1, $0.offset)
    }.map { (name: $0.element.0, share: $0.element.1) }
  }
}
