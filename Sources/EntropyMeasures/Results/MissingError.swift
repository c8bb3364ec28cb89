/// Why an estimate has no standard error.
public enum MissingError: Sendable, Hashable, CustomStringConvertible {
  /// The value follows from what it is given without sampling anything.
  case exact
  /// The value is exact for its frame.
  case exactForFrame
  /// The data are no samples of which some could be left out.
  case noSamples
  /// Too few samples for an error to be told from their scatter.
  case tooFewSamples(found: Int, needed: Int)
  /// Single samples decide the value: its scatter cannot be told from one data set.
  case fewDecide
  /// A part of the data by itself, or what is left without it, has no value.
  case partWithoutValue(Undefined)
  /// Parts of the data scatter far more than longer ones let expect: they are too short to be like
  /// the whole.
  case unlikeParts
  /// All samples contribute alike, so that the first-order scatter is 0 and nothing is known of the
  /// next.
  case noScatter
  /// There is no value that an error could belong to.
  case noValue
  /// The convention publishes a value alone.
  case asPublished
  /// Another reason, in words.
  case because(String)

  /// The reason in words.
  public var description: String {
    switch self {
    case .exact: "the value is exact: it follows from what is given without sampling"
    case .exactForFrame: "the value is exact for its frame: nothing was sampled"
    case .noSamples: "the rows of the data are no samples, of which some could be left out"
    case .tooFewSamples(let found, let needed):
      "\(found) samples tell no error, at least \(needed) are needed"
    case .fewDecide: "a few samples decide the value: one data set does not tell its scatter"
    case .partWithoutValue(let reason): "a part of the data has no value by itself: \(reason)"
    case .unlikeParts:
      "parts of the data are too short to scatter like the whole: leave out 'error', or give more data"
    case .noScatter: "all samples contribute alike: the data do not tell a scatter"
    case .noValue: "there is no value"
    case .asPublished: "the convention publishes a value without an error"
    case .because(let words): words
    }
  }
}

/// A standard error that could not be found.
struct MissingErrorFailure: Error {
  /// Why not.
  let reason: MissingError
}
