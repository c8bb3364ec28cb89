import ClausiusDeclarations
import ClausiusDiagnostics

extension TrajectoryUse {
  /// The parameters on trajectories for people.
  var text: [String] {
    ["on trajectories (analyze --diagnostics '\(example)')"]
      + parameters.map { key in "  \(key.name) (\(key.kind.inWords)): \(key.about)" }
      + ["  along when left out: \(standardAxes)"]
  }

  /// The parameters on trajectories for scripts.
  var json: JSON {
    [
      "example": .text(example), "along": .text(standardAxes),
      "parameters": .list(
        parameters.map {
          ["name": .text($0.name), "range": .text($0.kind.inWords), "about": .text($0.about)]
        }),
    ]
  }
}

extension QuantityCatalog.Entry {
  /// The entry for people.
  var text: String {
    let keys = parameters.map { key in "  \(key.name) (\(key.kind.inWords)): \(key.about)" }
    return
      ([name + ": " + about, "  role      quantity", "  holds     \(places)"]
      + (keys.isEmpty ? [] : ["parameters"] + keys)).joined(separator: "\n")
  }

  /// The entry for scripts.
  var json: JSON {
    [
      "name": .text(name), "about": .text(about), "role": .text("quantity"),
      "holds": .text(places),
      "parameters": .list(
        parameters.map {
          [
            "name": .text($0.name), "range": .text($0.kind.inWords), "unit": .text($0.unit),
            "about": .text($0.about),
          ]
        }),
    ]
  }
}

extension JSON {
  /// The object with one more member; itself when it is no object.
  func adding(_ name: String, _ value: JSON) -> JSON {
    guard case .object(let members) = self else { return self }
    return .object(members + [.init(name, value)])
  }
}
