import Foundation

/// How places of a file become places in the unit of the trajectory: x' = s (x - x0), and
/// y' = s (y0 - y) where the y axis of the file points down, as in pictures.
public struct Calibration: Sendable, Hashable {
  /// Units a unit of the file, such as cm a pixel.
  public var scale = 1.0
  /// The place in the file that becomes 0, in units of the file.
  public var origin = SIMD3<Double>.zero
  /// Whether y points down in the file.
  public var flipsY = false

  /// Places as they are.
  public init() {}

  /// A place of the trajectory.
  func place(_ place: SIMD3<Double>) -> SIMD3<Double> { direction(place - origin) }

  /// A displacement or a velocity of the trajectory.
  func direction(_ vector: SIMD3<Double>) -> SIMD3<Double> {
    scale * SIMD3(vector.x, flipsY ? -vector.y : vector.y, vector.z)
  }

  /// A heading of the trajectory.
  func heading(_ angle: Double) -> Double { flipsY ? -angle : angle }
}
