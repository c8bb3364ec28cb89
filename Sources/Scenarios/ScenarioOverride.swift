import ClausiusDeclarations

/// One key of a scenario that is set from outside the file: `--set couzin.orientation_width=2.5`.
public struct ScenarioOverride: Sendable, Hashable {
  /// The option as the user gave it, for messages: "--set couzin.orientation_width=2.5", "--seed
  /// 7".
  public var option: String
  /// The path of the key and its value in YAML: "couzin.orientation_width=2.5".
  public var assignment: String

  /// The option `--set KEY=VALUE`.
  public static func set(_ assignment: String) -> ScenarioOverride {
    ScenarioOverride(option: "--set \(assignment)", assignment: assignment)
  }

  /// A key that an expectation sets for itself.
  public static func expectation(_ assignment: String) -> ScenarioOverride {
    ScenarioOverride(option: "expect: set: \(assignment)", assignment: assignment)
  }

  /// The option `--seed N`.
  public static func seed(_ seed: Int) -> ScenarioOverride {
    ScenarioOverride(option: "--seed \(seed)", assignment: "run.seed=\(seed)")
  }

  /// The option `--threads N`.
  public static func threads(_ threads: Int) -> ScenarioOverride {
    ScenarioOverride(option: "--threads \(threads)", assignment: "run.threads=\(threads)")
  }

  /// The option `--until T` of `resume`.
  public static func until(_ duration: Double) -> ScenarioOverride {
    ScenarioOverride(
      option: "--until \(duration.scenarioText)",
      assignment: "run.duration=\(duration.scenarioText)")
  }

  /// Columns are counted from 1 in the assignment.
  private func position(column: Int) -> SourcePosition {
    SourcePosition(source: option, line: 1, column: column)
  }

  /// The names of the path with their columns, and the value.
  private func parsed() throws(Problems) -> (path: [(name: String, column: Int)], value: Node) {
    guard let equals = assignment.firstIndex(of: "=") else {
      throw Problems(
        Problem(
          "'=' is missing", at: position(column: assignment.count + 1),
          advice: "write --set KEY=VALUE, such as --set run.seed=7"))
    }
    var path: [(name: String, column: Int)] = []
    var column = 1
    for name in assignment[..<equals].split(separator: ".", omittingEmptySubsequences: false) {
      guard !name.isEmpty else {
        throw Problems(
          Problem(
            "a name is missing", at: position(column: column),
            advice: "write the path of the key, such as run.seed"))
      }
      path.append((String(name), column))
      column += name.unicodeScalars.count + 1
    }
    let text = String(assignment[assignment.index(after: equals)...])
    let (value, problems) = try YAMLReader.read(text, source: option, columnOffset: column - 1)
    try problems.throwIfAny()
    return (path, value ?? Node(.scalar(text: "", isQuoted: false), at: position(column: column)))
  }

  /// `root` with the key set, or taken out by the value `null`; groups on the way are made when the
  /// file does not have them.
  func applied(to root: Node) throws(Problems) -> Node {
    let (path, value) = try parsed()
    return try set(path[...], of: root, to: value)
  }

  private func set(
    _ path: ArraySlice<(name: String, column: Int)>, of node: Node, to value: Node
  ) throws(Problems) -> Node {
    guard let (name, column) = path.first else { return value }
    var entries: [Node.Entry] = []
    switch node.content {
    case .mapping(let existing): entries = existing
    case .scalar("", false): break
    default:
      throw Problems(
        Problem(
          "'\(name)' cannot be set in \(node.whatItIs)", at: position(column: column),
          advice: "the keys before it must name groups"))
    }
    let place = position(column: column)
    if path.count == 1, value.isNothing {
      return Node(.mapping(entries.filter { $0.key != name }), at: node.position)
    }
    if let index = entries.firstIndex(where: { $0.key == name }) {
      entries[index].value = try set(path.dropFirst(), of: entries[index].value, to: value)
      if path.count == 1 { entries[index].position = place }
    } else {
      // What a group lacks is missing in the file, not in the option that made the group.
      let empty = Node(.mapping([]), at: node.position)
      entries.append(
        Node.Entry(
          key: name, position: place, value: try set(path.dropFirst(), of: empty, to: value)))
    }
    return Node(.mapping(entries), at: node.position)
  }
}

extension Node {
  /// `null` or `~`.
  fileprivate var isNothing: Bool {
    guard case .scalar(let text, isQuoted: false) = content else { return false }
    return text == "~" || text == "null"
  }
}
