import ArgumentParser
import ClausiusScenarios
import ClausiusSimulationCore
import ClausiusTrajectories
import Foundation

/// `clausius resume FILE`: goes on with an interrupted run, or makes a finished one longer.
struct Resume: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Go on with an interrupted run, or make a finished one longer.",
    discussion: """
      The trajectory holds its scenario, so nothing else is needed. A resumed run writes the same numbers as one that \
      was never interrupted.
      """)

  @Argument(help: "The trajectory, with or without .partial.", completion: .file())
  var file: String

  @Option(help: "The new end of the run (run.duration).")
  var until: Double?

  @Option(help: "The number of threads (run.threads).")
  var threads: Int?

  @Flag(help: "No progress line.")
  var quiet = false

  @Option(help: "The form of the summary: \(RunFormat.allValueStrings.joined(separator: ", ")).")
  var format = RunFormat.table

  func run() throws {
    try refuseCheckpoint()
    let files = RunFiles(file)
    let isInterrupted = FileManager.default.fileExists(atPath: files.partial)
    let present = isInterrupted ? files.partial : files.finished
    guard FileManager.default.fileExists(atPath: present) else {
      throw Failure(.storage, "\(file): no such trajectory, finished or interrupted")
    }
    guard let record = try RunRecord.read(from: present) else {
      throw Failure(
        .wrongInput, "\(present): the file holds no scenario, so the run cannot be made again")
    }
    let changes = [until.map(ScenarioOverride.until), threads.map(ScenarioOverride.threads)]
    let scenario = try Scenario.resume(
      configuration: record.configuration, text: record.scenarioText, path: record.scenarioFile,
      overrides: record.overrides.map(ScenarioOverride.set), changes: changes.compactMap { $0 },
      checkDiagnostic: ScenarioDiagnostics.check)
    let state =
      isInterrupted
      ? try CheckpointStore(files.finished).load() : try finalState(files, scenario)
    try checkEnd(scenario, isInterrupted ? state : nil, files.partial)
    Interruption.listen()
    let session = try RunSession(
      scenario: scenario, path: files.finished, isQuiet: quiet,
      ownFrames: state == nil ? nil : present)
    // From here on nothing is wrong with what was asked for: a refusal leaves a finished file as it
    // is.
    if !isInterrupted, let state {
      try CheckpointStore(files.finished).save(state)
      try files.reopenFinished()
    }
    let summary = try session.takeUp()
    switch format {
    case .table: Terminal.output(RunReport.table(summary))
    case .json: Terminal.output(try RunReport.json([summary]))
    }
  }

  /// Refuses the name of a checkpoint, which belongs to a trajectory and is found by itself.
  private func refuseCheckpoint() throws {
    for ending in [".checkpoint.previous", ".checkpoint"] where file.hasSuffix(ending) {
      let trajectory = String(file.dropLast(ending.count))
      throw Failure(
        .wrongInput,
        "\(file): this is a checkpoint; give the trajectory that it belongs to: clausius resume \(trajectory)"
      )
    }
  }

  /// Refuses an end that an interrupted run has passed.
  private func checkEnd(_ scenario: Scenario, _ state: StateArchive?, _ path: String) throws {
    guard let done = try state?.integers("clock/tick", count: 1)[0],
      scenario.grid.lastTick < done
    else { return }
    throw Failure(
      .wrongInput,
      "\(path): the run has reached time \(scenario.grid.time(ofTick: done).timeText); "
        + "give a later end with --until")
  }

  /// The state at the end of a finished run that is to go on.
  private func finalState(_ files: RunFiles, _ scenario: Scenario) throws -> StateArchive {
    guard let state = try CheckpointStore.finalState(of: files.finished) else {
      throw Failure(
        .wrongInput, "\(files.finished): the file does not hold the state at its end")
    }
    let done = try state.integers("clock/tick", count: 1)[0]
    guard scenario.grid.lastTick > done else {
      throw Failure(
        .wrongInput,
        "\(files.finished): the run is finished at time "
          + "\(scenario.grid.time(ofTick: done).timeText); give a later end with --until")
    }
    return state
  }
}
