import ClausiusDeclarations

extension CatalogEntry {
  /// The entry for `describe`.
  public var description: Description {
    let facts = [
      ("role", role.rawValue), ("input", input ?? "none"), ("formula", formula), ("unit", unit),
      ("bounds", bounds), ("bias", bias), ("source", source),
    ]
    return Description(
      name, about: about,
      parts: facts.map { .fact($0, $1) } + [
        .parameters(
          parameters.map { .parameter($0.name, range: $0.range, about: $0.about) })
      ])
  }
}
