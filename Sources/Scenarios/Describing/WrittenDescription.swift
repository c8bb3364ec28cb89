import ClausiusDeclarations
import ClausiusSimulationCore

extension SystemCatalog {
  /// The names of all observables and quantities that systems write, each once.
  public var writtenNames: [String] {
    var seen: Set<String> = []
    return models.flatMap { $0.observables.map(\.name) + $0.quantities.map(\.name) }
      .filter { seen.insert($0).inserted }
  }

  /// What an observable or a quantity is, in every system that writes it; `nil` when none does.
  public func written(_ name: String) -> Description? {
    let observables = models.flatMap { model in
      model.observables.filter { $0.name == name }.map {
        Description.Item(meaning: "observable", of: model.name, unit: $0.unit, about: $0.about)
      }
    }
    let quantities = models.flatMap { model in
      model.quantities.filter { $0.name == name }.map {
        Description.Item(meaning: "quantity", of: model.name, unit: $0.unit, about: $0.about)
      }
    }
    guard !observables.isEmpty || !quantities.isEmpty else { return nil }
    let use =
      observables.isEmpty
      ? "written when output.quantities names it"
      : "in every frame; as a series with its mean and standard error: "
        + "clausius analyze FILE --diagnostics \(name)"
    return Description(
      name,
      parts: [
        .list(nil, key: "meanings", observables + quantities), Description.Part(["  " + use]),
      ])
  }
}

extension Description.Item {
  /// What a system writes under a name.
  fileprivate init(meaning role: String, of system: String, unit: String, about: String) {
    self.init(
      "\(role) of \(system)\(unit == "1" ? "" : " [\(unit)]"): \(about)",
      [
        .init("system", .text(system)), .init("role", .text(role)), .init("unit", .text(unit)),
        .init("about", .text(about)),
      ])
  }
}
