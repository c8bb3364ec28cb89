import ClausiusDeclarations
import ClausiusSimulationCore

extension SystemCatalog {
  /// The names that ``description(of:)`` knows: the keys of every scenario, and each system.
  public var describableNames: [String] { ["scenario"] + names }

  /// Every key, unit, default, range and source of a system, or of what all scenarios share
  /// (`scenario`).
  ///
  /// - Returns: `nil` when nothing has that name.
  public func description(of name: String) -> Description? {
    if name == "scenario" {
      return Description(
        name, about: "what every scenario can say, beside the group of its system",
        parts: [.keys(ScenarioKeys.keyDescriptions)])
    }
    return self[name].map { Description($0) }
  }
}

extension SystemCatalog {
  /// The keys of a name, wherever they stand: `orientation_width`, or `couzin.orientation_width`
  /// for those of one system. Keys of some kinds alone are named with these:
  /// "klein_gordon.start.amplitude (kind: gaussian)".
  ///
  /// - Returns: `nil` where no key has the name.
  public func keys(called name: String) -> Description? {
    let shared = ScenarioKeys.keyDescriptions.paths.map { (start: "", place: $0) }
    let own = models.flatMap { model in
      model.keyDescriptions.paths.map { (start: model.name + ".", place: $0) }
    }
    let found = (shared + own).map { (path: $0.start + $0.place.path, place: $0.place) }
      .filter { $0.path == name || $0.path.hasSuffix("." + name) }
    guard !found.isEmpty else { return nil }
    return Description(
      name, about: found.count == 1 ? "a key of scenarios" : "keys of scenarios",
      parts: found.map { path, place in
        var named = place.key
        named.name = path + (place.condition.map { " (\($0))" } ?? "")
        let isOnly = found.count { $0.path == path } == 1
        return Description.Part(
          named.lines(indentation: "  "), [.init(isOnly ? path : named.name, place.key.json)])
      })
  }

  /// The last words of the paths of all keys.
  public var keyNames: [String] {
    let all = ScenarioKeys.keyDescriptions.paths + models.flatMap { $0.keyDescriptions.paths }
    return Array(Set(all.map(\.key.name))).sorted()
  }
}

extension Description {
  /// What a model declares about itself.
  init(_ model: any SystemModel.Type) {
    var parts = [
      Part(["source: \(model.source)"], [.init("source", .text(model.source))]),
      Part(["family: \(model.family)"], [.init("family", .text(model.family.name))]),
      Part([model.timeKind.about], [.init("time", .text(model.timeKind.name))]),
    ]
    if let bytes = model.bytesPerElement {
      parts.append(Part(["memory: about \(Int(bytes)) bytes for each individual"]))
    }
    parts.append(
      .list(
        "quantities:", key: "quantities",
        model.quantities.map { .quantity($0.name, unit: $0.unit, about: $0.about) }))
    if let bytes = model.bytesPerElement {
      parts.append(Part([], [.init("bytes_per_element", .number(bytes))]))
    }
    if !model.observables.isEmpty {
      parts.append(
        .list(
          "observables:", key: "observables",
          model.observables.map { .quantity($0.name, unit: $0.unit, about: $0.about) }))
    }
    if !model.optionalObservables.isEmpty {
      parts.append(
        .list(
          "observables that a key adds:", key: "optional_observables",
          model.optionalObservables.map(Item.init)))
    }
    self.init(model.name, about: model.about, parts: parts + [.keys(model.keyDescriptions)])
  }
}

extension Description.Item {
  /// An observable that depends on a parameter.
  fileprivate init(_ observable: OptionalObservable) {
    let unit = observable.unit == "1" ? "" : " [\(observable.unit)]"
    self.init(
      "\(observable.names)\(unit), with \(observable.key): \(observable.about)",
      [
        .init("name", .text(observable.names)), .init("unit", .text(observable.unit)),
        .init("about", .text(observable.about)), .init("depends_on", .text(observable.key)),
      ])
  }
}

extension Description.Part {
  /// Every key with unit, default, range and source.
  fileprivate static func keys(_ keys: [KeyDescription]) -> Self {
    Self(
      ["keys:"] + keys.lines(indentation: "  ") + [""],
      [.init("keys", .list(keys.map(\.json)))])
  }
}

extension [KeyDescription] {
  /// The keys as lines of text; groups that an earlier key has shown are not shown again.
  fileprivate func lines(indentation: String) -> [String] {
    indices.flatMap { index -> [String] in
      let groups = self[index].kind.groups
      let inner = indentation + "    "
      let earlier = self[..<index].first { !groups.isEmpty && $0.kind.groups == groups }
      if let earlier {
        return self[index].lines(indentation: indentation) + ["\(inner)keys as in \(earlier.name)"]
      }
      return self[index].lines(indentation: indentation)
        + groups.flatMap { $0.lines(indentation: inner) }
    }
  }
}

extension KeyDescription {
  /// The key as lines of text: values, default and unit; what it is; its choices; its source.
  fileprivate func lines(indentation: String) -> [String] {
    let inner = indentation + "    "
    let presence = defaultText.map { isOptional ? "may be left out" : "default \($0)" }
    var first = indentation + name + unit.asUnit + ":"
    if case .group = kind {
    } else {
      first += " \(kind.inWords); \(presence ?? "required")"
    }
    var lines = [first, inner + about]
    if case .choice(let choices) = kind, choices.count > 1 {
      lines += choices.map { "\(inner)\($0.word): \($0.about)" }
    }
    if let source { lines.append("\(inner)source: \(source)") }
    return lines
  }

  /// The key as JSON; `keys` lists those of the groups that its values can be.
  var json: JSON {
    var members: [JSON.Member] = [
      .init("name", .text(name)), .init("values", .text(kind.inWords)), .init("unit", .text(unit)),
      .init("required", .boolean(defaultText == nil)),
      .init("default", defaultValue ?? .null),
      .init("about", .text(about)), .init("source", source.map(JSON.text) ?? .null),
    ]
    if case .choice(let choices) = kind {
      members.append(
        .init(
          "choices", .list(choices.map { ["word": .text($0.word), "about": .text($0.about)] })))
    }
    if !kind.groups.isEmpty {
      members.append(.init("keys", .list(kind.groups.joined().map(\.json))))
    }
    return .object(members)
  }
}

extension String {
  /// " [length]", or nothing for a number without a unit.
  fileprivate var asUnit: String { self == "1" ? "" : " [\(self)]" }
}
