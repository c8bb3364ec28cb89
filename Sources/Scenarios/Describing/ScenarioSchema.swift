import ClausiusDeclarations
import ClausiusSimulationCore

extension SystemCatalog {
  /// The JSON Schema (draft 2020-12) of scenario files, made from the declarations that also check
  /// them.
  ///
  /// Editors complete and check scenarios with it. What a schema cannot say, such as contradictions
  /// between numbers, is left to reading.
  public var scenarioSchema: JSON {
    let shared = ScenarioKeys.keys.map(\.description).map { description in
      var schema = JSON.schema(of: description)
      if description.name == "system" {
        schema = schema.replacing("enum", .list(names.map(JSON.text))).removing("type")
      }
      return JSON.Member(description.name, schema)
    }
    let groups = models.map { model in
      let words = "\(model.about) (\(model.source))"
      return JSON.Member(
        model.name, JSON.schema(of: model.kind).replacing("description", .text(words)))
    }
    return [
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "Clausius scenario",
      "description": "What to simulate, for how long, what to write, and what to expect.",
      "type": "object",
      "additionalProperties": false,
      "properties": .object(shared + groups),
      "required": .list(JSON.requiredNames(ScenarioKeys.keys.map(\.description))),
      "allOf": .list(models.map(rules)),
    ]
  }

  /// What holds for scenarios of one system only.
  private func rules(for model: any SystemModel.Type) -> JSON {
    let strangers = names.filter { $0 != model.name }.map { JSON.Member($0, false) }
    let run: JSON =
      model.timeKind == .fixedStep
      ? ["required": ["time_step"]] : ["properties": ["time_step": false]]
    let quantities = JSON.list(model.quantities.map { .text($0.name) })
    let output: JSON = ["properties": ["quantities": ["items": ["enum": quantities]]]]
    let properties = strangers + [JSON.Member("run", run), JSON.Member("output", output)]
    let mustHaveGroup = model.keyDescriptions.contains { $0.defaultText == nil }
    return [
      "if": ["properties": ["system": ["const": .text(model.name)]], "required": ["system"]],
      "then": [
        "properties": .object(properties),
        "required": mustHaveGroup ? [.text(model.name)] : [],
      ],
    ]
  }
}

extension Declared {
  /// The keys without the type that holds their values.
  static var keyDescriptions: [KeyDescription] { keys.map(\.description) }
}
