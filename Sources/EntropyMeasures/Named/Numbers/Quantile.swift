import ClausiusDeclarations

/// The number below which a share p of the numbers lies, in the unit of the numbers.
///
/// Between the sorted numbers x_(0) ... x_(n-1) at the place (n - 1) p, linearly (the seventh form
/// of Hyndman and Fan). The standard error is half of the difference between the quantiles at p + d
/// and p - d, d the standard error of the share of the numbers below; it allows for the correlation
/// of successive numbers and for any distribution. Near the ends of a small sample it is undefined.
/// Source: Hyndman and Fan 1996; Woodruff 1952 (the error).
public struct Quantile: NamedEstimator {
  /// The share below.
  public var p = 0.5

  /// The median.
  public init() {}

  /// The key `p`.
  public static let keys: [Key<Self>] = [
    Key("p", \.p, in: .fraction, about: "the share of the numbers below; 0.5 is the median")
  ]

  /// Numbers.
  public static let input = InputShape.numbers

  /// It is a number like those that it is given.
  public static let traits: EstimatorTraits = [.inUnitOfData, .heedsOrder]

  /// The entry `quantile` of the catalog.
  public static let entry = catalogEntry(
    "quantile", about: "the number below which a share of the numbers lies",
    formula: "x at the place (n - 1) p of the sorted numbers", unit: .dimensionless,
    bounds: "those of the numbers",
    bias: "of the order of 1/n; the ends, p = 0 and 1, are those of the sample and have no error",
    source: "Hyndman and Fan 1996; Woodruff 1952 (the standard error)")

  /// The quantile of the numbers.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let numbers = try arrays[0].line()
    let sorted = SortedOrder(numbers).places.map { numbers[Int($0)] }
    let value = Self.quantile(sorted, p)
    let below = InfluenceError(numbers.map { $0 < value ? 1 : $0 > value ? 0 : 0.5 })
    var estimate = Estimate(value, unit: unit, samples: numbers.count, warnings: below.warnings)
    estimate.take(error(sorted, of: below))
    return estimate
  }

  private func error(
    _ sorted: [Double], of below: InfluenceError
  ) -> Result<StandardError, MissingErrorFailure> {
    below.error.flatMap { share in
      // A tie at the quantile may leave no scatter of the share though the quantile scatters.
      let least = (p * (1 - p) / Double(sorted.count)).squareRoot() / 2
      let reach = max(share.value, least)
      guard p - reach > 0, p + reach < 1 else { return .failure(.init(reason: .fewDecide)) }
      let width = Self.quantile(sorted, p + reach) - Self.quantile(sorted, p - reach)
      guard width > 0 || sorted.first == sorted.last else {
        return .failure(
          .init(
            reason: .because("many numbers around the quantile are equal: its scatter is not told"))
        )
      }
      return .success(StandardError(width / 2, by: share.method))
    }
  }

  private static func quantile(_ sorted: [Double], _ p: Double) -> Double {
    let place = Double(sorted.count - 1) * p
    let first = min(Int(place), sorted.count - 1)
    let next = min(first + 1, sorted.count - 1)
    // Apart, so that the difference of two huge numbers cannot overflow.
    let share = place - Double(first)
    return sorted[first] * (1 - share) + sorted[next] * share
  }
}
