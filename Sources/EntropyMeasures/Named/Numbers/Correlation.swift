import ClausiusDeclarations

/// Pearson's correlation of two variables, r = <(x - <x>)(y - <y>)>/(s_x s_y), of a series with a
/// lag: y is taken `lag` rows after x.
///
/// From -1 to 1; undefined where one of the variables does not change. The standard error is that
/// of the mean influence of a row, z_x z_y - r (z_x^2 + z_y^2)/2 with z in standard deviations: it
/// allows for heavy tails and for the correlation of successive rows. The mean over many data sets
/// is too near to 0 by r (1 - r^2)/2n.
/// Source: Pearson 1896; Devlin, Gnanadesikan and Kettenring 1975 (the influence).
public struct Correlation: NamedEstimator {
  /// Rows by which the second variable is later.
  public var lag = 0

  /// The correlation at the same row.
  public init() {}

  /// The key `lag`.
  public static let keys: [Key<Self>] = [
    Key(
      "lag", \.lag, in: IntegerRange(-1_000_000_000, 1_000_000_000),
      about: "rows by which the second variable is taken later; below 0 earlier")
  ]

  /// Two variables.
  public static let input = InputShape.pairs

  /// Nothing reaches across missing rows; the error allows for correlated ones.
  public static let traits: EstimatorTraits = [.heedsBreaks, .heedsOrder]

  /// Of a series where there is a lag.
  public var order: InputShape.RowOrder { lag == 0 ? .none : .series }

  /// A call on a trajectory.
  public static let example: String? = "of: polarization, to: rotation, lag: 1"

  /// The entry `correlation` of the catalog.
  public static let entry = catalogEntry(
    "correlation", about: "the correlation of two variables, in a series also with a lag",
    formula: "<(x - <x>)(y - <y>)>/(s_x s_y)", unit: .dimensionless, bounds: "-1 to 1",
    bias: "-r (1 - r^2)/2n; linear dependence only (mutual_information sees every kind)",
    source: "Pearson 1896; Devlin, Gnanadesikan and Kettenring 1975 (the standard error)")

  /// The correlation of the variables.
  public func estimate(from arrays: [InputArray]) throws(EntropyError) -> Estimate {
    let variables = try arrays.variables(2)
    let pairs = try Self.pairs(variables, lag: lag)
    guard pairs.x.count >= 3 else {
      return undefined(.tooFewSamples(found: pairs.x.count, needed: 3), pairs.x.count)
    }
    guard let x = Self.standardized(pairs.x), let y = Self.standardized(pairs.y) else {
      return undefined(.noSpread, pairs.x.count)
    }
    let r = zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } / Double(x.count)
    let error = InfluenceError(zip(x, y).map { $0 * $1 - r * ($0 * $0 + $1 * $1) / 2 })
    var estimate = Estimate(
      max(-1, min(1, r)), unit: unit, samples: x.count, bounds: Bounds(-1, 1),
      warnings: error.warnings)
    estimate.take(error.error)
    // Two slow series are correlated by chance, which single rows do not tell.
    if error.warnings.isEmpty,
      let warning = (InfluenceError(x).warnings + InfluenceError(y).warnings).first
    {
      estimate.warn(warning)
    }
    return estimate
  }

  private func undefined(_ reason: Undefined, _ samples: Int) -> Estimate {
    Estimate(undefined: reason, unit: unit, samples: samples, bounds: Bounds(-1, 1))
  }

  /// The rows of x with those of y `lag` rows later, where none is missing between them.
  private static func pairs(
    _ variables: [InputArray], lag: Int
  ) throws(EntropyError) -> (x: [Double], y: [Double]) {
    let (x, y) = (try variables[0].line(), try variables[1].line())
    guard lag != 0 else { return (x, y) }
    var pairs = (x: [Double](), y: [Double]())
    for segment in variables[0].segments {
      let later = segment.dropFirst(max(0, -lag)).dropLast(max(0, lag))
      pairs.x += later.map { x[$0] }
      pairs.y += later.map { y[$0 + lag] }
    }
    return pairs
  }

  /// The numbers less their mean over their standard deviation; `nil` where all are equal.
  private static func standardized(_ numbers: [Double]) -> [Double]? {
    guard let low = numbers.min(), let high = numbers.max(), low < high else { return nil }
    // In shares of the largest, so that squares neither overflow nor vanish.
    let scale = max(abs(low), abs(high))
    var moments = Moments()
    for number in numbers { moments.add(number / scale) }
    let deviation = (moments.squaredDeviations / Double(numbers.count)).squareRoot()
    guard deviation > 1e-14 else { return nil }
    return numbers.map { ($0 / scale - moments.mean) / deviation }
  }
}
