import RealModule

extension InputArray {
  /// The steps between successive rows, on axes with a period to the nearest image.
  func differences(periods: [Double]) -> [Double] {
    guard rows > 1 else { return [] }
    return (0..<(rows - 1) * columns).map { index in
      (values[index + columns] - values[index]).nearestImage(periods, index % columns)
    }
  }

  /// The numbers, on axes with a period moved to the image nearest to 0.
  func nearestImages(periods: [Double]) -> [Double] {
    values.enumerated().map { $1.nearestImage(periods, $0 % columns) }
  }

  /// How many rows apart the columns have forgotten each other: the least power of 2 at which
  /// |C(lag)| < 0.1 |C(0)|, at most a tenth of the rows.
  ///
  /// C is the matrix of covariances at two times in the norm of Frobenius, which no rotation
  /// changes. In place of a column with a period stand its sine and cosine. A series that drifts
  /// does not forget.
  func memory(periods: [Double]) -> Int { Self.memory(of: [self], periods: periods) }

  /// The same of series of the same columns at several places, whose covariances add up.
  static func memory(of paths: [InputArray], periods: [Double]) -> Int {
    let places = paths.map { $0.deviations(periods: periods) }
    let most = Swift.max(1, (paths.map(\.rows).min() ?? 0) / 10)
    let atOnce = covarianceNorm(places, lag: 0)
    guard atOnce > 0 else { return 1 }
    var lag = 1
    while lag < most, covarianceNorm(places, lag: lag) >= 0.1 * atOnce { lag *= 2 }
    return Swift.min(lag, most)
  }

  private static func covarianceNorm(_ places: [[[Double]]], lag: Int) -> Double {
    var square = 0.0
    let columns = places.first?.indices ?? 0..<0
    for later in columns {
      for earlier in columns {
        let sum = places.reduce(0) { sum, series in
          zip(series[earlier], series[later].dropFirst(lag)).reduce(sum) { $0 + $1.0 * $1.1 }
        }
        square += sum * sum
      }
    }
    let rows = places.reduce(0) { $0 + ($1.first?.count ?? 0) - lag }
    return square.squareRoot() / Double(rows)
  }

  /// The columns about their means.
  private func deviations(periods: [Double]) -> [[Double]] {
    (0..<columns).flatMap { column -> [[Double]] in
      let period = column < periods.count ? periods[column] : 0
      let numbers = self.column(column)
      guard period > 0 else { return [numbers] }
      let radius = period / (2 * .pi)
      return [
        numbers.map { radius * Double.cos($0 / radius) },
        numbers.map { radius * Double.sin($0 / radius) },
      ]
    }.map { series in
      let mean = series.reduce(0, +) / Double(Swift.max(1, series.count))
      return series.map { $0 - mean }
    }
  }
}

extension Double {
  fileprivate func nearestImage(_ periods: [Double], _ axis: Int) -> Double {
    guard axis < periods.count, periods[axis] > 0 else { return self }
    return self - periods[axis] * (self / periods[axis]).rounded()
  }
}
