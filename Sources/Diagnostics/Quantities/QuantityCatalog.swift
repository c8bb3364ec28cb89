import ClausiusDeclarations

/// The quantities that calls know by name: those of the families of a ``DiagnosticCatalog``, and
/// those that packages add.
///
/// Beside them a call can name the value of a diagnostic, and whatever else the frames carry.
public struct QuantityCatalog: Sendable {
  /// The quantities with a name of their own, in the order in which they are listed.
  public let entries: [KnownQuantity]

  /// A catalog of `entries`, whose names differ.
  init(_ entries: [KnownQuantity]) {
    precondition(Set(entries.map(\.name)).count == entries.count, "names of quantities differ")
    self.entries = entries
  }

  /// The words that calls of quantities begin with.
  public var names: [String] { entries.map(\.name) }

  /// The quantity called `name`; `nil` when there is none.
  public func entry(named name: String) -> KnownQuantity? { entries.first { $0.name == name } }
}

extension DiagnosticCatalog {
  /// The quantities that the value of a key names: one call, or a list of calls whose numbers stand
  /// side by side.
  func quantities(of node: Node) throws(Problems) -> [any Quantity] {
    guard case .list(let nodes) = node.content, !nodes.isEmpty else { return [try quantity(node)] }
    var quantities: [any Quantity] = []
    for element in nodes { quantities.append(try quantity(element)) }
    return quantities
  }

  /// The quantity that the value of a key names.
  func quantity(_ node: Node) throws(Problems) -> any Quantity {
    guard case .scalar(let text, _) = node.content, !text.isEmpty else {
      throw Problems(
        Problem(
          expected: "a quantity", found: node.whatItIs, at: node.position,
          advice: "such as 'velocity', 'phi(at: 2)', 'polarization'"))
    }
    let call = try CallParser.parse(text, at: node.position, naming: "a quantity")
    if let known = quantities.entry(named: call.name) { return try known.called(call, in: self) }
    if knows(call.name) {
      let request = try request(text, at: node.position)
      if !request.dependsOnFrames { try request.requireNumberAtEachFrame() }
      return DiagnosticQuantity(request: request)
    }
    return try namedQuantity(call)
  }

  /// The words that calls of quantities can begin with.
  var callable: [String] { quantities.names + names }

  /// What a call names that no diagnostic has, perhaps something that only frames know; `nil` for
  /// anything else.
  func namedQuantity(
    _ text: String, at position: SourcePosition
  ) throws(Problems) -> NamedQuantity? {
    let call = try CallParser.parse(text, at: position, naming: "a diagnostic")
    guard !isDiagnostic(call) else { return nil }
    if let known = quantities.entry(named: call.name) { return try known.called(call, in: self) }
    return try namedQuantity(call)
  }

  /// Perhaps something that frames carry under the name of a call.
  private func namedQuantity(_ call: ParsedCall) throws(Problems) -> NamedQuantity {
    NamedQuantity(
      call: call, selection: try NamedSelection(of: call.entries, at: call.position), known: nil,
      derived: nil, callable: callable)
  }
}
