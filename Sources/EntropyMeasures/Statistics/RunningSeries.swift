/// The statistics of a time series that is seen once, sample by sample, in memory that grows like
/// the logarithm of its length.
///
/// The standard error of the mean takes the correlation of successive samples into account by
/// blocking.
public struct RunningSeries: Sendable, Hashable {
  private var moments = Moments()
  private var blocks = BlockingLevels()
  private var shift = 0.0
  /// The smallest sample, or `nil` when there was none.
  public private(set) var minimum: Double?
  /// The largest sample, or `nil` when there was none.
  public private(set) var maximum: Double?
  /// The first sample, or `nil` when there was none.
  public private(set) var first: Double?
  /// The last sample, or `nil` when there was none.
  public private(set) var last: Double?
  /// Samples that are not part of the series because their value is undefined.
  public private(set) var undefinedSamples = 0

  /// A series without samples.
  public init() {}

  /// The number of samples that have a value.
  public var count: Int { moments.count }

  /// Takes the next sample, which must be finite.
  public mutating func add(_ sample: Double) {
    precondition(sample.isFinite, "a series takes finite samples; use addUndefined()")
    if first == nil { (first, shift) = (sample, sample) }
    last = sample
    minimum = min(minimum ?? sample, sample)
    maximum = max(maximum ?? sample, sample)
    moments.add(sample - shift)
    blocks.add(sample - shift)
  }

  /// Notes a sample without a value: it is left out of everything and counted.
  public mutating func addUndefined() { undefinedSamples += 1 }

  /// Takes the next sample from an estimate, with or without a value.
  public mutating func add(_ estimate: Estimate) {
    if let value = estimate.value { add(value) } else { addUndefined() }
  }

  /// The mean, or `nil` when there was no sample.
  public var mean: Double? { count > 0 ? shift + moments.mean : nil }

  /// The standard deviation, with n - 1 in the denominator, or `nil` for fewer than two samples.
  public var standardDeviation: Double? { moments.variance?.squareRoot() }

  /// The standard error of the mean by blocking, or `nil` for fewer than two samples.
  ///
  /// The block length B is the shortest power of two with B^3 > 2 n g^2 that leaves four blocks (n
  /// samples, g the inflation of the squared error over that of independent samples). Where there
  /// is none the value is a lower limit and ``warnings`` says so.
  public var standardError: StandardError? {
    blocks.squaredErrorOfMean.map { StandardError($0.value.squareRoot(), by: .blocking) }
  }

  /// How many independent samples the series is worth, n/g, or `nil` for fewer than two samples.
  public var effectiveSamples: Double? {
    guard let squared = blocks.squaredErrorOfMean, let variance = moments.variance else {
      return nil
    }
    return squared.value > 0 ? variance / squared.value : Double(count)
  }

  /// That the series is short for its correlation time, and that values are missing.
  public var warnings: [EstimateWarning] {
    var warnings: [EstimateWarning] = []
    if let squared = blocks.squaredErrorOfMean, !squared.isConverged {
      warnings.append(.shortSeries(samples: count, effectiveSamples: effectiveSamples ?? 0))
    }
    if undefinedSamples > 0 { warnings.append(.undefinedFrames(undefinedSamples)) }
    return warnings
  }

  /// Takes all samples of a series that follows this one.
  ///
  /// Mean, deviation and extremes are those of the whole; the blocks meet where the two series do,
  /// so that the standard error can differ a little from that of the samples taken one by one.
  public mutating func append(_ next: RunningSeries) {
    undefinedSamples += next.undefinedSamples
    guard let nextFirst = next.first, let nextLast = next.last else { return }
    if first == nil { (first, shift) = (nextFirst, nextFirst) }
    last = nextLast
    minimum = [minimum, next.minimum].compactMap { $0 }.min()
    maximum = [maximum, next.maximum].compactMap { $0 }.max()
    moments.merge(next.moments.shifted(by: next.shift - shift))
    blocks.merge(next.blocks.shifted(by: next.shift - shift))
  }
}
