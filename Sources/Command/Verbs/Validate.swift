import ArgumentParser
import ClausiusDeclarations
import ClausiusRuns
import ClausiusScenarios
import ClausiusSimulationCore
import ClausiusValidation
import Foundation

/// `clausius validate [SCENARIO...]`: are the numbers what theory and literature say?
struct Validate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run scenarios and check what they expect.",
    discussion: """
      Without names, every scenario in ./scenarios (or installed with the command) that expects something is run. Nothing is \
      written; outcomes are remembered until the scenario or the program changes. Exit status 1 when a check fails.
      """)

  @Argument(help: "Scenario files (YAML).", completion: .file(extensions: ["yaml", "yml"]))
  var scenarios: [String] = []

  @Option(help: "The form: \(Form.allValueStrings.joined(separator: ", ")).")
  var format = Form.table

  @Option(name: .shortAndLong, help: "A file for the report.", completion: .file())
  var output: String?

  @Option(
    help: "Scenarios that run at the same time; one for each processor by default.")
  var jobs: Int?

  @Flag(help: "Only scenarios of the quick suite.")
  var quick = false

  @Flag(help: "Only list what is expected, with its sources; run nothing.")
  var list = false

  @Flag(help: "Run again what has been run before.")
  var fresh = false

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("Set a key of all scenarios.", valueName: "key=value"))
  var settings: [String] = []

  /// How the report is written.
  enum Form: String, CaseIterable, ExpressibleByArgument {
    case table, json, junit

    /// The form of a file that holds it.
    var form: OutputForm {
      switch self {
      case .table: .table
      case .json: .json
      case .junit: .junit
      }
    }
  }

  func validate() throws {
    if list, format == .junit { throw ValidationError("--list goes with table and json") }
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
    if quick, !scenarios.isEmpty { throw ValidationError("--quick goes without scenario names") }
  }

  func run() throws {
    if let output { try OutputPath.prepare(output, for: format.form, inputs: scenarios) }
    let catalogs = Catalogs.current
    let chosen = try chosenScenarios(catalogs)
    guard !chosen.isEmpty else {
      throw Failure(
        .wrongInput, "no scenario expects anything: add 'expect' to one, or name others")
    }
    if list { return try write(listing(chosen)) }
    Interruption.listen()
    let report = ValidationReport(try checkAll(chosen, by: catalogs.program))
    let text =
      switch format {
      case .table:
        (report.checks.map(ValidationReport.line) + [report.summary]).joined(separator: "\n")
      case .json: report.json.text
      case .junit: report.junit
      }
    if output != nil || format != .table { try write(text) }
    Terminal.message(report.summary)
    if report.failed > 0 { throw Failure(.failed, "") }
  }

  private func write(_ text: String) throws {
    guard let output else { return Terminal.output(text) }
    try OutputFile.write(text + "\n", to: output)
  }

  /// What the scenarios expect, without running them.
  private func listing(_ chosen: [Scenario]) -> String {
    let expected = ExpectedChecks(chosen)
    return format == .json ? expected.json.text : expected.table
  }

  /// What is run: of the scenarios that were named, or of those of the suites, all that expect
  /// something.
  private func chosenScenarios(_ catalogs: Catalogs) throws -> [Scenario] {
    let named = !scenarios.isEmpty
    let paths =
      named ? try ScenarioArguments.files(scenarios) : ScenarioFolder.found(catalogs).map(\.name)
    // Scenarios run side by side, each on one thread.
    let overrides = settings.map(ScenarioOverride.set) + [.threads(1)]
    var problems = Problems()
    var read: [Scenario] = []
    for path in paths {
      let scenario = problems.collect { () throws(Problems) in
        let scenario = try Scenario.read(
          path: path, overrides: overrides, systems: catalogs.systems,
          diagnostics: catalogs.diagnostics)
        if !scenario.expectations.isEmpty { try scenario.unreached.throwIfAny() }
        return scenario
      }
      if let scenario { read.append(scenario) }
    }
    try problems.throwIfAny()
    if named {
      for scenario in read where scenario.expectations.isEmpty {
        Terminal.message("\(scenario.path): expects nothing")
      }
      return read.filter { !$0.expectations.isEmpty }
    }
    return read.filter {
      !$0.expectations.isEmpty && ($0.suite == .quick || ($0.suite == .canonical && !quick))
    }
  }

  private func checkAll(_ chosen: [Scenario], by program: Program) throws -> [Check] {
    let outcomes = Locked([Result<[Check], any Error>?](repeating: nil, count: chosen.count))
    let labels = ScenarioLabels(chosen.map(\.path))
    let threads = min(jobs ?? ThreadPool.availableThreads, max(1, chosen.count))
    ThreadPool(threads: threads).forEachBlock(count: chosen.count, blockSize: 1) { index, _ in
      let outcome = Result {
        try check(chosen[index], by: program).map { check in
          var check = check
          check.scenario = labels[chosen[index].path]
          return check
        }
      }
      outcomes.withLock { outcomes in
        outcomes[index] = outcome
        // A scenario at a time, so that the lines of two do not mix.
        guard format == .table, case .success(let checks) = outcome else { return }
        for check in checks { Terminal.output(ValidationReport.line(check)) }
      }
    }
    return try outcomes.withLock { $0 }.flatMap { try $0?.get() ?? [] }
  }

  private func check(_ scenario: Scenario, by program: Program) throws -> [Check] {
    if Interruption.isRequested { throw Failure(Interruption.status, "interrupted") }
    let memory = ValidationMemory(scenario, of: program)
    if !fresh, let remembered = memory.recall() { return remembered }
    let validation = ScenarioValidation(scenario)
    do {
      guard let checks = try validation.run(shouldStop: { Interruption.isRequested }) else {
        throw Failure(Interruption.status, "interrupted")
      }
      memory.keep(checks)
      return checks
    } catch let broken as BrokenInvariant {
      return validation.failedChecks("the run failed: \(broken)")
    }
  }
}
