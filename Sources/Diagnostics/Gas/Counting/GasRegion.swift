import ClausiusSimulationCore

/// The part of space that is cut into cells: that of the box, or explicit ranges.
struct GasRegion: Hashable {
  /// The lower ends, one an axis.
  let lower: [Double]
  /// The upper ends, one an axis.
  let upper: [Double]
  /// The period of each axis, 0 for none.
  let periods: [Double]
  /// The lower ends of the periods.
  let origins: [Double]
  /// Whether each axis closes on itself within the region.
  let isClosed: [Bool]

  /// The region of a box, or `lower` to `upper` where they are given.
  ///
  /// - Throws: on open axes without explicit ranges, and for ranges that do not fit the box.
  init(_ box: Box, lower: [Double]?, upper: [Double]?) throws(DiagnosticError) {
    let dimension = box.spatialDimension
    guard (lower == nil) == (upper == nil) else {
      throw DiagnosticError("'lower' and 'upper' go together", advice: "give both or neither")
    }
    let low = lower ?? Array(box.lower[..<dimension])
    let high = upper ?? Array(box.upper[..<dimension])
    guard low.count == dimension, high.count == dimension else {
      throw DiagnosticError("'lower' and 'upper' need \(dimension) numbers each, one an axis")
    }
    for axis in 0..<dimension {
      let length = high[axis] - low[axis]
      guard low[axis].isFinite, high[axis].isFinite else {
        throw DiagnosticError(
          "axis \("xyz".dropFirst(axis).prefix(1)) of the box is open, so that its cells have no volume",
          advice: "give ranges: lower: [...], upper: [...]")
      }
      guard length > 0, length.isFinite else {
        throw DiagnosticError("the range from \(low[axis]) to \(high[axis]) is empty")
      }
    }
    self.lower = low
    self.upper = high
    periods = Array(box.periods[..<dimension])
    origins = (0..<dimension).map { box.boundary[$0] == .periodic ? box.lower[$0] : 0 }
    isClosed = (0..<dimension).map { lower == nil && box.boundary[$0] == .periodic }
  }

  /// 1, 2 or 3.
  var dimension: Int { lower.count }

  /// The length of an axis.
  func length(_ axis: Int) -> Double { upper[axis] - lower[axis] }

  /// The region as a box of its own: periodic where it closes on itself, walled elsewhere.
  var box: Box {
    let missing = 3 - dimension
    return Box(
      spatialDimension: dimension,
      boundary: (0..<3).map { $0 < dimension ? (isClosed[$0] ? .periodic : .wall) : .open },
      lower: lower + [Double](repeating: -.infinity, count: missing),
      upper: upper + [Double](repeating: .infinity, count: missing))
  }

  /// A coordinate moved into the period of its axis.
  @inline(__always)
  func wrapped(_ coordinate: Double, _ axis: Int) -> Double {
    let period = periods[axis]
    let fromOrigin = coordinate - origins[axis]
    guard period > 0, fromOrigin < 0 || fromOrigin >= period else { return coordinate }
    let inside = fromOrigin - (fromOrigin / period).rounded(.down) * period
    return inside >= 0 && inside < period ? origins[axis] + inside : origins[axis]
  }

  /// Whether a wrapped coordinate lies in the range; one part in 10^9 outside of it is rounding.
  @inline(__always)
  func contains(_ coordinate: Double, _ axis: Int) -> Bool {
    let slack = 1e-9 * (upper[axis] - lower[axis])
    return coordinate >= lower[axis] - slack && coordinate <= upper[axis] + slack
  }
}
