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
  public func written(_ name: String) -> WrittenDescription? {
    let meanings = models.flatMap { model -> [WrittenDescription.Meaning] in
      let observables = model.observables.filter { $0.name == name }.map {
        WrittenDescription.Meaning(
          system: model.name, role: .observable, unit: $0.unit, about: $0.about)
      }
      let quantities = model.quantities.filter { $0.name == name }.map {
        WrittenDescription.Meaning(
          system: model.name, role: .quantity, unit: $0.unit, about: $0.about)
      }
      return observables + quantities
    }
    return meanings.isEmpty ? nil : WrittenDescription(name: name, meanings: meanings)
  }
}

/// A number or a row of numbers that systems write, for `describe`.
public struct WrittenDescription: Sendable, Hashable {
  /// How it is written.
  public enum Role: String, Sendable {
    /// One number a frame.
    case observable
    /// Many numbers a frame.
    case quantity
  }

  /// What it is in one system.
  public struct Meaning: Sendable, Hashable {
    /// The system.
    public var system: String
    /// How it is written.
    public var role: Role
    /// Its unit, "1" for none.
    public var unit: String
    /// What it is.
    public var about: String
  }

  /// The name.
  public var name: String
  /// What it is, system by system.
  public var meanings: [Meaning]

  /// The description for people.
  public var text: String {
    let lines = meanings.map { meaning in
      let unit = meaning.unit == "1" ? "" : " [\(meaning.unit)]"
      return "  \(meaning.role.rawValue) of \(meaning.system)\(unit): \(meaning.about)"
    }
    let isObservable = meanings.contains { $0.role == .observable }
    let use =
      isObservable
      ? [
        "  in every frame; as a series with its mean and standard error: clausius analyze FILE --diagnostics \(name)"
      ]
      : ["  written when output.quantities names it"]
    return (["\(name):"] + lines + use).joined(separator: "\n")
  }

  /// The description for scripts.
  public var json: JSON {
    .object([
      .init("name", .text(name)),
      .init(
        "meanings",
        .list(
          meanings.map {
            [
              "system": .text($0.system), "role": .text($0.role.rawValue), "unit": .text($0.unit),
              "about": .text($0.about),
            ]
          })),
    ])
  }
}
