import ClausiusDeclarations

/// The mean of numbers, sum x_i/n, in the unit of the numbers.
///
/// Without bias. The standard error is that of successive numbers that may be correlated, by
/// blocking. Source: Flyvbjerg and Petersen 1989.
public struct Mean: NamedEstimator {
  /// The mean.
  public init() {}

  /// None.
  public static let keys: [Key<Self>] = []

  /// Numbers.
  public static let input = InputShape.numbers

  /// It is a number like those that it is given.
  public static let traits: EstimatorTraits = [.inUnitOfData, .heedsOrder]

  /// The entry `mean` of the catalog.
  public static let entry = catalogEntry(
    "mean", about: "the mean of numbers, with the error of correlated ones",
    formula: "sum x_i/n", unit: .dimensionless, bounds: "those of the numbers",
    bias: "none; numbers on a circle, such as angles, have no mean of this kind",
    source: "Flyvbjerg and Petersen 1989 (the standard error)")

  /// The mean of the numbers.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let numbers = try arrays[0].line()
    var moments = Moments()
    for number in numbers { moments.add(number) }
    let error = InfluenceError(numbers)
    var estimate = Estimate(
      moments.mean, unit: unit, samples: numbers.count, warnings: error.warnings)
    estimate.take(error.error)
    return estimate
  }
}
