/// Interpolation through equally spaced values.
enum Interpolation {
  /// Where the polynomial through `values` at 0, 1, 2, ... passes `level` between nodes `first` and
  /// `first` + 1.
  static func crossing(_ values: [Double], level: Double, between first: Int) -> Double {
    var (low, high) = (Double(first), Double(first + 1))
    let sign = value(values, at: low) - level
    for _ in 0..<50 {
      let middle = (low + high) / 2
      if ((value(values, at: middle) - level) < 0) == (sign < 0) {
        low = middle
      } else {
        high = middle
      }
    }
    return (low + high) / 2
  }

  /// The polynomial through `values` at 0, 1, 2, ..., by Neville's scheme.
  static func value(_ values: [Double], at x: Double) -> Double {
    var row = values
    for order in 1..<row.count {
      for k in 0..<row.count - order {
        row[k] += (x - Double(k)) / Double(order) * (row[k + 1] - row[k])
      }
    }
    return row[0]
  }
}
