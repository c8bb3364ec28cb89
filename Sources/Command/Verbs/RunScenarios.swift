import ArgumentParser
import ClausiusDeclarations
import ClausiusRuns
import ClausiusScenarios
import Foundation

/// `clausius run SCENARIO...`: from a scenario file to a trajectory.
struct RunScenarios: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run scenarios and write their trajectories.",
    discussion: """
      Writes output/NAME.h5md, for a field output/NAME.h5, by default. The file has .partial after its name \
      until the run is finished; \
      Ctrl-C ends a run cleanly, and '\(ProgramName.current) resume' goes on with it.
      """)

  @Argument(
    help: "Scenario files (YAML), or folders of them.",
    completion: .file(extensions: ["yaml", "yml"]))
  var scenarios: [String]

  @Option(
    name: .shortAndLong, help: "The trajectory to write, or a folder for it.",
    completion: .file())
  var output: String?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Set a key of the scenario, such as run.duration=100.", valueName: "key=value"))
  var settings: [String] = []

  @Option(help: "The seed of all random numbers (run.seed).")
  var seed: Int?

  @Option(help: "The number of threads (run.threads).")
  var threads: Int?

  @Flag(help: "Replace a trajectory that is there.")
  var force = false

  @Flag(help: "No progress line and no summary: only the name of the trajectory.")
  var quiet = false

  @Option(help: "The form of the summary: \(RunFormat.allValueStrings.joined(separator: ", ")).")
  var format = RunFormat.table

  func run() throws {
    let catalogs = Catalogs.current
    let scenarios = try ScenarioArguments.files(scenarios)
    if scenarios.count > 1, let output, !RunOutputs.isFolder(output) {
      throw Failure(
        .wrongInput, "-o must be a folder when several scenarios are run (-o \(output)/)")
    }
    let overrides =
      settings.map(ScenarioOverride.set) + [seed.map(ScenarioOverride.seed)].compactMap { $0 }
      + [threads.map(ScenarioOverride.threads)].compactMap { $0 }
    var problems = Problems()
    var read: [Scenario] = []
    for path in scenarios {
      let scenario = problems.collect { () throws(Problems) in
        try Scenario.read(
          path: path, overrides: overrides, systems: catalogs.systems,
          diagnostics: catalogs.diagnostics)
      }
      if let scenario { read.append(scenario) }
    }
    try problems.throwIfAny()
    let outputs = try RunOutputs(read, output: output)
    if !force { try outputs.requireAbsent { FreeName.beside($0, settings: settings, seed: seed) } }
    var summaries: [RunSummary] = []
    for (scenario, path) in zip(read, outputs.paths) {
      let run = try Run(scenario, output: path, program: catalogs.program)
      let summary = try run.startWatched(replacing: force, isQuiet: quiet)
      if format == .table {
        Terminal.output(quiet ? summary.path : RunReport.table(summary))
      }
      summaries.append(summary)
    }
    if format == .json { Terminal.output(try RunReport.json(summaries)) }
  }
}

/// The forms of a run's summary.
enum RunFormat: String, CaseIterable, ExpressibleByArgument {
  /// For people.
  case table
  /// One JSON document.
  case json
}
