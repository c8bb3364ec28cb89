import ClausiusDeclarations

/// A name that a diagnostic gives to frames, such as the phase `torus`, and where it is written.
public struct FrameName: DeclaredValue, Hashable {
  /// The name.
  public var text: String
  /// Where it is written.
  public var position: SourcePosition

  /// A word.
  public static var kind: ValueKind { .text }

  /// Reads a word; whether the diagnostic knows it is checked by whoever knows the diagnostics.
  public init(from node: Node, as kind: ValueKind) throws(Problems) {
    text = try String(from: node, as: kind)
    position = node.position
  }

  /// The name.
  public var scenarioText: String { text.scenarioText }

  /// Refuses a name that is none of `names`; `usual` is the call that gives names of phases.
  func requireOne(
    of names: [String], calledBy call: String, usual: String
  ) throws(Problems) {
    guard !names.contains(text) else { return }
    guard !names.isEmpty else {
      throw Problems(
        Problem(
          "'\(call)' names no phase", at: position,
          advice: "leave 'diagnostic' out, or call '\(usual)' with other parameters"))
    }
    let nearest = names.nearestName(to: text).map { " (did you mean '\($0)'?)" } ?? ""
    throw Problems(
      Problem(
        "phase: expected one of \(names.joined(separator: ", ")), found '\(text)'" + nearest,
        at: position))
  }
}
