import ClausiusDeclarations

/// A key of the scenario that an expectation sets for itself: `couzin.orientation_width=2`.
public struct ExpectationSetting: DeclaredValue, Hashable {
  /// The path of the key and its value in YAML.
  public var text: String
  /// Where the text begins, inside its quotes if it has any.
  public var position: SourcePosition

  /// Text.
  public static var kind: ValueKind { .text }

  /// Reads the text; whether there is such a key is found out when it is set.
  public init(from node: Node, as kind: ValueKind) throws(Problems) {
    text = try String(from: node, as: kind)
    position = node.position
    if case .scalar(_, isQuoted: true) = node.content { position.column += 1 }
  }

  /// The text as it is written in a scenario.
  public var scenarioText: String { text.scenarioText }

  /// A problem in the text, reported at its place in the file.
  public func placed(_ problem: Problem) -> Problem {
    guard let found = problem.position,
      found.source == ScenarioOverride.expectation(text).option
    else { return problem }
    var problem = problem
    problem.position = SourcePosition(
      source: position.source, line: position.line, column: position.column + found.column - 1)
    return problem
  }
}
