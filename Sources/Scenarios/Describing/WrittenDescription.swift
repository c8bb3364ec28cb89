import ClausiusDeclarations
import ClausiusSimulationCore

extension SystemCatalog {
  /// The names of all observables and quantities that systems write, each once.
  public var writtenNames: [String] {
    var seen: Set<String> = []
    return models.flatMap { model in
      model.observables.map(\.name) + model.optionalObservables.map(\.firstName)
        + model.quantities.map(\.name)
    }.filter { seen.insert($0).inserted }
  }

  /// What an observable or a quantity is, in every system that writes it; `nil` when none does.
  public func written(_ name: String) -> Description? {
    let observables = models.flatMap { model in
      model.observables.filter { $0.name == name }.map {
        Description.Item(meaning: "observable", of: model.name, unit: $0.unit, about: $0.about)
      }
    }
    let optional = models.flatMap { model in
      model.optionalObservables.compactMap { observable in
        observable.description(of: name).map {
          Description.Item(
            meaning: "observable", of: model.name, unit: $0.unit, about: $0.about,
            key: observable.key)
        }
      }
    }
    let quantities = models.flatMap { model in
      model.quantities.filter { $0.name == name }.map {
        Description.Item(
          meaning: "quantity", of: model.name, unit: $0.unit, about: $0.about,
          isUsual: OutputKeys.defaultQuantities(
            among: model.quantities, usual: model.usualQuantities
          ).contains(name))
      }
    }
    let found = observables + optional + quantities
    guard !found.isEmpty else { return nil }
    let series =
      "  the observable is in every frame; as a series with its mean and standard error: "
      + "\(ProgramName.current) analyze FILE --diagnostics \(name)"
    let isObservable = !observables.isEmpty || !optional.isEmpty
    return Description(
      name,
      parts: [
        .list(nil, key: "meanings", found), Description.Part(isObservable ? [series] : []),
      ])
  }
}

extension Description.Item {
  /// What a system writes under a name, perhaps only with a key; a quantity by default, or where
  /// `output.quantities` names it.
  fileprivate init(
    meaning role: String, of system: String, unit: String, about: String, key: String? = nil,
    isUsual: Bool? = nil
  ) {
    let condition = key.map { ", with \($0)" } ?? ""
    let written = isUsual.map {
      $0 ? "; written by default" : "; written when output.quantities names it"
    }
    self.init(
      "\(role) of \(system)\(unit == "1" ? "" : " [\(unit)]")\(condition): \(about)"
        + (written ?? ""),
      [
        .init("system", .text(system)), .init("role", .text(role)), .init("unit", .text(unit)),
        .init("about", .text(about)),
      ] + (key.map { [.init("depends_on", .text($0))] } ?? [])
        + (isUsual.map { [.init("written_by_default", .boolean($0))] } ?? []))
  }
}
