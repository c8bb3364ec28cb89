import ClausiusDeclarations

extension DiagnosticFamily {
  /// What `describe` reports about the family.
  ///
  /// - Parameter systems: the systems that declare it.
  public func description(of systems: [String]) -> Description {
    let facts = [
      ("role", "a family of trajectories: it decides default diagnostics, figures and phases"),
      ("systems", systems.isEmpty ? "none" : systems.joined(separator: ", ")),
      ("order", orderParameters.isEmpty ? "none" : orderParameters.joined(separator: ", ")),
      ("phase", phase ?? "none"),
      ("known", quantities.isEmpty ? "none" : quantities.map(\.name).joined(separator: ", ")),
    ]
    return Description(family.name, about: about, parts: facts.map { .fact($0, $1) })
  }
}
