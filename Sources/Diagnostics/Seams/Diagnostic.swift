import ClausiusDeclarations
import ClausiusEntropyMeasures
import ClausiusSimulationCore

/// A number that a frame is worth: its name and formula, its parameters, and how to compute it.
///
/// The conforming type is the table of its parameters, as a system's model is. A diagnostic sees
/// frames alone: it cannot tell a live run from a file. Diagnostics with equal parameters have
/// equal values at the same frame. A new diagnostic is one type like this and one line in the
/// ``DiagnosticCatalog``.
public protocol Diagnostic: FrameMeasure, Declared, Hashable {
  /// The word in a call.
  static var name: String { get }

  /// What it is, in one sentence.
  static var about: String { get }

  /// What it computes.
  static var formula: String { get }

  /// The unit of its values.
  static var unit: EntropyUnit { get }

  /// The range of the true quantity, in words.
  static var bounds: String { get }

  /// Author and year.
  static var source: String { get }

  /// The quantities that a frame must carry.
  static var quantities: [String] { get }

  /// What a frame must carry, in words; by default the names of the quantities.
  static var needs: String { get }

  /// How individuals of several kinds count, or `nil` where there are no individuals; by default as
  /// the parameter `species` says, or without one all alike.
  static var mixtures: String? { get }

  /// Why a value has no standard error, where it has none and no reason of its own; by default that
  /// it is exact for its frame.
  static var missingError: MissingError { get }

  /// Whether it is one number for all frames together; `false` by default.
  static var isOfWholeSeries: Bool { get }

  /// The words that its values 0, 1, 2, ... stand for, where it names frames rather than to measure
  /// them; its ``SeriesRecord`` then gives the name of each frame. None by default.
  static var names: [String] { get }

  /// How it bears a frame with some of its individuals, for `error`; any number by default.
  static var sampling: IndividualSampling { get }

  /// Understands what its parameters name in the catalog, such as a ``QuantityCall``; nothing by
  /// default.
  ///
  /// - Throws: what is not understood, at its place.
  mutating func understand(in catalog: DiagnosticCatalog) throws(Problems)
}

extension Diagnostic {
  /// The quantities.
  public static var needs: String { quantities.joined(separator: ", ") }

  /// All alike, where no parameter says otherwise.
  public static var mixtures: String? {
    if keys.contains(where: { $0.description.name == "species" }) { return "as species says" }
    let ofIndividuals = ["position", "velocity", "self_propulsion"]
    return quantities.contains(where: ofIndividuals.contains) ? "all kinds together" : nil
  }

  /// Nothing is sampled.
  public static var missingError: MissingError { .exactForFrame }

  /// Individuals are counted, or add up.
  public static var sampling: IndividualSampling { .anyNumber }

  /// Whether its calls take the parameter `error`: those of a number at each frame do.
  static var takesError: Bool { !isOfWholeSeries && names.isEmpty }

  /// A number at every frame.
  public static var isOfWholeSeries: Bool { false }

  /// Names nothing.
  public mutating func understand(in catalog: DiagnosticCatalog) throws(Problems) {}

  /// Numbers are numbers.
  public static var names: [String] { [] }

  /// The unit of the type.
  public var unit: EntropyUnit { Self.unit }

  /// That of the type.
  public var missingError: MissingError { Self.missingError }

  /// Those of the type.
  public var quantities: [String] { Self.quantities }

  /// As the type says.
  public var isOfWholeSeries: Bool { Self.isOfWholeSeries }

  /// Those of the type.
  public var names: [String] { Self.names }

  /// Refuses frames that lack one of the quantities.
  public func check(quantities: [String], context: FrameContext) throws(DiagnosticError) {
    for quantity in Self.quantities where !quantities.contains(quantity) {
      throw .missing(quantity)
    }
  }

  /// The entry of the diagnostic in the catalog.
  public static var entry: DiagnosticEntry {
    DiagnosticEntry(
      name: name, about: about, formula: formula, unit: unit, bounds: bounds, source: source,
      quantities: quantities, needs: needs, mixtures: mixtures,
      parameters: keys.map(\.description)
        + (takesError ? ErrorParameter.keys.map(\.description) : []))
  }
}

/// An entry of the ``DiagnosticCatalog``.
public struct DiagnosticEntry: Sendable, Hashable {
  /// The word in a call.
  public var name: String
  /// What it is, in one sentence.
  public var about: String
  /// What it computes.
  public var formula: String
  /// The unit of its values.
  public var unit: EntropyUnit
  /// The range of the true quantity, in words.
  public var bounds: String
  /// Author and year.
  public var source: String
  /// The quantities that a frame must carry.
  public var quantities: [String]
  /// What a frame must carry, in words.
  public var needs: String
  /// How individuals of several kinds count; `nil` where there are no individuals.
  public var mixtures: String?
  /// The parameters of the call.
  public var parameters: [KeyDescription]
  /// The words that its parameter `convention` takes; none when it has no such parameter.
  public var conventions: [String] {
    guard let key = parameters.first(where: { $0.name == "convention" }),
      case .choice(let choices) = key.kind
    else { return [] }
    return choices.map(\.word)
  }
}

extension DiagnosticEntry {
  /// The entry for `describe`.
  public var description: Description {
    let facts: [(String, String?)] = [
      ("formula", formula), ("unit", unit.rawValue), ("bounds", bounds), ("source", source),
      ("needs", needs), ("mixtures", mixtures),
    ]
    return Description(
      name, about: about,
      parts: facts.compactMap { name, text in text.map { .fact(name, $0) } } + [
        .parameters(parameters.map(Description.Item.parameter))
      ])
  }
}

/// A frame that lacks what a diagnostic needs.
public struct DiagnosticError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, in one clause.
  public var message: String
  /// What to do.
  public var advice: String?
  /// What is undefined where only the value of this frame is; `nil` for an error of the call.
  var undefined: Undefined?

  /// The error `message`, with `advice` on what to do.
  public init(_ message: String, advice: String? = nil) {
    self.message = message
    self.advice = advice
  }

  /// What is wrong, and what to do.
  public var description: String { message + (advice.map { " (\($0))" } ?? "") }

  /// The error with the name of what was computed in front.
  func prefixed(with name: String) -> DiagnosticError {
    message.hasPrefix("\(name): ") ? self : DiagnosticError("\(name): \(message)", advice: advice)
  }

  /// Frames that do not tell the kinds of their individuals.
  static let noSpecies = DiagnosticError(
    "the file holds no species of its individuals", advice: "leave 'species' out")

  static func missing(_ quantity: String) -> DiagnosticError {
    DiagnosticError(
      "the frames carry no \(quantity)",
      advice: "write it (output: {quantities: [\(quantity), ...]}) or leave the diagnostic out"
        + (quantity == "velocity"
          ? "; analyze --velocity-from-differences makes velocities from positions" : ""))
  }
}
