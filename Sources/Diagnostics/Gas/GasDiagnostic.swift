import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// A diagnostic that cuts space into cells.
protocol GasDiagnostic: Diagnostic {
  /// The number of cells along each axis.
  var position: [Int] { get set }
  /// The lower ends of the cells, or `nil` for those of the box.
  var lower: [Double]? { get set }
  /// The upper ends of the cells, or `nil` for those of the box.
  var upper: [Double]? { get set }
}

extension GasDiagnostic {
  /// Refuses boxes with open axes when the call gives no ranges, and numbers of cells that do not
  /// fit the dimension.
  public func check(context: FrameContext, box: Box) throws(DiagnosticError) {
    _ = try grid(box)
  }

  /// The position cells in a box.
  func grid(_ box: Box) throws(DiagnosticError) -> PositionGrid {
    try PositionGrid(GasRegion(box, lower: lower, upper: upper), counts: position)
  }
}

extension Key where Root: GasDiagnostic {
  /// The keys `position`, `lower` and `upper`.
  static var positionCells: [Key<Root>] {
    [
      Key(
        "position", \Root.position,
        as: .list(of: .integer(IntegerRange(1, 1_000_000)), count: 2...3),
        isRequired: true, about: "the number of cells along each axis"), .lower(\Root.lower),
      .upper(\Root.upper),
    ]
  }
}

extension Key {
  /// The key `lower`.
  static func lower(_ path: WritableKeyPath<Root, [Double]?> & Sendable) -> Key {
    Key(
      "lower", path, as: .list(of: .real(.any), count: 2...3), unit: "length",
      about: "the lower ends of the region; those of the box when left out")
  }

  /// The key `upper`.
  static func upper(_ path: WritableKeyPath<Root, [Double]?> & Sendable) -> Key {
    Key(
      "upper", path, as: .list(of: .real(.any), count: 2...3), unit: "length",
      about: "the upper ends of the region; those of the box when left out")
  }

  /// The key `velocity`.
  static func velocityCell(_ path: WritableKeyPath<Root, Double> & Sendable) -> Key {
    Key(
      "velocity", path, in: .positive, unit: "length/time", isRequired: true,
      about: "the side dv of the velocity cells, whose edges are at multiples of dv")
  }

  /// The key `count`, of all methods or of some.
  static func count(
    _ path: WritableKeyPath<Root, CountMethod> & Sendable,
    among methods: [CountMethod] = CountMethod.allCases,
    about: String = "how numbers of particles become an entropy"
  ) -> Key {
    Key(
      "count", path,
      as: .choice(methods.map { ValueKind.Choice($0.word, $0.about) }), about: about)
  }
}
