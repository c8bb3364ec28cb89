/// One thing that is drawn in a panel.
public enum Layer: Sendable, Hashable {
  /// Numbers against numbers.
  case curve(Curve)
  /// Discs with their true radii.
  case discs(Discs)
  /// Arrows at places in the plane or in space.
  case headings(Headings)
  /// A number at every point of a rectangular grid.
  case map(GridMap)
}

/// What a color stands for.
public enum Shade: Sendable, Hashable {
  /// The n-th of the colors that tell curves apart.
  case series(Int)
  /// Black, for what is known beforehand.
  case theory
  /// A number for each point, on the panel's color scale.
  case values([Double])
  /// The n-th color for each point, with the names of the colors that occur.
  case classes([Int], names: [String])
}

/// Numbers against numbers.
public struct Curve: Sendable, Hashable {
  /// How the points are drawn.
  public enum Style: Sendable, Hashable {
    /// Joined.
    case line
    /// Joined by dashes.
    case dashed
    /// Each by itself.
    case points
    /// Level until the next.
    case steps
  }

  /// Its name in the legend; empty for none.
  public var name: String
  /// What y is, for the data beside the picture, where the name says something else, such as the
  /// run; `nil` where it does not.
  public var quantity: String?
  /// The unit of y, for the data beside the picture.
  public var unit: String
  /// The numbers along x.
  public var x: [Double]
  /// The numbers along y; NaN where there is none.
  public var y: [Double]
  /// The numbers along z, in space.
  public var z: [Double]?
  /// The standard errors of y, or `nil`.
  public var errors: [Double]?
  /// How the points are drawn.
  public var style: Style
  /// Its color.
  public var shade: Shade

  /// The curve `name`.
  public init(
    _ name: String, unit: String = "1", x: [Double], y: [Double], z: [Double]? = nil,
    errors: [Double]? = nil, style: Style = .line, shade: Shade = .series(0)
  ) {
    precondition(x.count == y.count && errors?.count ?? x.count == x.count)
    self.name = name
    self.unit = unit
    self.x = x
    self.y = y
    self.z = z
    self.errors = errors
    self.style = style
    self.shade = shade
  }
}

/// Discs with their true radii.
public struct Discs: Sendable, Hashable {
  /// The centers along x.
  public var x: [Double]
  /// The centers along y.
  public var y: [Double]
  /// The true radii.
  public var radius: [Double]
  /// Smaller discs are drawn with this radius.
  public var leastDrawn = 0.0
  /// How many of them, the last ones, are periodic images of others.
  public var images = 0
  /// Their colors.
  public var shade: Shade

  /// Discs around (`x`, `y`).
  public init(
    x: [Double], y: [Double], radius: [Double], leastDrawn: Double = 0, images: Int = 0,
    shade: Shade
  ) {
    precondition(x.count == y.count && x.count == radius.count)
    self.x = x
    self.y = y
    self.radius = radius
    self.leastDrawn = leastDrawn
    self.images = images
    self.shade = shade
  }

  /// The radii with which they are drawn.
  var drawnRadius: [Double] { radius.map { max($0, leastDrawn) } }
}

/// Arrows at places in the plane, or in space where there is a z; a dot where the arrow has no
/// length.
public struct Headings: Sendable, Hashable {
  /// The middles of the arrows.
  public var positions: [SIMD3<Double>]
  /// From tail to head, as they are drawn.
  public var arrows: [SIMD3<Double>]
  /// What the arrows stand for, for the data beside the picture.
  public var velocities: [SIMD3<Double>]
  /// The unit of the velocities.
  public var unit = "length/time"
  /// Their colors.
  public var shade: Shade

  /// Arrows at `positions`.
  public init(
    positions: [SIMD3<Double>], arrows: [SIMD3<Double>], velocities: [SIMD3<Double>],
    unit: String = "length/time", shade: Shade
  ) {
    precondition(positions.count == arrows.count && positions.count == velocities.count)
    self.positions = positions
    self.arrows = arrows
    self.velocities = velocities
    self.unit = unit
    self.shade = shade
  }
}

/// A number at every point of a rectangular grid.
public struct GridMap: Sendable, Hashable {
  /// What the numbers are, for the data beside the picture.
  public var name: String
  /// Their unit.
  public var unit: String
  /// The places of the columns, at equal distances.
  public var x: [Double]
  /// The places of the rows, at equal distances.
  public var y: [Double]
  /// The numbers, row by row; NaN where there is none.
  public var values: [Double]

  /// The map `name` of `values`, [y][x].
  public init(name: String, unit: String = "1", x: [Double], y: [Double], values: [Double]) {
    precondition(values.count == x.count * y.count, "a value for every column of every row")
    self.name = name
    self.unit = unit
    self.x = x
    self.y = y
    self.values = values
  }
}
