/// Whether successive rows of data are correlated, as those of a slow series are.
///
/// The mean product of the signs of successive numbers, counted from the median, scatters by
/// 1/sqrt(n) where rows are independent, whatever their tails: a correlation is seen above five
/// times that.
struct RowCorrelation {
  /// Fewer rows show nothing.
  private static let fewest = 30
  /// The columns that are looked at, from the first on.
  private static let mostColumns = 4
  /// The rows that are looked at, from the first on.
  private static let mostRows = 100_000

  /// Whether rows of one of the columns are correlated.
  let isSeen: Bool
  /// How many independent rows the most correlated column is worth.
  let effectiveRows: Double

  /// The correlation of successive rows of arrays.
  init(_ arrays: [InputArray]) {
    var least = Double.infinity
    for array in arrays where array.rows >= Self.fewest {
      for column in 0..<min(Self.mostColumns, array.columns) {
        let numbers = Array(array.column(column).prefix(Self.mostRows))
        guard Self.correlation(numbers) > 5 / Double(numbers.count).squareRoot() else { continue }
        var series = RunningSeries()
        for number in numbers where number.isFinite { series.add(number) }
        let share = (series.effectiveSamples ?? .infinity) / Double(numbers.count)
        least = min(least, share * Double(array.rows))
      }
    }
    isSeen = least < .infinity
    effectiveRows = least
  }

  /// <s_i s_(i+1)> of the signs s beside the median; 0 of equal numbers.
  private static func correlation(_ numbers: [Double]) -> Double {
    let sorted = numbers.sorted()
    let median = sorted[sorted.count / 2]
    var last = 0.0
    var sum = 0.0
    for number in numbers {
      let sign = number < median ? -1.0 : number > median ? 1.0 : 0
      sum += last * sign
      last = sign
    }
    return sum / Double(numbers.count)
  }
}
