/// How physics becomes outcomes: a rule that gives each sample one of a fixed number of outcomes.
public protocol Encoding<Sample>: Sendable {
  /// What is encoded: a number, a heading.
  associatedtype Sample

  /// The encoding as a call: `uniform_bins(count: 25)`.
  var name: String { get }

  /// The number of possible outcomes, M.
  var outcomes: Int { get }

  /// The outcome of a sample, 0 to M - 1, or `nil` when no outcome takes it.
  func outcome(of sample: Sample) -> Int?
}

extension Encoding {
  /// The number of samples of each outcome, and how many samples no outcome took.
  @inlinable
  public func counts(of samples: some Sequence<Sample>) -> (counts: [Int], excluded: Int) {
    var counts = [Int](repeating: 0, count: outcomes)
    var excluded = 0
    for sample in samples {
      if let outcome = outcome(of: sample) { counts[outcome] += 1 } else { excluded += 1 }
    }
    return (counts, excluded)
  }

  /// How many outcomes hold how many of the samples.
  @inlinable
  public func occupancy(of samples: some Sequence<Sample>) -> Occupancy {
    let (counts, excluded) = counts(of: samples)
    return Occupancy(counts: counts, excluded: excluded)
  }
}
