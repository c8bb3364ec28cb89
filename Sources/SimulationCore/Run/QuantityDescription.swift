/// A quantity that a system offers for output, such as position or velocity.
public struct QuantityDescription: Sendable, Hashable {
  /// How values are stored in a file.
  public enum Storage: String, Sendable, Hashable, CaseIterable {
    /// 64-bit floating point.
    case real
    /// 32-bit floating point.
    case float32
    /// 32-bit whole numbers.
    case int32
    /// 8-bit whole numbers, -128 to 127.
    case int8

    /// Bytes of one number in a file.
    public var bytes: Int {
      switch self {
      case .real: 8
      case .float32, .int32: 4
      case .int8: 1
      }
    }
  }

  /// What becomes of a quantity when time runs backward.
  public enum Parity: String, Sendable, Hashable {
    /// It stays: positions, energies.
    case even
    /// It changes its sign: velocities, momenta.
    case odd
  }

  /// The word in a scenario and in the file.
  public var name: String
  /// Its unit in natural units, "1" for none.
  public var unit: String
  /// What it is.
  public var about: String
  /// The axes along which its values lie, the slowest first; none for one number.
  public var axes: [FrameAxis.ID]
  /// How its values are stored.
  public var storage: Storage
  /// What becomes of it when time runs backward.
  public var parity: Parity
  /// What its values stand for.
  public var meaning: ValueMeaning

  /// A quantity `name` in `unit` along `axes`.
  public init(
    _ name: String, unit: String = "1", about: String, along axes: [FrameAxis.ID],
    storage: Storage = .real, parity: Parity = .even, meaning: ValueMeaning = .number
  ) {
    self.name = name
    self.unit = unit
    self.about = about
    self.axes = axes
    self.storage = storage
    self.parity = parity
    self.meaning = meaning
  }

  /// Where the individuals are, in units of length, [N][3].
  public static let position = QuantityDescription(
    "position", unit: "length", about: "where the individuals are", along: [.individuals, .space])

  /// The velocities of the individuals, in units of length/time, [N][3].
  public static let velocity = QuantityDescription(
    "velocity", unit: "length/time", about: "the velocities of the individuals",
    along: [.individuals, .space], parity: .odd)

  /// How often individuals have crossed each periodic face, [N][3].
  public static func image(about: String = "crossings of the periodic box") -> QuantityDescription {
    QuantityDescription(
      "image", about: about, along: [.individuals, .space], storage: .int32)
  }

  /// Whether it is a vector in space of every individual, [N][3].
  public var isVectorOfIndividuals: Bool { axes == [.individuals, .space] }

  /// Numbers that one frame holds: the product of the lengths of its axes.
  public func count(in context: FrameContext) -> Int { shape(in: context).reduce(1, *) }

  /// The lengths of its axes; 0 for an axis that the context does not have.
  public func shape(in context: FrameContext) -> [Int] { axes.map { context[$0]?.count ?? 0 } }
}
