import ClausiusDeclarations
import ClausiusDiagnostics
import ClausiusScenarios
import ClausiusSimulationCore
import ClausiusTrajectories
import Foundation

extension Run {
  /// Prepares to go on with an interrupted run, or to make a finished one longer; nothing is
  /// written yet.
  ///
  /// The trajectory holds its scenario, so nothing else is needed. A resumed run writes the same
  /// numbers as one that was never interrupted.
  ///
  /// - Parameters:
  ///   - path: the trajectory, with or without `.partial`.
  ///   - until: the new end of the run, or `nil` for the old one.
  ///   - threads: the number of threads, or `nil` for that of the scenario.
  ///   - systems: the systems that a scenario can name.
  ///   - diagnostics: the diagnostics that a scenario can call.
  ///   - program: what the file names as its maker where nothing of it is left.
  /// - Throws: ``RunError`` when there is no such run or nothing is left to do; `Problems` when the
  ///   scenario cannot be run here.
  public init(
    resuming path: String, until: Double? = nil, threads: Int? = nil,
    systems: SystemCatalog = .standard, diagnostics: DiagnosticCatalog = .standard,
    program: Program = Program()
  ) throws {
    let stored = try StoredRun(path)
    let changes = [until.map(ScenarioOverride.until), threads.map(ScenarioOverride.threads)]
    let scenario = try Scenario.resume(
      configuration: stored.record.configuration, text: stored.record.scenarioText,
      path: stored.record.scenarioFile,
      overrides: stored.record.overrides.map(ScenarioOverride.set),
      changes: changes.compactMap { $0 }, systems: systems, diagnostics: diagnostics)
    let state = try stored.state(for: scenario)
    try self.init(
      scenario, stored.files, stored.beginning(from: state),
      ownFrames: state == nil ? nil : stored.present, program, stamps: stored.stamps,
      loss: stored.loss)
  }
}

/// A run that is on the disk, finished or not.
private struct StoredRun {
  let files: RunFiles
  let isInterrupted: Bool
  let record: RunRecord
  /// Which run it is; `nil` for one of an early version.
  let identity: RunIdentity?
  /// What the files were like before they were read.
  let stamps: RunFiles.Stamps
  /// What the last flushes have lost, in words.
  let loss: String?
  /// Why only the scenario is left of the file, in words; `nil` where the file can be read.
  let damage: String?

  /// The file that is there.
  var present: String { isInterrupted ? files.partial : files.finished }

  init(_ path: String) throws {
    try Self.refuseCheckpoint(path)
    try Self.refuseKept(path)
    files = RunFiles(path)
    try RunLock.requireFree(files)
    loss = files.lossOfFlushes
    isInterrupted = try files.hasPartial && !files.isEmpty
    stamps = files.stamps
    let present = isInterrupted ? files.partial : files.finished
    guard try isInterrupted || files.hasFinished else { throw try Self.nothing(files, path) }
    (record, damage) = try Self.record(of: present, files, isInterrupted)
    identity = damage == nil ? try Provenance.read(from: present)?.identity : nil
    if damage == nil { try requireWhole() }
  }

  /// The texts that made the run; with the damage of a file of which nothing else is left.
  private static func record(
    of path: String, _ files: RunFiles, _ isInterrupted: Bool
  ) throws -> (RunRecord, damage: String?) {
    do {
      if let record = try RunRecord.read(from: path) { return (record, nil) }
    } catch {
      guard isInterrupted, try !files.hasFinished else { throw error }
      try TrajectoryRepair.requireHopeless(path, after: error)
      guard let record = RunRecord.sought(in: path) else { throw error }
      return (
        record, "\(path) is damaged: \(error); its scenario is left, and the run begins again"
      )
    }
    throw RunError(.request, "\(path): " + reason(files, isInterrupted))
  }

  /// Why a file without a scenario cannot be gone on with.
  private static func reason(_ files: RunFiles, _ isInterrupted: Bool) -> String {
    isInterrupted && files.isInterruptedImport
      ? "an import was interrupted, which nothing can go on with; import the tracks again"
      : "the file holds no scenario, so the run cannot be made again"
  }

