/// What a key is, without the type that holds its value: the one list behind checking, `describe`
/// and the JSON Schema.
public struct KeyDescription: Sendable, Hashable {
  /// The word in a scenario, snake_case.
  public var name: String
  /// The values it takes.
  public var kind: ValueKind
  /// Its unit in natural units ("length", "length/time", "degree"), "1" for a number without unit.
  /// Values of angles may carry another one, `15 deg` or `0.26 rad`, per time `40 deg/s`.
  public var unit: String
  /// The default as it would be written, "none" for a key that may be left out, or `nil` when the
  /// key must be given.
  public var defaultText: String?
  /// Whether leaving the key out means something else than any value that it takes.
  public var isOptional: Bool
  /// What it is, in one sentence.
  public var about: String
  /// Where it is defined: author, year, equation.
  public var source: String?
}

/// A key of `Root`: its description, and the property that it sets.
public struct Key<Root: Declared>: Sendable {
  /// What the key is.
  public let description: KeyDescription
  let assign: @Sendable (Node, inout Root) throws(Problems) -> Void
  let text: @Sendable (Root) -> String?

  private init<Value: DeclaredValue>(
    _ name: String, _ path: WritableKeyPath<Root, Value> & Sendable, kind: ValueKind,
    unit: String, isRequired: Bool, about: String, source: String?
  ) {
    description = KeyDescription(
      name: name, kind: kind, unit: unit,
      defaultText: isRequired ? nil : Root()[keyPath: path].scenarioText,
      isOptional: Value.self is any OptionalValue.Type, about: about, source: source)
    let angle = AngleUnit(ofKey: unit)
    assign = { (node: Node, root: inout Root) throws(Problems) in
      root[keyPath: path] = try Value(from: angle?.plain(node) ?? node, as: kind)
    }
    text = { root in
      let value = root[keyPath: path]
      let isLeftOut = (value as? any OptionalValue)?.isLeftOut ?? false
      return isLeftOut ? nil : value.scenarioText
    }
  }

  /// A key of any declared type, accepting what the type accepts, or only `kind`.
  public init<Value: DeclaredValue>(
    _ name: String, _ path: WritableKeyPath<Root, Value> & Sendable, as kind: ValueKind? = nil,
    unit: String = "1", isRequired: Bool = false, about: String, source: String? = nil
  ) {
    self.init(
      name, path, kind: kind ?? Value.kind, unit: unit, isRequired: isRequired, about: about,
      source: source)
  }

  /// A real number in `range`.
  public init(
    _ name: String, _ path: WritableKeyPath<Root, Double> & Sendable, in range: RealRange,
    unit: String = "1", isRequired: Bool = false, about: String, source: String? = nil
  ) {
    self.init(
      name, path, kind: .real(range), unit: unit, isRequired: isRequired, about: about,
      source: source)
  }

  /// A real number in `range` that may be left out.
  public init(
    _ name: String, _ path: WritableKeyPath<Root, Double?> & Sendable, in range: RealRange,
    unit: String = "1", about: String, source: String? = nil
  ) {
    self.init(
      name, path, kind: .real(range), unit: unit, isRequired: false, about: about, source: source)
  }

  /// A whole number in `range`.
  public init(
    _ name: String, _ path: WritableKeyPath<Root, Int> & Sendable, in range: IntegerRange,
    unit: String = "1", isRequired: Bool = false, about: String, source: String? = nil
  ) {
    self.init(
      name, path, kind: .integer(range), unit: unit, isRequired: isRequired, about: about,
      source: source)
  }

  /// A whole number in `range` that may be left out.
  public init(
    _ name: String, _ path: WritableKeyPath<Root, Int?> & Sendable, in range: IntegerRange,
    unit: String = "1", about: String, source: String? = nil
  ) {
    self.init(
      name, path, kind: .integer(range), unit: unit, isRequired: false, about: about,
      source: source)
  }
}
