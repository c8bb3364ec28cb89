extension Collection where Element: Equatable {
  /// Whether all elements are equal, or there are none.
  ///
  /// This and not a standard deviation of 0 tells that numbers do not spread: the mean of many
  /// numbers 0.1 is not 0.1, and their deviations from it are not 0.
  var isConstant: Bool {
    guard let first else { return true }
    return allSatisfy { $0 == first }
  }
}

extension InputArray {
  /// Whether all numbers of some column are equal.
  var hasConstantColumn: Bool {
    (0..<columns).contains { column in
      (1..<Swift.max(1, rows)).allSatisfy { values[$0 * columns + column] == values[column] }
    }
  }

  /// How many rows are equal to each row, itself among them; -0 equals 0.
  func multiplicities() -> [Int] {
    let keys = (0..<rows).map { Array(values[$0 * columns..<($0 + 1) * columns]) }
    var counts: [[Double]: Int] = [:]
    for key in keys { counts[key, default: 0] += 1 }
    return keys.map { counts[$0] ?? 0 }
  }
}
