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

  @Option(help: "How many scenarios run at the same time; they share the processors.")
  var jobs = 1

  @Flag(help: "Try the first second, and say what the run will need; nothing is written.")
  var estimate = false

  @Flag(help: "Replace a trajectory that is there.")
  var force = false

  @Flag(help: "No progress line and no summary: only the name of the trajectory.")
  var quiet = false

  @Option(help: "The form of the summary: \(RunFormat.allValueStrings.joined(separator: ", ")).")
  var format = RunFormat.table

  func validate() throws {
    guard jobs >= 1 else { throw ValidationError("--jobs must be at least 1") }
  }

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
    if estimate { return try showNeeds(of: read) }
    let outputs = try RunOutputs(read, output: output)
    if !force { try outputs.requireAbsent { FreeName.beside($0, settings: settings, seed: seed) } }
    if jobs > 1, read.count > 1 {
      return try runTogether(read, outputs.paths, catalogs.program)
    }
    var summaries: [RunSummary] = []
    for (scenario, path) in zip(read, outputs.paths) {
      let run = try Run(scenario, output: path, program: catalogs.program)
      let summary = try run.startWatched(replacing: force, isQuiet: quiet)
      show(summary)
      summaries.append(summary)
    }
    if format == .json { Terminal.output(try RunReport.json(summaries)) }
  }

  /// Runs several at a time; the first failure, in their order, is how the command ends.
  private func runTogether(_ scenarios: [Scenario], _ paths: [String], _ program: Program) throws {
    let runs = ConcurrentRuns(scenarios, writing: paths, isQuiet: quiet)
    var summaries: [RunSummary] = []
    var failures: [ExitStatus] = []
    let left = runs.start(jobs: jobs, replacing: force, program: program) { outcome in
      switch outcome {
      case .success(let summary):
        summary.showWarnings()
        show(summary)
        summaries.append(summary)
      case .failure(let error): failures.append(Root.status(reporting: error))
      }
    }
    if format == .json { Terminal.output(try RunReport.json(summaries, isList: true)) }
    if let status = failures.first { throw Failure(status, "") }
    if left > 0 { throw Failure(Interruption.status, "interrupted: \(left) runs did not begin") }
  }

  private func showNeeds(of scenarios: [Scenario]) throws {
    var estimates: [(scenario: Scenario, estimate: RunEstimate)] = []
    for scenario in scenarios {
      let estimate = try RunEstimate(scenario)
      estimates.append((scenario, estimate))
      guard format == .table else { continue }
      let needs = RunReport.needs(estimate.seconds, estimate.needs)
      Terminal.output("\(scenario.path): \(needs); packing and writing come on top")
    }
    if format == .json { Terminal.output(RunReport.json(estimates)) }
  }

  private func show(_ summary: RunSummary) {
    guard format == .table else { return }
    Terminal.output(quiet ? summary.path : RunReport.table(summary))
  }
}

/// The forms of a run's summary.
enum RunFormat: String, CaseIterable, ExpressibleByArgument {
  /// For people.
  case table
  /// One JSON document.
  case json
}
