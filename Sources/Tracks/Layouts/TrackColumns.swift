/// Which columns of a table tell what of individuals.
///
/// Names of x and y with a star, `x*`, stand for a column for each individual; what stands in place
/// of the star is its name.
public struct TrackColumns: Sendable, Hashable {
  /// How an angle is written.
  public enum AngleUnit: String, Sendable, Hashable, CaseIterable {
    /// Radians.
    case radian = "rad"
    /// Degrees.
    case degree = "deg"

    /// One unit in radians.
    var radians: Double { self == .radian ? 1 : .pi / 180 }
  }

  /// The number of the frame.
  public var frame: String?
  /// The time, a number or a date with a time of day.
  public var time: String?
  /// The individual.
  public var id: String?
  /// The places along x, y, z.
  public var x: String?
  /// The places along y.
  public var y: String?
  /// The places along z.
  public var z: String?
  /// The velocities along x, y, z.
  public var vx: String?
  /// The velocities along y.
  public var vy: String?
  /// The velocities along z.
  public var vz: String?
  /// The headings, from the x axis towards the y axis.
  public var heading: String?
  /// The unit of the headings.
  public var headingUnit = AngleUnit.radian
  /// Whether x is a longitude and y a latitude, in degrees.
  public var isGeographic = false
  /// Rows that the tables mark as wrong.
  var hidden: [HiddenRows] = []

  /// Whether rows without a place are no frames: loggers have rows of other sensors.
  var skipsRowsWithoutPlace = false

  /// Rows that are left out: those with a truth value in a column.
  struct HiddenRows: Sendable, Hashable {
    var column: String
    var value: Bool

    /// Whether a cell says so: `true`, `yes`, `1` and their opposites, in any spelling.
    func hides(_ cell: String) -> Bool {
      let word = cell.lowercased()
      let number = Double(word)
      return value
        ? ["true", "t", "yes", "y"].contains(word) || number == 1
        : ["false", "f", "no", "n"].contains(word) || number == 0
    }
  }

  /// No columns.
  public init() {}

  /// These columns, and those of `others` for what they do not name.
  func filled(from others: TrackColumns) -> TrackColumns {
    var all = others
    for path in Self.paths { if let name = self[keyPath: path] { all[keyPath: path] = name } }
    if heading != nil { all.headingUnit = headingUnit }
    all.isGeographic = isGeographic || (others.isGeographic && x == nil && y == nil)
    return all
  }

  private static var paths: [WritableKeyPath<TrackColumns, String?>] {
    [\.frame, \.time, \.id, \.x, \.y, \.z, \.vx, \.vy, \.vz, \.heading]
  }

  /// Whether each individual has columns of its own.
  var isWide: Bool { x?.contains("*") ?? false }
}
