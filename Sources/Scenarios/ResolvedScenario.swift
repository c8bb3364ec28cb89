import ClausiusDeclarations
import ClausiusSimulationCore

extension Scenario {
  /// The whole configuration with every default filled in, as a scenario of its own: JSON is YAML.
  ///
  /// Reading ``resolvedText()`` gives the same run, whatever later versions use as defaults. Keys
  /// that may be left out and were, are left out.
  ///
  /// - Throws: what is wrong with the text that a system writes about itself.
  public func resolved() throws(Problems) -> JSON {
    var filled = keys
    filled.title = title
    // A run is one member of a sweep, whose other members do not matter to it.
    filled.sweep = nil
    guard case .object(var members) = try JSON(scenarioText: filled.scenarioText) else {
      return .object([])
    }
    // What the file set over itself is in the other keys already.
    members.removeAll { $0.key == "set" }
    let group = JSON.Member(systemName, try JSON(scenarioText: model.scenarioText))
    let afterSystem = members.firstIndex { $0.key == "system" }.map { $0 + 1 }
    members.insert(group, at: afterSystem ?? members.endIndex)
    return .object(members)
  }

  /// ``resolved()`` as text.
  public func resolvedText() throws(Problems) -> String { try resolved().text + "\n" }
}

extension JSON {
  /// The JSON of a value as it is written in a scenario.
  ///
  /// - Throws: syntax errors of YAML.
  init(scenarioText text: String) throws(Problems) {
    let (node, problems) = try YAMLReader.read(text, source: "scenario text")
    try problems.throwIfAny()
    self = node?.json ?? .text("")
  }
}
