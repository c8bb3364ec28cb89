import ClausiusDeclarations
import ClausiusSimulationCore

/// A quantity that is listed under its name: one that frames carry as it is, or a
/// ``DerivedQuantity``.
public struct KnownQuantity: Sendable {
  /// Its name, unit and meaning, its axes and its parity.
  public let description: QuantityDescription
  /// Whether it is a number that stays the same over all frames.
  let isProperty: Bool
  /// Whether its components are coordinates in the box, whose periods they have.
  let liesInBox: Bool
  /// How it follows from what frames carry; `nil` where it does not.
  private let derived: (any DerivedQuantity.Type)?

  private init(
    _ description: QuantityDescription, isProperty: Bool = false, liesInBox: Bool = false,
    derived: (any DerivedQuantity.Type)? = nil
  ) {
    self.description = description
    self.isProperty = isProperty
    self.liesInBox = liesInBox
    self.derived = derived
  }

  /// A quantity that frames carry or do not.
  ///
  /// - Parameters:
  ///   - description: what it is.
  ///   - liesInBox: whether its components are coordinates in the box, whose periods they have.
  public static func carried(
    _ description: QuantityDescription, liesInBox: Bool = false
  ) -> KnownQuantity {
    KnownQuantity(description, liesInBox: liesInBox)
  }

  /// A number of every individual that stays the same over all frames.
  public static func property(
    _ name: String, about: String, meaning: ValueMeaning = .number
  ) -> KnownQuantity {
    KnownQuantity(
      QuantityDescription(name, about: about, along: [.individuals], meaning: meaning),
      isProperty: true)
  }

  /// A quantity that follows from others where frames do not carry it.
  public static func derived(_ type: any DerivedQuantity.Type) -> KnownQuantity {
    KnownQuantity(type.description, derived: type)
  }

  /// The word in a call.
  public var name: String { description.name }

  /// What it is, in one sentence.
  public var about: String { description.about }

  /// What there is a number for: "a vector an individual".
  public var holds: String {
    let isVector = description.axes.contains(.space)
    let places: [FrameAxis.ID: String] = [
      .individuals: "an individual", .members: "a member of an ensemble",
      .x: "a point of the grid", .y: "a point of the grid",
    ]
    return (isVector ? "a vector " : "a number ")
      + (description.axes.lazy.compactMap { places[$0] }.first ?? "a frame")
  }

  /// The parameters of the call: its own, and those that select places and components.
  public var parameters: [KeyDescription] {
    own + NamedSelection.keys.map(\.description).filter { selecting.contains($0.name) }
  }

  private var own: [KeyDescription] { derived?.keyDescriptions ?? [] }

  /// The names of the parameters that select some of its numbers.
  private var selecting: [String] {
    let axes = description.axes
    let isKnown = axes.allSatisfy { [.individuals, .space, .members, .x, .y].contains($0) }
    return (axes.contains(.space) || !isKnown ? ["component"] : [])
      + (axes.contains(.individuals) ? ["individual", "species"] : [])
      + (axes.contains(.members) ? ["member"] : [])
      + axes.filter { $0 == .x || $0 == .y }.map(\.name)
  }

  /// Whether it lies along a grid: a file may have a field in the plane, or one of each member of
  /// an ensemble, under its name.
  private var holdsGrid: Bool { description.axes.contains { $0 == .x || $0 == .y } }
}

extension KnownQuantity {
  /// The quantity of a call.
  ///
  /// - Throws: parameters that are unknown or wrong, each with its place.
  func called(
    _ call: ParsedCall, in catalog: DiagnosticCatalog
  ) throws(Problems) -> NamedQuantity {
    var problems = Problems()
    let known = parameters.map(\.name) + (holdsGrid ? ["y", "member"] : [])
    for entry in call.entries where !known.contains(entry.key) {
      problems.append(unknown(entry, known))
    }
    try problems.throwIfAny()
    let mine = own.map(\.name)
    let selecting = call.entries.filter { !mine.contains($0.key) }
    let node = Node(.mapping(call.entries.filter { mine.contains($0.key) }), at: call.position)
    return NamedQuantity(
      call: call, selection: try NamedSelection(of: selecting, at: call.position), known: self,
      derived: try derived.map { type throws(Problems) in try Self.make(type, from: node) },
      callable: catalog.callable)
  }

  private static func make<D: DerivedQuantity>(
    _ type: D.Type, from node: Node
  ) throws(Problems) -> any DerivedQuantity { try D(from: node) }

  private func unknown(_ entry: Node.Entry, _ known: [String]) -> Problem {
    if entry.key == "component" { return Problem("\(name) has no components", at: entry.position) }
    guard !known.isEmpty else {
      return Problem(
        "unknown key '\(entry.key)'", at: entry.position, advice: "\(name) has no parameters")
    }
    return .unknownKey(entry, among: known)
  }
}

extension KnownQuantity {
  /// The quantity for `describe`.
  public var descriptionOfCall: Description {
    Description(
      name, about: about,
      parts: [
        .fact("role", "quantity"), .fact("holds", holds), .fact("unit", description.unit),
        .parameters(parameters.map(Description.Item.parameter)),
      ])
  }
}

extension Declared {
  /// The keys without the type that holds their values.
  static var keyDescriptions: [KeyDescription] { keys.map(\.description) }
}
