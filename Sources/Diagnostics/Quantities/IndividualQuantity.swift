import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// A quantity that every individual has: a vector, or a number.
struct IndividualQuantity: Quantity {
  /// Which quantity.
  enum Kind: String, Sendable, CaseIterable {
    case position, velocity, heading, speed, species, mass, radius

    /// What it is.
    var about: String {
      switch self {
      case .position: "where the individuals are; periodic axes are known as such"
      case .velocity: "the velocities of the individuals"
      case .heading: "unit vectors along the velocities, zero for those at rest"
      case .speed: "the lengths of the velocities"
      case .species: "the species of the individuals, whole numbers"
      case .mass: "the masses of the individuals"
      case .radius: "the radii of the individuals"
      }
    }

    /// Whether it has components.
    var isVector: Bool { [.position, .velocity, .heading].contains(self) }

    /// Whether it follows from velocities where a frame does not carry it under its own name.
    var isDerived: Bool { self == .heading || self == .speed }

    /// What a frame must carry for it, or `nil` for a property that does not change.
    var needed: String? {
      switch self {
      case .position: "position"
      case .velocity, .heading, .speed: "velocity"
      case .species, .mass, .radius: nil
      }
    }
  }

  let text: String
  let kind: Kind
  let selection: IndividualSelection

  var places: QuantityPlaces { selection.individual == nil ? .individuals : .one }

  var needed: [String] { kind.needed.map { [$0] } ?? [] }

  func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    guard context.individuals > 0 else {
      throw DiagnosticError("\(text): the frames hold no individuals")
    }
    if kind.isDerived, quantities.contains(kind.rawValue) { return try checkSelection(context) }
    if let needed = kind.needed, !quantities.contains(needed) { throw .missing(needed) }
    if kind.needed == nil { _ = try property(kind.rawValue, context) }
    try checkSelection(context)
  }

  private func checkSelection(_ context: FrameContext) throws(DiagnosticError) {
    if selection.species != nil { _ = try property("species", context) }
    if let individual = selection.individual, individual >= context.individuals {
      throw DiagnosticError(
        "\(text): there is no individual \(individual)",
        advice: "individuals are numbered 0 to \(context.individuals - 1)")
    }
    if let chosen = try chosen(context), chosen.isEmpty {
      throw DiagnosticError("\(text): no individual is chosen")
    }
  }

  func check(context: FrameContext, box: Box) throws(DiagnosticError) {
    if selection.component == .z, box.spatialDimension == 2 {
      throw DiagnosticError("\(text): the individuals live in the plane, their components are x, y")
    }
  }

  func rows(_ frame: AnalyzedFrame) throws(DiagnosticError) -> QuantityRows {
    let all = try all(frame)
    let axes = selection.component.map { [$0.number] } ?? Array(0..<all.columns)
    let chosen = try chosen(frame.frame.context)
    guard chosen != nil || axes.count < all.columns else {
      try all.requireFinite(text, places, frame: frame.frame.index)
      return all
    }
    var values: [Double] = []
    for row in chosen ?? Array(0..<all.count) {
      for axis in axes { values.append(all.values[row * all.columns + axis]) }
    }
    let rows = QuantityRows(
      values, columns: axes.count, periods: axes.map { all.periods[$0] }, individuals: chosen)
    try rows.requireFinite(text, places, frame: frame.frame.index)
    return rows
  }

  /// The rows of all individuals, in two dimensions without z.
  private func all(_ frame: AnalyzedFrame) throws(DiagnosticError) -> QuantityRows {
    let box = frame.frame.space
    let dimension = box.spatialDimension
    if kind.isDerived, let stored = frame.frame[kind.rawValue] {
      if stored.count == frame.frame.context.individuals { return QuantityRows(stored) }
      return try vectors(kind.rawValue, frame)
    }
    switch kind {
    case .position:
      return try vectors("position", frame, periods: Array(box.periods[..<dimension]))
    case .velocity: return try vectors("velocity", frame)
    case .heading:
      let school: School = try frame.view()
      return QuantityRows(
        try school.headings().flatMap { heading in (0..<dimension).map { heading[$0] } },
        columns: dimension)
    case .speed:
      let velocities = try vectors("velocity", frame)
      return QuantityRows(
        (0..<velocities.count).map { row in
          (0..<dimension).reduce(0.0) { sum, axis in
            let component = velocities.values[row * dimension + axis]
            return sum + component * component
          }.squareRoot()
        })
    case .species, .mass, .radius:
      return QuantityRows(try property(kind.rawValue, frame.frame.context))
    }
  }

  private func vectors(
    _ name: String, _ frame: AnalyzedFrame, periods: [Double]? = nil
  ) throws(DiagnosticError) -> QuantityRows {
    guard let values = frame.frame[name] else { throw .missing(name) }
    let dimension = frame.frame.space.spatialDimension
    if dimension == 3 { return QuantityRows(values, columns: 3, periods: periods) }
    var plane: [Double] = []
    plane.reserveCapacity(values.count / 3 * dimension)
    for row in stride(from: 0, to: values.count, by: 3) {
      plane += values[row..<row + dimension]
    }
    return QuantityRows(plane, columns: dimension, periods: periods)
  }

  private func chosen(_ context: FrameContext) throws(DiagnosticError) -> [Int]? {
    if let individual = selection.individual { return [individual] }
    guard let species = selection.species else { return nil }
    let all = try property("species", context)
    return all.indices.filter { all[$0] == Double(species) }
  }

  private func property(
    _ name: String, _ context: FrameContext
  ) throws(DiagnosticError) -> [Double] {
    guard let values = context.properties[name] else {
      throw DiagnosticError("\(text): the file holds no \(name) of its individuals")
    }
    return values
  }
}

/// Which individuals and which component a quantity is taken of.
struct IndividualSelection: Declared {
  /// An axis of space.
  enum Axis: String, DeclaredChoice {
    case x, y, z

    /// What the case selects.
    var about: String { "the component along \(rawValue)" }

    /// 0, 1, 2.
    var number: Int {
      switch self {
      case .x: 0
      case .y: 1
      case .z: 2
      }
    }
  }

  var component: Axis?
  var individual: Int?
  var species: Int?

  static let keys: [Key<Self>] = [
    Key("component", \.component, about: "one component of a vector; all when left out"),
    Key("individual", \.individual, in: .nonNegative, about: "one individual, numbered from 0"),
    Key("species", \.species, in: .any, about: "the individuals of one species"),
  ]

  func contradictions() -> [Contradiction] {
    individual == nil || species == nil
      ? [] : [Contradiction(at: "species", "'individual' and 'species' exclude each other")]
  }
}
