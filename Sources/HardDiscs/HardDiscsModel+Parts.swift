import ClausiusDeclarations

/// What happens at the two ends of an axis.
public enum AxisBoundary: String, DeclaredChoice {
  /// A hard wall.
  case reflecting
  /// The axis closes on itself.
  case periodic

  /// What the boundary does.
  public var about: String {
    switch self {
    case .reflecting: "a hard wall at each end: centers turn a radius before it"
    case .periodic: "the axis closes on itself"
    }
  }
}

/// The boundaries of both axes: one word for both, or a list of two.
public struct GasBoundaries: DeclaredValue, Hashable {
  /// The boundary at the ends of x.
  public var x: AxisBoundary
  /// The boundary at the ends of y.
  public var y: AxisBoundary

  /// The boundaries of x and y.
  public init(x: AxisBoundary, y: AxisBoundary) {
    self.x = x
    self.y = y
  }

  /// A word, or two in a list.
  public static var kind: ValueKind {
    .either([.list(of: AxisBoundary.kind, count: 2...2), AxisBoundary.kind])
  }

  /// Reads `periodic` or `[reflecting, periodic]`.
  public init(from node: Node, as kind: ValueKind) throws(Problems) {
    if case .list = node.content {
      let both = try [AxisBoundary](
        from: node, as: .list(of: AxisBoundary.kind, count: 2...2))
      self.init(x: both[0], y: both[1])
    } else {
      let one = try AxisBoundary(from: node, as: AxisBoundary.kind)
      self.init(x: one, y: one)
    }
  }

  /// `[x, y]`
  public var scenarioText: String { [x, y].scenarioText }
}

/// Where the discs start.
public enum GasStart: String, DeclaredChoice {
  /// Random places all over the box.
  case random
  /// Random places in the left half, whose wall is gone at t = 0.
  case halfBox = "half_box"
  /// A triangular lattice.
  case lattice
  /// The first species in the left half, the second in the right half.
  case twoSpecies = "two_species"
  /// A frame of a trajectory.
  case file

  /// What the start is.
  public var about: String {
    switch self {
    case .random: "random places all over the box"
    case .halfBox: "random places in the left half of the box, whose wall is gone at t = 0"
    case .lattice: "a triangular lattice over the box"
    case .twoSpecies: "the first species in the left half, the second in the right half"
    case .file: "positions and velocities of a frame of a trajectory ('start_file')"
    }
  }
}

/// How the velocities are drawn; the mean energy of a disc is kT in each case.
public enum GasVelocities: String, DeclaredChoice {
  /// Gaussian components of variance kT/m.
  case maxwellian
  /// Random directions, |v| = sqrt(2 kT/m).
  case equalSpeed = "equal_speed"
  /// Along x, every other disc forward and backward, |v| = sqrt(2 kT/m).
  case twoBeams = "two_beams"

  /// What the velocities are.
  public var about: String {
    switch self {
    case .maxwellian: "Gaussian components of variance kT/m"
    case .equalSpeed: "random directions with the speed sqrt(2 kT/m)"
    case .twoBeams: "along x with the speed sqrt(2 kT/m), half of the discs each way"
    }
  }
}

/// One species of a mixture.
public struct GasSpecies: Declared, Hashable {
  /// The name of the species.
  public var name: String?
  /// The number of discs.
  public var count = 1
  /// The diameter.
  public var diameter = 0.0
  /// The mass.
  public var mass = 1.0

  /// A species to be filled in by reading.
  public init() {}

  /// A species of `count` discs.
  public init(name: String? = nil, count: Int, diameter: Double, mass: Double = 1) {
    self.name = name
    self.count = count
    self.diameter = diameter
    self.mass = mass
  }

  /// The keys of a species.
  public static let keys = [
    Key("name", \GasSpecies.name, about: "name of the species"),
    Key(
      "count", \GasSpecies.count, in: .positive, isRequired: true, about: "number of its discs"),
    Key(
      "diameter", \GasSpecies.diameter, in: .nonNegative, unit: "length", isRequired: true,
      about: "their diameter"),
    Key("mass", \GasSpecies.mass, in: .positive, unit: "mass", about: "their mass"),
  ]
}
