/// Long series made short without losing what one sees: of every bin the first, smallest, largest
/// and last point stay.
enum Decimation {
  /// The numbers of the points that stay, in order; all of them when there are at most four for
  /// each of `bins`.
  static func kept(_ values: [Double], bins: Int) -> [Int] {
    precondition(bins > 0)
    guard values.count > 4 * bins else { return Array(values.indices) }
    var kept: [Int] = []
    kept.reserveCapacity(4 * bins)
    for bin in 0..<bins {
      let first = bin * values.count / bins
      let end = (bin + 1) * values.count / bins
      kept += corners(values, first..<end)
    }
    return kept
  }

  private static func corners(_ values: [Double], _ range: Range<Int>) -> [Int] {
    var lowest = range.lowerBound
    var highest = range.lowerBound
    for index in range {
      // A value that is undefined gives way to any other.
      if !(values[lowest] <= values[index]) && !values[index].isNaN { lowest = index }
      if !(values[highest] >= values[index]) && !values[index].isNaN { highest = index }
    }
    return Set([range.lowerBound, lowest, highest, range.upperBound - 1]).sorted()
  }
}
