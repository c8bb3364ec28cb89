import Foundation

/// From where to where an axis goes when nobody says.
enum Extent {
  /// The ends of the axis x or y of a panel; 0 to 1 where nothing is drawn.
  static func of(_ axis: Axis, values: [[Double]]) -> ClosedRange<Double> {
    if let range = axis.range { return widened(range, isLogarithmic: axis.isLogarithmic) }
    var lowest = Double.infinity
    var highest = -Double.infinity
    for value in values.joined() where value.isFinite && (!axis.isLogarithmic || value > 0) {
      lowest = min(lowest, value)
      highest = max(highest, value)
    }
    guard lowest <= highest else { return axis.isLogarithmic ? 0.1...1 : 0...1 }
    if axis.isTight && highest - lowest > 1e-200 { return drawable(lowest, highest) }
    if axis.isLogarithmic {
      let ratio = highest / lowest
      let air = (ratio.isFinite ? pow(ratio, 0.05) : 1e30) * 1.2
      return widened(
        drawable(max(min(lowest, 1e-300), lowest / air), highest * air), isLogarithmic: true)
    }
    return widened(padded(lowest...highest), isLogarithmic: false)
  }

  /// A range with a twentieth of it added at both ends.
  static func padded(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
    let air = 0.05 * (range.upperBound - range.lowerBound)
    return drawable(range.lowerBound - air, range.upperBound + air)
  }

  /// The range of this half width around `middle`; around 0 where that is no number.
  static func around(_ middle: Double, _ half: Double) -> ClosedRange<Double> {
    let middle = middle.isFinite ? middle : 0
    return drawable(middle - half, middle + half)
  }

  /// The part of a range whose numbers gnuplot can draw: it takes those from 2^1023 on as infinite.
  private static func drawable(_ lower: Double, _ upper: Double) -> ClosedRange<Double> {
    let ends = [lower, upper].map { max(-largest, min(largest, $0)) }
    return min(ends[0], ends[1])...max(ends[0], ends[1])
  }

  /// The largest number on an axis.
  private static let largest = 8e307

  /// The smallest and the largest number; `nil` where there is none.
  static func of(_ values: some Sequence<Double>) -> ClosedRange<Double>? {
    var lowest = Double.infinity
    var highest = -Double.infinity
    for value in values where value.isFinite {
      lowest = min(lowest, value)
      highest = max(highest, value)
    }
    return lowest <= highest ? lowest...highest : nil
  }

  /// A range that is not a point: an axis needs two different ends that a drawing program can tell
  /// apart.
  static func widened(_ range: ClosedRange<Double>, isLogarithmic: Bool) -> ClosedRange<Double> {
    let range = drawable(range.lowerBound, range.upperBound)
    let middle = range.lowerBound / 2 + range.upperBound / 2
    let least = max(abs(middle) * 1e-9, 1e-200)
    guard range.upperBound - range.lowerBound <= least else { return range }
    if isLogarithmic {
      return drawable(max(1e-300, range.lowerBound / 2), max(1e-299, range.upperBound * 2))
    }
    let half = abs(middle) < 1e-190 ? 1 : abs(middle) * 1e-3
    return (middle - half)...(middle + half)
  }
}

extension Panel {
  /// The ends of the axis x.
  var xRange: ClosedRange<Double> { Extent.of(x, values: layers.map { $0.values(0) }) }

  /// The ends of the axis y; lines across the panel are inside.
  var yRange: ClosedRange<Double> {
    Extent.of(y, values: layers.map { $0.values(1) } + [references.map(\.y)])
  }

  /// The ends of the axis z.
  var zRange: ClosedRange<Double>? { z.map { Extent.of($0, values: layers.map { $0.values(2) }) } }

  /// The values of the first and the last color.
  var colorRange: ClosedRange<Double> {
    guard let color else { return 0...1 }
    let range = color.range ?? Extent.of(layers.map(\.colors).joined()) ?? 0...1
    return Extent.widened(range, isLogarithmic: false)
  }
}

extension Layer {
  /// The numbers that must fit on an axis: 0, 1, 2 for x, y, z.
  func values(_ axis: Int) -> [Double] {
    switch self {
    case .curve(let curve):
      guard axis == 1, let errors = curve.errors else {
        return axis == 0 ? curve.x : axis == 1 ? curve.y : curve.z ?? []
      }
      return zip(curve.y, errors).flatMap { (middle, error) -> [Double] in
        // A point without an error is drawn, too.
        let half = error.isFinite ? error : 0
        return [middle - half, middle + half]
      }
    case .discs(let discs):
      guard axis < 2 else { return [] }
      return zip(axis == 0 ? discs.x : discs.y, discs.drawnRadius).flatMap {
        (middle, half) -> [Double] in [middle - half, middle + half]
      }
    case .headings(let headings):
      return zip(headings.positions, headings.arrows).flatMap { place, arrow -> [Double] in
        let half: Double = arrow[axis] / 2
        return [place[axis] - half, place[axis] + half]
      }
    case .map(let map): return axis == 0 ? map.edges(map.x) : axis == 1 ? map.edges(map.y) : []
    }
  }

  /// The numbers that colors stand for.
  var colors: [Double] {
    let shade: Shade =
      switch self {
      case .curve(let curve): curve.shade
      case .discs(let discs): discs.shade
      case .headings(let headings): headings.shade
      case .map(let map): .values(map.values)
      }
    if case .values(let values) = shade { return values }
    return []
  }
}

extension GridMap {
  /// The outer ends of the first and the last cell.
  func edges(_ places: [Double]) -> [Double] {
    guard let first = places.first, let last = places.last else { return [] }
    let half = places.count > 1 ? (last - first) / Double(places.count - 1) / 2 : 0.5
    return [first - half, last + half]
  }
}
