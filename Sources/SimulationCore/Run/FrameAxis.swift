/// One axis along which the numbers of a frame lie: individuals, points of a grid, components.
///
/// A quantity names its axes; their lengths, coordinates and labels are those of the
/// ``FrameContext``. In a file an axis is a dimension scale of the same name.
public struct FrameAxis: Sendable, Hashable {
  /// The name of an axis, by which quantities refer to it; a dimension in the file.
  public struct ID: Sendable, Hashable, ExpressibleByStringLiteral {
    /// The name.
    public let name: String

    /// The axis called `name`.
    public init(_ name: String) { self.name = name }

    /// The axis called `value`.
    public init(stringLiteral value: String) { name = value }

    /// Individuals; readers of molecular dynamics know them as `atom`.
    public static let individuals: ID = "atom"
    /// The components x, y, z of a vector in space.
    public static let space: ID = "spatial"
    /// The points of a grid along x.
    public static let x: ID = "x"
    /// The points of a grid along y.
    public static let y: ID = "y"
    /// The members of an ensemble.
    public static let members: ID = "member"
  }

  /// What an axis counts.
  public enum Kind: String, Sendable, Hashable {
    /// Individuals, in no order.
    case individuals
    /// Points of a grid, one after the other.
    case grid
    /// Components of a vector or variables of a state.
    case components
    /// Members of an ensemble.
    case members
    /// A plain number, such as the order of an exponent.
    case index

    /// Whether each entry is a place of its own, with its own row of numbers.
    public var isPlace: Bool { self == .individuals || self == .grid || self == .members }
  }

  /// The name, a dimension in the file.
  public var id: ID
  /// What it counts.
  public var kind: Kind
  /// Its length.
  public var count: Int
  /// Where the points of a grid are; `nil` where numbers from 0 are all there is.
  public var coordinates: [Double]?
  /// The names of components or variables; empty where they have none.
  public var labels: [String]
  /// The length after which a grid repeats itself; `nil` where it has ends.
  public var period: Double?
  /// The unit of the coordinates, "1" for none.
  public var unit: String
  /// What it is.
  public var about: String

  /// An axis from its parts.
  public init(
    _ id: ID, kind: Kind, count: Int, coordinates: [Double]? = nil, labels: [String] = [],
    period: Double? = nil, unit: String = "1", about: String = ""
  ) {
    precondition(coordinates.map { $0.count == count } ?? true, "a coordinate for each entry")
    self.id = id
    self.kind = kind
    self.count = count
    self.coordinates = coordinates
    self.labels = labels
    self.period = period
    self.unit = unit
    self.about = about
  }
}

extension FrameAxis {
  /// `count` individuals.
  public static func individuals(_ count: Int) -> FrameAxis {
    FrameAxis(.individuals, kind: .individuals, count: count, about: "individuals")
  }

  /// The components x, y, z of vectors in space.
  public static let space = FrameAxis(
    .space, kind: .components, count: 3, labels: ["x", "y", "z"], about: "components in space")

  /// `count` members of an ensemble.
  public static func members(_ count: Int) -> FrameAxis {
    FrameAxis(
      .members, kind: .members, count: count, about: "number of the field in the ensemble")
  }

  /// The points `coordinates` of a grid along one direction.
  public static func grid(
    _ id: ID, at coordinates: [Double], period: Double? = nil, unit: String = "1",
    about: String = "where the grid points are"
  ) -> FrameAxis {
    FrameAxis(
      id, kind: .grid, count: coordinates.count, coordinates: coordinates, period: period,
      unit: unit, about: about)
  }

  /// `count` sites of a lattice at 0, 1, 2, ...; on a ring or torus they close on themselves.
  public static func lattice(_ id: ID, count: Int, isPeriodic: Bool) -> FrameAxis {
    grid(
      id, at: (0..<count).map(Double.init), period: isPeriodic ? Double(count) : nil,
      about: "number of the site")
  }

  /// Named variables of a state, or components of a vector.
  public static func components(_ id: ID, labels: [String], about: String = "") -> FrameAxis {
    FrameAxis(id, kind: .components, count: labels.count, labels: labels, about: about)
  }

  /// Numbers from 1 to `count`, such as the order of an exponent.
  public static func index(_ id: ID, count: Int, about: String = "") -> FrameAxis {
    FrameAxis(
      id, kind: .index, count: count, coordinates: (0..<count).map { Double($0 + 1) }, about: about)
  }
}
