import ClausiusSimulationCore

/// The interval on which a field lives, its points, and how the field continues beyond its ends.
///
/// A trajectory states it by the parameters `x_min` (the first end), `length` (L), `dx` (L/N) and
/// `rise`, and by the word `boundary`; the points are those of the grid.
public struct FieldDomain: Sendable, Hashable {
  /// The first end.
  public let start: Double
  /// The length, L.
  public let length: Double
  /// What happens at the ends.
  public let boundary: FieldBoundary
  /// phi(x + L) - phi(x) of a winding field, 0 for others.
  public let rise: Double
  /// The positions of the points, [N].
  public let positions: [Double]

  /// A domain with `points` equally spaced points: at start + j L/N, and half a spacing further
  /// between reflecting ends.
  public init(
    start: Double, length: Double, boundary: FieldBoundary, rise: Double = 0, points: Int
  ) {
    self.start = start
    self.length = length
    self.boundary = boundary
    self.rise = rise
    let first = start + (boundary.isReflecting ? length / Double(points) / 2 : 0)
    positions = (0..<points).map { first + Double($0) * length / Double(points) }
  }

  /// The domain that a trajectory states; `nil` when it lacks the first end, a length above 0, or
  /// a known boundary.
  public init?(_ context: FrameContext) {
    let parameters = context.parameters
    guard let start = parameters["x_min"], let length = parameters["length"], length > 0,
      let boundary = context.words["boundary"].flatMap(FieldBoundary.init)
    else { return nil }
    self.start = start
    self.length = length
    self.boundary = boundary
    rise = parameters["rise"] ?? 0
    positions = context.gridPoints
  }

  /// The axis x of the frames, at the points; periodic where the field is.
  public var axis: FrameAxis {
    .grid(
      .x, at: positions, period: boundary.symmetry == .periodic ? length : nil, unit: "length")
  }

  /// States the domain, whose points are those of the context's ``axis``.
  public func write(into context: inout FrameContext) {
    context.parameters["x_min"] = start
    context.parameters["length"] = length
    context.parameters["dx"] = spacing
    if rise != 0 { context.parameters["rise"] = rise }
    context.words["boundary"] = boundary.word
  }

  /// The distance of neighboring points, dx = L/N.
  public var spacing: Double { length / Double(positions.count) }

  /// The middle between the ends.
  public var middle: Double { start + length / 2 }

  /// What a winding field has risen by at a position, from the first end on.
  public func ramp(at x: Double) -> Double { rise * (x - start) / length }
}
