import ClausiusDeclarations
import ClausiusSimulationCore

/// What a page says of the trajectory beside its numbers; the caller knows where it is from.
public struct PageDescription: Sendable {
  /// The title; the name of the file where the run has none.
  public var title: String
  /// Facts as name and text: file, system, seed, version, hash.
  public var facts: [(name: String, text: String)]
  /// The text of the scenario; empty in a file of another writer.
  public var scenario: String
  /// What a reader should know, in whole sentences.
  public var notes: [String]

  /// A description from its parts.
  public init(
    title: String, facts: [(name: String, text: String)] = [], scenario: String = "",
    notes: [String] = []
  ) {
    self.title = title
    self.facts = facts
    self.scenario = scenario
    self.notes = notes
  }

  /// What the page is told.
  var members: [JSON.Member] {
    [
      .init("title", .text(title)),
      .init(
        "facts", .list(facts.map { .list([.text($0.name), .text($0.text)]) })),
      .init("scenario", .text(scenario)),
    ]
  }
}
