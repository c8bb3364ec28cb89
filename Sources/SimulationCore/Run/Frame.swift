/// A quantity that a system offers for output, such as position or velocity.
public struct QuantityDescription: Sendable, Hashable {
  /// How a quantity's values are laid out.
  public enum Shape: Sendable, Hashable {
    /// Three components (x, y, z) for each individual, individual by individual.
    case vectorPerIndividual
    /// One value for each individual.
    case scalarPerIndividual
    /// One value for each point of the grid.
    case perGridPoint
    /// One value for each field of an ensemble.
    case perMember
  }

  /// How values are stored in a file.
  public enum Storage: Sendable, Hashable {
    /// 64-bit floating point.
    case real
    /// 32-bit whole numbers.
    case integer
  }

  /// The word in a scenario and in the file.
  public var name: String
  /// Its unit in natural units, "1" for none.
  public var unit: String
  /// What it is.
  public var about: String
  /// How its values are laid out.
  public var shape: Shape
  /// How its values are stored.
  public var storage: Storage

  /// A quantity `name` in `unit`.
  public init(
    name: String, unit: String, about: String, shape: Shape, storage: Storage = .real
  ) {
    self.name = name
    self.unit = unit
    self.about = about
    self.shape = shape
    self.storage = storage
  }

  /// Where the individuals are, in units of length.
  public static let position = QuantityDescription(
    name: "position", unit: "length", about: "where the individuals are",
    shape: .vectorPerIndividual)

  /// The velocities of the individuals, in units of length/time.
  public static let velocity = QuantityDescription(
    name: "velocity", unit: "length/time", about: "the velocities of the individuals",
    shape: .vectorPerIndividual)

  /// Numbers that one individual, grid point or member contributes.
  public var components: Int { shape == .vectorPerIndividual ? 3 : 1 }

  /// Numbers that one frame holds.
  public func count(in context: FrameContext) -> Int {
    switch shape {
    case .vectorPerIndividual: 3 * context.individuals
    case .scalarPerIndividual: context.individuals
    case .perGridPoint: context.gridPoints.count
    case .perMember: context.members
    }
  }
}

/// A named number that belongs to a whole frame, such as the energy or the polarization.
public struct Observable: Sendable, Hashable {
  /// The name, a key of JSON and CSV and a dataset in the file.
  public var name: String
  /// Its unit in natural units, "1" for none.
  public var unit: String
  /// The value; NaN where it is undefined.
  public var value: Double

  /// The observable `name` with its value.
  public init(name: String, unit: String, value: Double) {
    self.name = name
    self.unit = unit
    self.value = value
  }
}

/// What an observable is, known before there is a system.
public struct ObservableDescription: Sendable, Hashable {
  /// The name.
  public var name: String
  /// Its unit in natural units, "1" for none.
  public var unit: String
  /// What it is.
  public var about: String

  /// The observable `name` in `unit`.
  public init(_ name: String, unit: String = "1", about: String) {
    self.name = name
    self.unit = unit
    self.about = about
  }
}

/// What stays the same over all frames of a trajectory.
public struct FrameContext: Sendable, Hashable {
  /// The system's name ("couzin"), empty when a file of another writer does not tell.
  public var system: String
  /// The number of individuals, 0 for a field.
  public var individuals: Int
  /// The positions of the grid points of a field, empty for individuals.
  public var gridPoints: [Double]
  /// The number of fields of an ensemble, 0 for a single field and for individuals.
  public var members: Int
  /// Properties that do not change, one value an individual (species, mass, radius) or a member
  /// (the scanned parameter).
  public var properties: [String: [Double]]
  /// Parameters of the run that diagnostics may need, such as `attraction_radius`.
  public var parameters: [String: Double]
  /// Parameters of the run that are words, such as `boundary`.
  public var words: [String: String]

  /// Whether this is a field, or an ensemble of fields, on a grid.
  public var isField: Bool { !gridPoints.isEmpty }

  /// A context of `individuals`, or of `gridPoints` that `members` fields share.
  public init(
    system: String, individuals: Int, gridPoints: [Double] = [], members: Int = 0,
    properties: [String: [Double]] = [:], parameters: [String: Double] = [:],
    words: [String: String] = [:]
  ) {
    self.system = system
    self.individuals = individuals
    self.gridPoints = gridPoints
    self.members = members
    self.properties = properties
    self.parameters = parameters
    self.words = words
  }
}

/// The state of a system at one output time, as a run shows it to its observers and as a reader
/// reads it from a file.
///
/// Both halves of the engine meet here: diagnostics see frames and cannot tell a live run from a
/// file.
public struct Frame: Sendable {
  /// One quantity's values in this frame.
  public struct Values: Sendable {
    /// What the values are.
    public let description: QuantityDescription
    /// The values: [N][3] or [N] or [X] or [M], row by row.
    public var values: [Double]
  }

  /// What stays the same over all frames.
  public let context: FrameContext
  /// The frame's number, from 0.
  public var index = 0
  /// The time step at which the frame was taken.
  public var step = 0
  /// The time of the frame.
  public var time = 0.0
  /// The space that individuals live in.
  public var box: Box
  /// The quantities with their values.
  public var quantities: [Values]
  /// Numbers that belong to the whole frame.
  public var observables: [Observable] = []

  /// A frame with room for `quantities`; values are zero until they are filled in.
  public init(context: FrameContext, box: Box, quantities: [QuantityDescription]) {
    self.context = context
    self.box = box
    self.quantities = quantities.map {
      Values(description: $0, values: [Double](repeating: 0, count: $0.count(in: context)))
    }
  }

  /// The values of a quantity, or `nil` when the frame does not carry it.
  public subscript(quantity: String) -> [Double]? {
    quantities.first { $0.description.name == quantity }?.values
  }
}
