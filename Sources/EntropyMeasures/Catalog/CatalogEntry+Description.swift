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
          parameters.map { parameter in
            parameter.key.map(Description.Item.parameter)
              ?? .parameter(parameter.name, range: parameter.range, about: parameter.about)
          })
      ])
  }
}
