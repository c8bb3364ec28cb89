import Foundation

/// A picture: figures one after the other, with a title over all of them. Plain data; a renderer
/// makes it visible.
public struct Page: Sendable, Hashable {
  /// What stands above everything; empty for nothing.
  public var title: String
  /// The figures in reading order.
  public var figures: [Figure]
  /// Panels beside each other; `nil` for what a figure asks for, or else one column of up to two
  /// panels and two columns of more.
  public var columns: Int?
  /// The width on paper in millimeters; `nil` for 85 (one column) or 170 (two).
  public var width: Double?

  /// A page of `figures`.
  public init(title: String, figures: [Figure], columns: Int? = nil, width: Double? = nil) {
    self.title = title
    self.figures = figures
    self.columns = columns
    self.width = width
  }

  /// All panels in reading order.
  public var panels: [Panel] { figures.flatMap(\.panels) }
}

/// One named figure: panels that belong together.
public struct Figure: Sendable, Hashable {
  /// Its name, as in `--what`.
  public var name: String
  /// Its panels in reading order.
  public var panels: [Panel]
  /// The panels that belong beside each other, in equal size; `nil` where none do.
  public var columns: Int?

  /// The figure `name`.
  public init(name: String, panels: [Panel], columns: Int? = nil) {
    self.name = name
    self.panels = panels
    self.columns = columns
  }
}

/// One coordinate system with what is drawn in it.
public struct Panel: Sendable, Hashable {
  /// How wide and high the coordinate system is.
  public enum Shape: Sendable, Hashable {
    /// As the page sees fit.
    case free
    /// A length is the same on all axes.
    case equalScales
  }

  /// A line across the panel at one value, with its name.
  public struct Reference: Sendable, Hashable {
    /// The name beside the line.
    public var name: String
    /// Where it crosses the axis y.
    public var y: Double

    /// The line `name` at `y`.
    public init(name: String, y: Double) {
      self.name = name
      self.y = y
    }
  }

  /// What stands above the panel; empty for nothing.
  public var title = ""
  /// What a reader must know about it, such as that a sample is drawn; a line each, in small print.
  public var notes: [String] = []
  /// The axis to the right.
  public var x: Axis
  /// The axis upwards, or into space.
  public var y: Axis
  /// The third axis; a panel with it is drawn in perspective.
  public var z: Axis?
  /// What colors mean where they stand for numbers.
  public var color: ColorScale?
  /// What is drawn, the first at the bottom.
  public var layers: [Layer]
  /// Values that are known beforehand.
  public var references: [Reference] = []
  /// How wide and high it is.
  public var shape = Shape.free
  /// From where a panel in space is seen.
  public var view = View()
  /// Whether half of the usual height is enough.
  public var isLow = false
  /// Whether x is the time, so that a movie can mark the moment that it shows.
  public var isOverTime = false
  /// The moment that a movie shows.
  public var now: Double?

  /// A panel of `layers`.
  public init(x: Axis, y: Axis, layers: [Layer]) {
    self.x = x
    self.y = y
    self.layers = layers
  }
}

/// From where a panel in space is seen.
public struct View: Sendable, Hashable {
  /// The angle from the axis z, in degrees.
  public var polar = 60.0
  /// The angle around the axis z, in degrees.
  public var azimuth = 30.0

  /// The direction from the scene to the eye, of length 1.
  public var direction: SIMD3<Double> {
    let (polar, azimuth) = (polar * .pi / 180, azimuth * .pi / 180)
    return SIMD3(sin(polar) * sin(azimuth), -sin(polar) * cos(azimuth), cos(polar))
  }
}
