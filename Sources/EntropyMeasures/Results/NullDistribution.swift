/// What an estimator finds in data that have lost what it looks for.
public struct NullDistribution: Sendable, Hashable {
  /// The number of surrogates.
  public let surrogates: Int
  /// The mean of their values; `nil` where none has one.
  public private(set) var mean: Double?
  /// The standard deviation of their values; `nil` where fewer than two have one.
  public private(set) var standardDeviation: Double?
  /// The surrogates that reach the value, those without a finite value among them.
  public let reaching: Int
  /// Rows that were turned together.
  public let stretch: Int
  /// Whether stretches are longer than the memory of the data: only then is there a probability.
  public let isBeyondMemory: Bool

  /// The values of surrogates, `nil` where there is none, beside `value`.
  init(_ values: [Double?], beside value: Double, stretch: Int, isBeyondMemory: Bool) {
    var moments = Moments()
    for value in values.compactMap(\.self) { moments.add(value) }
    surrogates = values.count
    mean = moments.count > 0 ? moments.mean : nil
    standardDeviation = moments.count > 1 ? moments.variance?.squareRoot() : nil
    // The data turned as a whole have the same value but for rounding.
    let least = value - 1e-9 * abs(value)
    reaching = values.count { $0.map { $0 >= least } ?? true }
    self.stretch = stretch
    self.isBeyondMemory = isBeyondMemory
  }

  /// The distribution in units of `scale`.
  func divided(by scale: Double) -> NullDistribution {
    var result = self
    result.mean = mean.map { $0 / scale }
    result.standardDeviation = standardDeviation.map { $0 / scale }
    return result
  }

  /// The probability of a value as large without a direction of time, (1 + reaching)/(1 +
  /// surrogates); `nil` where the data are too short beside their memory for one.
  public var probability: Double? {
    isBeyondMemory ? Double(1 + reaching) / Double(1 + surrogates) : nil
  }
}
