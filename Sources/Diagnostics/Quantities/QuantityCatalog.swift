import ClausiusDeclarations

/// The quantities that a call can name: those of individuals and fields, the values of diagnostics,
/// and whatever else the frames carry.
public enum QuantityCatalog {
  /// A quantity with a name of its own.
  public struct Entry: Sendable, Hashable {
    /// The word in a call.
    public var name: String
    /// What it is, in one sentence.
    public var about: String
    /// What there is a number for.
    public var places: String
    /// The parameters of the call.
    public var parameters: [KeyDescription]
  }

  /// The quantities with a name of their own, in the order in which they are listed.
  public static let entries: [Entry] =
    IndividualQuantity.Kind.allCases.map { kind in
      Entry(
        name: kind.rawValue, about: kind.about,
        places: kind.isVector ? "a vector an individual" : "a number an individual",
        parameters: IndividualSelection.keys.map(\.description).filter {
          kind.isVector || $0.name != "component"
        })
    }
    + FieldQuantity.Kind.allCases.map { kind in
      Entry(
        name: kind.word, about: kind.about, places: "a number a point of the grid",
        parameters: kind.hasPlaces ? ProbeField.keys.map(\.description) : [])
    }

  /// The words that calls of quantities begin with.
  public static let names = entries.map(\.name)

  /// The quantity called `name`; `nil` when there is none.
  public static func entry(named name: String) -> Entry? { entries.first { $0.name == name } }

  /// The quantities that the value of a key names: one call, or a list of calls whose numbers stand
  /// side by side.
  static func quantities(
    of node: Node, in catalog: DiagnosticCatalog
  ) throws(Problems) -> [any Quantity] {
    switch node.content {
    case .list(let nodes) where !nodes.isEmpty:
      var quantities: [any Quantity] = []
      for element in nodes { quantities.append(try quantity(element, in: catalog)) }
      return quantities
    default: return [try quantity(node, in: catalog)]
    }
  }

  private static func quantity(
    _ node: Node, in catalog: DiagnosticCatalog
  ) throws(Problems) -> any Quantity {
    guard case .scalar(let text, _) = node.content, !text.isEmpty else {
      throw Problems(
        Problem(
          "expected a quantity, found \(node.whatItIs)", at: node.position,
          advice: "such as 'velocity', 'phi(at: 2)', 'polarization'"))
    }
    let call = try CallParser.parse(text, at: node.position, naming: "a quantity")
    let parameters = Node(.mapping(call.entries), at: call.position)
    if let kind = IndividualQuantity.Kind(rawValue: call.name) {
      return try individual(kind, call, parameters)
    }
    if let kind = FieldQuantity.Kind(word: call.name) {
      return try field(kind, call, parameters)
    }
    if catalog.knows(call.name) {
      let request = try catalog.request(text, at: node.position)
      try request.requireNumberAtEachFrame()
      return DiagnosticQuantity(request: request)
    }
    guard call.entries.allSatisfy({ NamedSelection.names.contains($0.key) }) else {
      let nearest = nearestName(to: call.name, among: names + catalog.names)
      throw Problems(
        Problem(
          "unknown quantity '\(call.name)'", at: call.position,
          advice: nearest.map { "did you mean '\($0)'?" }
            ?? "'clausius list quantities' shows them; any diagnostic is one too"))
    }
    return NamedQuantity(
      text: call.text, name: call.name, selection: try NamedSelection(from: parameters),
      callable: names + catalog.names)
  }

  private static func individual(
    _ kind: IndividualQuantity.Kind, _ call: ParsedCall, _ parameters: Node
  ) throws(Problems) -> any Quantity {
    let selection = try IndividualSelection(from: parameters)
    if !kind.isVector, let entry = call.entries.first(where: { $0.key == "component" }) {
      throw Problems(Problem("\(kind.rawValue) has no components", at: entry.position))
    }
    return IndividualQuantity(text: call.text, kind: kind, selection: selection)
  }

  private static func field(
    _ kind: FieldQuantity.Kind, _ call: ParsedCall, _ parameters: Node
  ) throws(Problems) -> any Quantity {
    if !kind.hasPlaces, let entry = call.entries.first {
      throw Problems(
        Problem(
          "unknown key '\(entry.key)'", at: entry.position,
          advice: "\(kind.word) has no parameters"))
    }
    return FieldQuantity(text: call.text, kind: kind, place: try ProbeField(from: parameters))
  }
}

extension QuantityCatalog.Entry {
  /// The quantity for `describe`.
  public var description: Description {
    Description(
      name, about: about,
      parts: [
        .fact("role", "quantity"), .fact("holds", places),
        .parameters(
          parameters.map {
            .parameter(
              $0.name, range: $0.kind.inWords, about: $0.about, [.init("unit", .text($0.unit))])
          }),
      ])
  }
}
