import RealModule

/// The mean of coordinates on a circle: the angle of the sum of their unit vectors, as a
/// coordinate.
public struct CircularMean: Sendable, Hashable {
  /// The mean coordinate, from 0 to the period; `nil` when the unit vectors cancel.
  public let coordinate: Double?
  /// The length of the mean unit vector: 1 when all coordinates agree, 0 when no direction is
  /// preferred.
  public let concentration: Double

  /// The circular mean of `coordinates`, which repeat after `period`.
  ///
  /// The mean moves with the coordinates. It exists when ``concentration`` is above 10^-12 (Mardia
  /// and Jupp 2000, section 2.2).
  public init(of coordinates: some Sequence<Double>, period: Double) {
    precondition(period > 0 && period.isFinite)
    var x = 0.0
    var y = 0.0
    var count = 0
    for coordinate in coordinates {
      let angle = 2 * .pi * (coordinate / period)
      x += Double.cos(angle)
      y += Double.sin(angle)
      count += 1
    }
    concentration = count == 0 ? 0 : (x * x + y * y).squareRoot() / Double(count)
    guard concentration > 1e-12 else {
      coordinate = nil
      return
    }
    let turn = Double.atan2(y: y, x: x) / (2 * .pi)
    coordinate = (turn < 0 ? turn + 1 : turn) * period
  }
}
