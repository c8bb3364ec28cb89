/// The space that individuals live in: three axes, each periodic, walled or open.
///
/// Lower and upper extents are in units of length; an open axis has none (its extents are -inf and
/// +inf). A two-dimensional system uses the axes x and y and keeps z = 0 on an open axis.
public struct Box: Sendable, Hashable {
  /// What happens at the two ends of an axis.
  public enum Boundary: String, Sendable, Hashable {
    /// The axis closes on itself: distances are to the nearest image.
    case periodic
    /// Nothing leaves: the ends reflect.
    case wall
    /// The axis has no ends.
    case open
  }

  /// 2 or 3.
  public let spatialDimension: Int
  /// The boundary on x, y, z.
  public let boundary: [Boundary]
  /// The lower ends on x, y, z; -inf where open.
  public let lower: [Double]
  /// The upper ends on x, y, z; +inf where open.
  public let upper: [Double]

  /// A box from its axes; `boundary`, `lower` and `upper` have three elements each.
  public init(spatialDimension: Int, boundary: [Boundary], lower: [Double], upper: [Double]) {
    precondition(boundary.count == 3 && lower.count == 3 && upper.count == 3)
    self.spatialDimension = spatialDimension
    self.boundary = boundary
    self.lower = lower
    self.upper = upper
  }

  /// Space without ends.
  public static func open(spatialDimension: Int = 3) -> Box {
    Box(
      spatialDimension: spatialDimension, boundary: [.open, .open, .open],
      lower: [-Double.infinity, -.infinity, -.infinity],
      upper: [Double.infinity, .infinity, .infinity])
  }

  /// Axes from 0 to `lengths` (two or three of them), all with the same boundary.
  public init(lengths: [Double], boundary: Boundary) {
    let isSpatial = lengths.count > 2
    self.init(
      spatialDimension: lengths.count,
      boundary: [boundary, boundary, isSpatial ? boundary : .open],
      lower: [0, 0, isSpatial ? 0 : -Double.infinity],
      upper: [lengths[0], lengths[1], isSpatial ? lengths[2] : .infinity])
  }

  /// The side length of an axis, +inf where open.
  public func length(_ axis: Int) -> Double { upper[axis] - lower[axis] }

  /// The length of the period of each axis, 0 where the axis is not periodic.
  public var periods: [Double] {
    (0..<3).map { boundary[$0] == .periodic ? length($0) : 0 }
  }

  /// Whether any axis is periodic.
  public var isPeriodic: Bool { boundary.contains(.periodic) }

  /// The component of the shortest displacement along `axis`: d - L round(d / L) where periodic, d
  /// elsewhere.
  @inlinable
  public func nearestImage(_ displacement: Double, axis: Int) -> Double {
    guard boundary[axis] == .periodic else { return displacement }
    let period = upper[axis] - lower[axis]
    return displacement - period * (displacement / period).rounded()
  }
}
