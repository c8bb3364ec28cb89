import ClausiusDeclarations
import ClausiusSimulationCore

extension SystemCatalog {
  /// The names that ``description(of:)`` knows: the keys of every scenario, and each system.
  public var describableNames: [String] { ["scenario"] + names }

  /// Every key, unit, default, range and source of a system, or of what all scenarios share
  /// (`scenario`).
  ///
  /// - Returns: `nil` when nothing has that name.
  public func description(of name: String) -> KeyGroupDescription? {
    if name == "scenario" {
      return KeyGroupDescription(
        name: name, about: "what every scenario can say, beside the group of its system",
        keys: ScenarioKeys.keyDescriptions)
    }
    return self[name].map(KeyGroupDescription.init)
  }
}

/// A group of keys with what there is to know about it, for `describe`.
public struct KeyGroupDescription: Sendable, Hashable {
  /// The name of the group.
  public var name: String
  /// What it is, in one sentence.
  public var about: String
  /// Author, year, journal; `nil` for none.
  public var source: String?
  /// How the system moves in time; `nil` for what is no system.
  public var timeKind: TimeKind?
  /// Bytes of memory for each individual or grid point; `nil` when that depends on the parameters.
  public var bytesPerElement: Double?
  /// The quantities that can be written.
  public var quantities: [QuantityDescription] = []
  /// The numbers of its own that every frame carries.
  public var observables: [ObservableDescription] = []
  /// The keys.
  public var keys: [KeyDescription]

  init(name: String, about: String, keys: [KeyDescription]) {
    self.name = name
    self.about = about
    self.keys = keys
  }

  /// What a model declares about itself.
  init(_ model: any SystemModel.Type) {
    self.init(name: model.name, about: model.about, keys: model.keyDescriptions)
    source = model.source
    timeKind = model.timeKind
    bytesPerElement = model.bytesPerElement
    quantities = model.quantities
    observables = model.observables
  }

  /// The description as text for a terminal, without colors.
  public var text: String {
    var lines = ["\(name): \(about)"]
    if let source { lines.append("source: \(source)") }
    if let timeKind { lines.append(timeKind.about) }
    if let bytesPerElement {
      lines.append("memory: about \(Int(bytesPerElement)) bytes for each individual")
    }
    if !quantities.isEmpty {
      lines.append("quantities:")
      lines += quantities.map { "  \($0.name)\($0.unit.asUnit): \($0.about)" }
    }
    if !observables.isEmpty {
      lines.append("observables:")
      lines += observables.map { "  \($0.name)\($0.unit.asUnit): \($0.about)" }
    }
    lines.append("keys:")
    return (lines + keys.lines(indentation: "  ")).joined(separator: "\n") + "\n"
  }

  /// The same as JSON.
  public var json: JSON {
    var members: [JSON.Member] = [.init("name", .text(name)), .init("about", .text(about))]
    if let source { members.append(.init("source", .text(source))) }
    if let timeKind {
      members.append(.init("time", .text(timeKind.name)))
      members.append(
        .init(
          "quantities",
          .list(
            quantities.map {
              ["name": .text($0.name), "unit": .text($0.unit), "about": .text($0.about)]
            })))
    }
    if let bytesPerElement { members.append(.init("bytes_per_element", .number(bytesPerElement))) }
    if !observables.isEmpty {
      members.append(
        .init(
          "observables",
          .list(
            observables.map {
              ["name": .text($0.name), "unit": .text($0.unit), "about": .text($0.about)]
            })))
    }
    return .object(members + [.init("keys", .list(keys.map(\.json)))])
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

extension ValueKind {
  /// The groups that a value, or an element of it, can be.
  fileprivate var groups: [[KeyDescription]] {
    switch self {
    case .group(let keys): [keys]
    case .list(let element, _), .named(let element): element.groups
    case .either(let kinds): kinds.flatMap(\.groups)
    default: []
    }
  }
}

extension String {
  /// " [length]", or nothing for a number without a unit.
  fileprivate var asUnit: String { self == "1" ? "" : " [\(self)]" }
}