  /// Why there is nothing to go on with.
  private static func nothing(_ files: RunFiles, _ path: String) throws -> RunError {
    if let kept = files.kept {
      return RunError(
        .storage,
        "\(path): there is no such run any more; what a recovery kept of it is \(kept): "
          + advice(to: kept, files.partial))
    }
    guard try files.hasPartial else {
      return RunError(.storage, "\(path): no such trajectory, finished or interrupted")
    }
    return RunError(
      .storage,
      "\(files.partial): the run was stopped before anything of it was written; begin it again "
        + "with \(ProgramName.current) run")
  }

  /// Refuses a file whose scenario is not the one that was run, or whose lengths cannot be.
  private func requireWhole() throws {
    let scenario = RunIdentity.scenarioHash(text: record.scenarioText, seed: record.seed)
    guard identity == nil || identity?.scenario == scenario else {
      throw RunError(
        .storage,
        "\(present): the scenario in the file is not the one that was run: the file is damaged")
    }
    try TrajectoryRepair.requirePlausibleLengths(present)
    try TrajectoryChecksums.requireSound(present, frames: false)
  }

  /// Refuses the name of a checkpoint, which belongs to a trajectory and is found by itself.
  private static func refuseCheckpoint(_ path: String) throws(RunError) {
    for ending in [".checkpoint.previous", ".checkpoint"] where path.hasSuffix(ending) {
      let trajectory = String(path.dropLast(ending.count))
      throw RunError(
        .request,
        "\(path): this is a checkpoint; give the trajectory that it belongs to: "
          + "\(ProgramName.current) resume \(trajectory)")
    }
  }

  /// Refuses the name under which a recovery kept an interrupted run.
  private static func refuseKept(_ path: String) throws(RunError) {
    guard let partial = RunFiles.partial(keptAs: path) else { return }
    throw RunError(
      .request,
      "\(path): a recovery kept this file of an interrupted run; to go on from it, move "
        + "\(partial) away and give it that name: " + advice(to: path, partial))
  }

  /// How a kept file gets its name again, with its journal where it has one.
  private static func advice(to kept: String, _ partial: String) -> String {
    let hasJournal = FileManager.default.fileExists(atPath: kept + ".journal")
    return "mv \(kept) \(partial)"
      + (hasJournal ? "; mv \(kept).journal \(partial).journal" : "")
  }

  /// The state to go on from; `nil` for an interrupted run without a checkpoint, which begins
  /// again.
  ///
  /// - Throws: ``RunError`` when the end of `scenario` is reached already.
  func state(for scenario: Scenario) throws -> StateArchive? {
    guard damage == nil else { return nil }
    guard isInterrupted else { return try finalState(scenario) }
    guard let state = try CheckpointStore(files.finished).load(of: identity).state else {
      return nil
    }
    let done = try state.integers("clock/tick", count: 1)[0]
    guard scenario.grid.lastTick >= done else {
      throw RunError(
        .request,
        "\(files.partial): the run has reached time "
          + "\(scenario.grid.time(ofTick: done).timeText); give a later end with --until")
    }
    return state
  }

  /// The state at the end of a finished run that is to go on.
  private func finalState(_ scenario: Scenario) throws -> StateArchive {
    guard let state = try CheckpointStore.finalState(of: files.finished) else {
      throw RunError(.request, "\(files.finished): the file does not hold the state at its end")
    }
    let done = try state.integers("clock/tick", count: 1)[0]
    guard scenario.grid.lastTick > done else {
      throw RunError(
        .request,
        "\(files.finished): the run is finished at time "
          + "\(scenario.grid.time(ofTick: done).timeText); give a later end with --until")
    }
    return state
  }

  func beginning(from state: StateArchive?) -> Run.Beginning {
    if let damage { return .lost(reason: damage) }
    guard let state, !isInterrupted else { return .interrupted }
    return .finished(state)
  }
}
