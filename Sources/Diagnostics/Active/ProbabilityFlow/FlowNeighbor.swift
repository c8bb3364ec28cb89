/// A particle beside another.
public struct FlowNeighbor: Sendable {
  /// Its number.
  public let other: Int
  /// The distance below which the two repel each other.
  public let contact: Double
  /// The distance r.
  public let distance: Double
  /// The unit vector r^ from it to the particle whose neighbor it is; 0 at the same place.
  public let direction: SIMD3<Double>

  /// The distance in contact distances.
  public var separation: Double { distance / contact }
}
