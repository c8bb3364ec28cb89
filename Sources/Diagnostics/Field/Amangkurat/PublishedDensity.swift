import RealModule

/// The distribution behind the field entropies that were published for the Python library
/// amangkurat, p = phi^2/integral of phi^2 dx.
///
/// The integral is by the trapezoidal rule over the grid points. p is a density, and the entropies
/// are sums over the points without dx, so that the sum of p is about 1/dx and not 1: Shannon's is
/// negative where p exceeds 1, and all of them change with the number of points. Points with p of
/// 1e-15 or less are left out.
struct PublishedDensity {
  /// p at the points that are left in.
  let values: [Double]

  /// The density of a field at its grid points; `nil` for a field that is zero.
  init?(_ phi: [Double], positions: [Double]) {
    let squares = phi.map { $0 * $0 }
    var integral = 0.0
    for j in squares.indices.dropLast() {
      integral += (positions[j + 1] - positions[j]) * (squares[j] + squares[j + 1]) / 2
    }
    guard integral > 0, integral.isFinite else { return nil }
    values = squares.map { $0 / integral }.filter { $0 > 1e-15 }
  }

  /// -sum p ln p.
  var shannon: Double { -values.reduce(0) { $0 + $1 * Double.log($1) } }

  /// ln(sum p^q)/(1 - q); Shannon's for q = 1.
  func renyi(order: Double) -> Double {
    order == 1 ? shannon : Double.log(powerSum(order)) / (1 - order)
  }

  /// (1 - sum p^q)/(q - 1); Shannon's for q = 1.
  func tsallis(order: Double) -> Double {
    order == 1 ? shannon : (1 - powerSum(order)) / (order - 1)
  }

  private func powerSum(_ order: Double) -> Double {
    values.reduce(0) { $0 + Double.pow($1, order) }
  }
}
