import ClausiusDeclarations

/// Members that are named one by one: settings, or a file that holds them.
public struct SweepList: DeclaredValue, Hashable {
  /// The settings of one member.
  public struct Entry: Sendable, Hashable {
    /// A key and its value.
    public struct Setting: Sendable, Hashable {
      /// The path of the key.
      public var key: String
      /// Its value.
      public var value: SweepValue

      /// The setting `key: value`.
      public init(_ key: String, _ value: SweepValue) {
        self.key = key
        self.value = value
      }
    }

    /// The settings, in the order of the first entry.
    public var settings: [Setting]
    /// Where they stand.
    public var position: SourcePosition

    /// The settings of a member, written at `position`.
    public init(_ settings: [Setting], at position: SourcePosition) {
      self.settings = settings
      self.position = position
    }
  }

  /// The members; none where a file holds them.
  public var entries: [Entry] = []
  /// The path of the file that holds them.
  public var file: String?
  /// Where the list, or the path, stands.
  public var position: SourcePosition

  /// A list of groups, or a path.
  public static var kind: ValueKind {
    .either([.list(of: .named(SweepValue.kind), count: 1...SweepKeys.largestCount), .text])
  }

  /// Reads a list of mappings, all with the same keys, or a path.
  public init(from node: Node, as kind: ValueKind) throws(Problems) {
    position = node.position
    guard case .list(let nodes) = node.content else {
      file = try String(from: node, as: kind)
      return
    }
    guard let first = nodes.first else { throw node.mismatch(kind) }
    let keys = (first.entries ?? []).map(\.key)
    var problems = Problems()
    for node in nodes {
      let entry = problems.collect { () throws(Problems) in try Self.entry(node, keys: keys) }
      if let entry { entries.append(entry) }
    }
    let places = (first.entries ?? []).map { ($0.key, $0.position) }
    for problem in SweptKeys.overlaps(places) { problems.append(problem) }
    try problems.throwIfAny()
  }

  /// The settings of a member in the order of `keys`.
  private static func entry(_ node: Node, keys: [String]) throws(Problems) -> Entry {
    guard let entries = node.entries, !entries.isEmpty else {
      throw Problems(
        Problem(
          expected: "settings {key: value, ...}", found: node.whatItIs, at: node.position))
    }
    if let other = entries.first(where: { !keys.contains($0.key) }) {
      throw Problems(
        Problem(
          "'\(other.key)' is not set by the first member of the list", at: other.position,
          advice: "all members set the same keys"))
    }
    let settings = try keys.map { (key) throws(Problems) in
      guard let value = node[key] else {
        throw Problems(
          Problem(
            "'\(key)' is missing", at: node.position, advice: "all members set the same keys"))
      }
      return Entry.Setting(key, try SweepValue(from: value, as: SweepValue.kind))
    }
    return Entry(settings, at: node.position)
  }

  /// `[{key: value, ...}, ...]`, or the path.
  public var scenarioText: String {
    if let file { return file.scenarioText }
    return "["
      + entries.map { entry in
        "{"
          + entry.settings.map { "\($0.key.scenarioText): \($0.value.text)" }
          .joined(separator: ", ") + "}"
      }.joined(separator: ", ") + "]"
  }
}
