/// What `describe` reports about a name, for people and for scripts.
///
/// Systems, diagnostics, estimators, quantities and observables all become one of these; text and
/// JSON are made of its parts in their order.
public struct Description: Sendable, Hashable {
  /// A part of a description: some lines of text, and the members of JSON that say the same.
  public struct Part: Sendable, Hashable {
    /// The lines of text; none where the part is for scripts alone.
    public var lines: [String]
    /// The members of the JSON object; none where the part is for people alone.
    public var members: [JSON.Member]

    /// The part that is `lines` to people and `members` to scripts.
    public init(_ lines: [String], _ members: [JSON.Member] = []) {
      self.lines = lines
      self.members = members
    }
  }

  /// One of several things of a kind: a parameter, a quantity, a meaning.
  public struct Item: Sendable, Hashable {
    /// The line of text, without indentation.
    public var line: String
    /// The same for scripts.
    public var json: JSON

    /// The item that is `line` to people and the object of `members` to scripts.
    public init(_ line: String, _ members: [JSON.Member]) {
      self.line = line
      json = .object(members)
    }
  }

  /// The name that is described.
  public var name: String
  /// What it is, in one sentence; `nil` where the parts say it.
  public var about: String?
  /// Everything else, in the order in which it is shown.
  public var parts: [Part]
  /// What else has the same name: shown after a blank line, and to scripts under the key.
  public var others: [Other] = []

  /// Something else that has the same name.
  public struct Other: Sendable, Hashable {
    /// The key in JSON.
    public var key: String
    /// What it is.
    public var description: Description
  }

  /// The description of `name`.
  public init(_ name: String, about: String? = nil, parts: [Part]) {
    self.name = name
    self.about = about
    self.parts = parts
  }

  /// The description as text for a terminal, without colors.
  public var text: String {
    let head = name + ":" + (about.map { " " + $0 } ?? "")
    let own = ([head] + parts.flatMap(\.lines)).joined(separator: "\n")
    return ([own] + others.map(\.description.text)).joined(separator: "\n\n")
  }

  /// The description as a JSON object.
  public var json: JSON {
    let head =
      [JSON.Member("name", .text(name))] + (about.map { [.init("about", .text($0))] } ?? [])
    let others = others.map { JSON.Member($0.key, $0.description.json) }
    return .object(head + parts.flatMap(\.members) + others)
  }

  /// The description with what else has the same name.
  public func with(_ key: String, _ other: Description?) -> Description {
    guard let other else { return self }
    var result = self
    result.others.append(Other(key: key, description: other))
    return result
  }
}

extension Description.Part {
  /// A fact with a name: `  formula   psi(N) - psi(k) + ...`.
  public static func fact(_ name: String, _ value: String) -> Self {
    let gap = String(repeating: " ", count: max(0, 8 - name.count))
    return Self(["  \(name)\(gap)  \(value)"], [.init(name, .text(value))])
  }

  /// Items under a title, which is left out where there are none.
  ///
  /// - Parameters:
  ///   - title: the line above them; also the key in JSON unless `key` is another.
  ///   - key: the key in JSON.
  ///   - items: a line and an object each.
  public static func list(_ title: String?, key: String, _ items: [Description.Item]) -> Self {
    let lines = items.map { "  " + $0.line }
    return Self(
      items.isEmpty ? [] : [title].compactMap { $0 } + lines,
      [.init(key, .list(items.map(\.json)))])
  }

  /// The parameters of a call under the title `parameters`.
  public static func parameters(_ items: [Description.Item]) -> Self {
    list("parameters", key: "parameters", items)
  }
}

extension Description.Item {
  /// A parameter of what is no call: `count (2 or more): the number of cells`.
  ///
  /// - Parameters:
  ///   - name: the word.
  ///   - range: the values that it takes, in words.
  ///   - about: what it is.
  public static func parameter(_ name: String, range: String, about: String) -> Self {
    Self(
      "\(name) (\(range)): \(about)",
      [.init("name", .text(name)), .init("range", .text(range)), .init("about", .text(about))])
  }

  /// A parameter of a call: `k (a whole number from 1 to 1000; default 4): which neighbor`.
  public static func parameter(_ key: KeyDescription) -> Self {
    let range = key.kind.inWords
    let standard = key.defaultText.map { "default \($0)" } ?? "required"
    return Self(
      "\(key.name) (\(range); \(standard)): \(key.about)",
      [
        .init("name", .text(key.name)), .init("range", .text(range)),
        .init("unit", .text(key.unit)), .init("required", .boolean(key.defaultText == nil)),
        .init("default", key.defaultText.map(JSON.text) ?? .null),
        .init("about", .text(key.about)),
      ])
  }

  /// A number or row of numbers with a unit: `position [length]: where the individuals are`.
  public static func quantity(_ name: String, unit: String, about: String) -> Self {
    Self(
      "\(name)\(unit == "1" ? "" : " [\(unit)]"): \(about)",
      [.init("name", .text(name)), .init("unit", .text(unit)), .init("about", .text(about))])
  }
}
