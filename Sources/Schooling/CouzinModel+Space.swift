import ClausiusSimulationCore

extension CouzinModel {
  /// The side lengths of the space, or its diameter on every axis; empty where it has no ends.
  var extents: [Double] {
    guard boundary != .open else { return [] }
    if let tankRadius { return [Double](repeating: 2 * tankRadius, count: dimension) }
    return box ?? []
  }

  /// The center of the space: that of the box, or the origin.
  var center: SIMD3<Double> {
    guard let box, boundary != .open || start == .uniform else { return .zero }
    return SIMD3(box[0], box[1], box.count > 2 ? box[2] : 0) / 2
  }

  /// The radius of the ball or of the mill at the start: 5 where nothing is said, in a box at most
  /// a quarter of its smallest side, for a mill in a box exactly that.
  var effectiveStartRadius: Double {
    if let startRadius { return startRadius }
    guard let side = extents.min() else { return 5 }
    return start == .mill ? side / 4 : min(5, side / 4)
  }

  /// The space as it is written to a file.
  var simulationBox: Box {
    switch (boundary, box) {
    case (.periodic, let lengths?): Box(lengths: lengths, boundary: .periodic)
    case (.tank, let lengths?): Box(lengths: lengths, boundary: .wall)
    case (.tank, nil): sphereBox
    default: .open(spatialDimension: dimension)
    }
  }

  /// The cube around a spherical tank.
  private var sphereBox: Box {
    let radius = tankRadius ?? .infinity
    let isSpatial = dimension == 3
    return Box(
      spatialDimension: dimension, boundary: [.wall, .wall, isSpatial ? .wall : .open],
      lower: [-radius, -radius, isSpatial ? -radius : -.infinity],
      upper: [radius, radius, isSpatial ? radius : .infinity])
  }
}
