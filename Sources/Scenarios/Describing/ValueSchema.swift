import ClausiusDeclarations

extension JSON {
  /// The schema of a key: its kind, with what it is, its unit, its default and its source.
  static func schema(of key: KeyDescription) -> JSON {
    var words = key.about
    if key.unit != "1" { words += " [\(key.unit)]" }
    if case .choice(let choices) = key.kind {
      words += ". " + choices.map { "\($0.word): \($0.about)" }.joined(separator: "; ")
    }
    if let source = key.source { words += " (\(source))" }
    let kind = key.angleKind ?? key.kind
    var schema = schema(of: kind).replacing("description", .text(words))
    if let value = key.defaultValue { schema = schema.replacing("default", value) }
    return schema
  }

  /// The schema of the values of a kind.
  static func schema(of kind: ValueKind) -> JSON {
    switch kind {
    case .boolean: return ["type": "boolean"]
    case .integer(let range): return schema(of: range)
    case .real(let range): return schema(of: range)
    case .text: return ["type": "string"]
    case .choice(let choices):
      return ["type": "string", "enum": .list(choices.map { .text($0.word) })]
    case .list(let element, let count):
      var members: [Member] = [Member("type", "array"), Member("items", schema(of: element))]
      if count.lowerBound > 0 { members.append(Member("minItems", .integer(count.lowerBound))) }
      if count.upperBound < .max { members.append(Member("maxItems", .integer(count.upperBound))) }
      return .object(members)
    case .group(let keys):
      return [
        "type": "object", "additionalProperties": false,
        "properties": .object(keys.map { Member($0.name, schema(of: $0)) }),
        "required": .list(requiredNames(keys)),
      ]
    case .named(let element):
      return ["type": "object", "additionalProperties": schema(of: element)]
    case .either(let kinds): return ["anyOf": .list(kinds.map { schema(of: $0) })]
    }
  }

  private static func schema(of range: IntegerRange) -> JSON {
    var members = [Member("type", "integer")]
    if range.minimum > .min { members.append(Member("minimum", .integer(range.minimum))) }
    if range.maximum < .max { members.append(Member("maximum", .integer(range.maximum))) }
    return .object(members)
  }

  private static func schema(of range: RealRange) -> JSON {
    var members = [Member("type", "number")]
    if let lower = range.lower {
      members.append(
        Member(lower.isIncluded ? "minimum" : "exclusiveMinimum", .number(lower.value)))
    }
    if let upper = range.upper {
      members.append(
        Member(upper.isIncluded ? "maximum" : "exclusiveMaximum", .number(upper.value)))
    }
    return .object(members)
  }

  /// The names of the keys that must be given.
  static func requiredNames(_ keys: [KeyDescription]) -> [JSON] {
    keys.filter { $0.defaultText == nil }.map { .text($0.name) }
  }

  /// The object with `value` under `key`, in the place of an older one or at the end.
  func replacing(_ key: String, _ value: JSON) -> JSON {
    guard case .object(var members) = self else { return self }
    if let index = members.firstIndex(where: { $0.key == key }) {
      members[index].value = value
    } else {
      members.append(Member(key, value))
    }
    return .object(members)
  }

  /// The object without `key`.
  func removing(_ key: String) -> JSON {
    guard case .object(let members) = self else { return self }
    return .object(members.filter { $0.key != key })
  }
}

extension KeyDescription {
  /// The default as JSON; `nil` when there is none.
  var defaultValue: JSON? {
    guard !isOptional, let defaultText else { return nil }
    return try? JSON(scenarioText: defaultText)
  }
}
