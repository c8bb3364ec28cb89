import ArgumentParser
import ClausiusDeclarations
import ClausiusScenarios

/// `clausius schema`: the JSON Schema of scenario files, for editors.
struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the JSON Schema of scenario files, for editors.",
    discussion: """
      Save it and name it in the first line of a scenario, and editors with YAML support complete and check the keys:

        \(ProgramName.current) schema > clausius.schema.json
        # yaml-language-server: $schema=clausius.schema.json
      """)

  func run() throws { Terminal.output(Catalogs.current.systems.scenarioSchema.text) }
}
